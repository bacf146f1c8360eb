import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Segment } from '../../../src/domain/tips/index.js';
import { CAMPAIGN_STATES } from '../../../src/domain/tips/index.js';
import { MOVES } from '../../../src/domain/tips/moves.js';
import { createOutboxStore } from '../../../src/domain/messaging/index.js';
import { DAY, HOUR } from '../../support/test-clock.js';
import { createTipsHouse, type TipsHouse } from './house.js';

let house: TipsHouse;
let writer: string;
let second: string;
beforeEach(async () => {
  house = await createTipsHouse({ occasions: [] });
  writer = await house.staff('writer');
  second = await house.staff('second');
});
afterEach(() => house.close());

const content = {
  'zh-CN': { title: '停水', text: '明天上午停水。' },
  en: { title: 'Water', text: 'No water.' },
};
const draft = async (segment: Segment = {}, sendAt: Date | null = null, submission = 'form-1') =>
  (await house.broadcasts.draft(writer, { content, segment, sendAt }, submission)).id;
async function approved(...args: Parameters<typeof draft>): Promise<string> {
  const id = await draft(...args);
  await house.broadcasts.submit(writer, id);
  await house.broadcasts.approve(second, id);
  return id;
}
const stateOf = async (id: string) => (await house.broadcasts.get(id))?.state;
const actions = async () =>
  (await house.db.auditEvent.findMany({ orderBy: { id: 'asc' } })).map(({ action, staff_id }) => [
    action,
    staff_id,
  ]);
const claimNext = () =>
  createOutboxStore(house.sealer).claim(house.database.pool, {
    channel: 'telegram',
    now: house.clock.now(),
    resting: [],
    lastLane: 2,
  });

describe('a broadcast', () => {
  it('is written once however often its form is sent', async () => {
    const ids = await Promise.all([draft(), draft(), draft()]);
    expect(new Set(ids).size).toBe(1);
    expect((await house.broadcasts.list(1)).total).toBe(1);
    expect(await actions()).toEqual([['broadcast_drafted', writer]]);
    expect(await draft({}, null, 'form-2')).not.toBe(ids[0]);
  });

  it('keeps neither empty words, nor too many, nor a segment of nonsense', async () => {
    const bad = (title: string, text: string) =>
      house.broadcasts.draft(
        writer,
        { content: { 'zh-CN': { title, text } }, segment: {}, sendAt: null },
        's',
      );
    await expect(bad(' ', '文')).rejects.toMatchObject({ code: 'broadcast_content', status: 400 });
    await expect(bad('题', '文'.repeat(801))).rejects.toMatchObject({ code: 'broadcast_content' });
    await expect(draft({ bands: ['9-99' as '0-3'] })).rejects.toThrow();
    expect(await house.db.campaign.count()).toBe(0);
  });

  it('goes to its segment after a second person approved it, and is done when all have it', async () => {
    const here = await house.subscriber({ township: 'yuquan' });
    const reader = await house.subscriber({ township: 'yuquan' }, 'tips_page');
    await house.subscriber({ township: 'geliping' });
    const segment = { townships: ['yuquan'], topics: [], bands: [] };
    expect(await house.broadcasts.count(segment)).toEqual({ telegram: 1, page: 1 });
    const id = await draft(segment);
    expect((await house.broadcasts.get(id))?.segment).toEqual({ townships: ['yuquan'] }); // what picks nobody out is not given
    expect(await house.dispatch()).toMatchObject({ broadcasts: 0 });
    await house.broadcasts.submit(writer, id);
    await expect(house.broadcasts.approve(writer, id)).rejects.toMatchObject({
      code: 'second_person',
      status: 403,
    });
    await house.broadcasts.approve(second, id);
    expect(await house.dispatch()).toMatchObject({ broadcasts: 1, recipients: 2, ended: 0 });
    expect(await house.given(here.id)).toEqual(['broadcast']);
    expect(await house.given(reader.id)).toEqual(['broadcast']);
    expect(await stateOf(id)).toBe('sending');

    const message = await claimNext();
    const sent = { state: 'sent', messageRef: '1' } as const;
    await createOutboxStore(house.sealer).settle(house.db, message!, sent, house.clock.now());
    expect(await house.dispatch()).toMatchObject({ broadcasts: 0, recipients: 0, ended: 1 });
    expect(await house.broadcasts.get(id)).toMatchObject({
      state: 'done',
      approvedBy: second,
      progress: { recipients: 2, sent: 1, onPage: 1, read: 0, waiting: 0 },
    });
    expect(await actions()).toEqual([
      ['broadcast_drafted', writer],
      ['broadcast_submitted', writer],
      ['broadcast_approved', second],
    ]);
  });

  it('is not approved by whoever submitted it, though another wrote it', async () => {
    const id = await draft();
    await house.broadcasts.submit(second, id);
    await expect(house.broadcasts.approve(second, id)).rejects.toMatchObject({ code: 'second_person' });
    expect(await stateOf(id)).toBe('submitted');
  });

  it('for later waits for its time, and counts among no tips of the week', async () => {
    await house.subscriber();
    const id = await approved({}, new Date(house.clock.now().getTime() + HOUR));
    expect(await house.dispatch()).toMatchObject({ broadcasts: 0 });
    house.clock.advance(HOUR);
    expect(await house.dispatch()).toMatchObject({ broadcasts: 1, recipients: 1 });
    expect(await house.dispatch()).toMatchObject({ broadcasts: 0 });
    expect((await house.broadcasts.get(id))?.startedAt).toEqual(house.clock.now());
  });

  it('changes nothing when its audit row can’t be written', async () => {
    const id = await draft();
    const blind = house.broadcastsWith(() => Promise.reject(new Error('no audit')));
    await expect(blind.submit(writer, id)).rejects.toThrow('no audit');
    expect(await stateOf(id)).toBe('draft');
  });

  it.each(CAMPAIGN_STATES)('in the state %s takes the moves of the table and no other', async (state) => {
    for (const name of ['submit', 'approve', 'pause', 'resume', 'cancel'] as const) {
      const id = await draft({}, null, name);
      await house.db.campaign.update({ where: { id }, data: { state } });
      const made = house.broadcasts[name](second, id);
      const from: readonly string[] = MOVES[name].from;
      if (from.includes(state)) {
        await made;
        expect(await stateOf(id)).toBe(MOVES[name].to);
      } else {
        await expect(made).rejects.toMatchObject({ code: 'campaign_state', status: 409 });
        expect(await stateOf(id)).toBe(state);
      }
    }
  });

  it('that does not exist is not found, whatever its id looks like', async () => {
    for (const id of ['', 'x', '00000000-0000-4000-8000-000000000000', "'; DROP TABLE campaign; --"]) {
      expect(await house.broadcasts.get(id)).toBeNull();
      await expect(house.broadcasts.cancel(writer, id)).rejects.toMatchObject({
        code: 'not_found',
        status: 404,
      });
    }
  });
});

describe('while 20,000 messages wait', () => {
  it(
    'pausing, resuming and cancelling take one statement each and leave out none',
    { timeout: 60_000 },
    async () => {
      await house.crowd(20_000);
      await house.subscriber({}, 'tips_page');
      const id = await approved();
      expect((await house.dispatch()).recipients).toBe(20_001);
      const inFlight = await claimNext();
      const progress = async () => (await house.broadcasts.get(id))?.progress;

      await house.broadcasts.pause(writer, id);
      expect(await progress()).toMatchObject({ recipients: 20_001, waiting: 1, held: 20_000 });
      expect(await claimNext()).toBeNull();
      await house.broadcasts.resume(writer, id);
      expect(await progress()).toMatchObject({ waiting: 20_000, onPage: 1, held: 0 });
      const gone = { state: 'failed', errorCode: 'http_403' } as const;
      await createOutboxStore(house.sealer).settle(house.db, inFlight!, gone, house.clock.now());
      await house.broadcasts.cancel(writer, id);
      expect(await progress()).toEqual({
        recipients: 20_001,
        sent: 0,
        onPage: 0,
        read: 0,
        waiting: 0,
        held: 0,
        failed: 1,
        cancelled: 20_000,
        reasons: { http_403: 1, campaign_cancelled: 20_000 },
        possiblyTwice: 0,
      });
      expect(await claimNext()).toBeNull();
    },
  );

  it('one put on hold at the very moment of resuming is let go by the next run', async () => {
    await house.subscriber();
    const id = await approved();
    await house.dispatch();
    await house.db.outbox.updateMany({ data: { state: 'held' } });
    expect(await house.dispatch()).toMatchObject({ ended: 0 });
    expect(await house.states()).toEqual({ queued: 1 });
    expect(await stateOf(id)).toBe('sending');
  });
});

describe('the test code of a broadcast', () => {
  it('brings its words, on its day, as long as it is not approved', async () => {
    const id = await draft();
    const code = house.broadcasts.testCode(id);
    expect(code).toMatch(/^\d{6}$/);
    const now = house.clock.now();
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await house.broadcasts.byCode(house.db, wrong, now)).toBeNull();
    expect(await house.broadcasts.byCode(house.db, code, now)).toEqual(content);
    expect((await house.broadcasts.get(id))?.testedAt).toEqual(now);
    expect(await actions()).toContainEqual(['broadcast_tested', null]);
    expect(await house.broadcasts.byCode(house.db, code, new Date(now.getTime() + DAY))).toBeNull();
    await house.broadcasts.submit(writer, id);
    expect(await house.broadcasts.byCode(house.db, code, now)).toEqual(content);
    await house.broadcasts.approve(second, id);
    expect(await house.broadcasts.byCode(house.db, code, now)).toBeNull();
  });
});
