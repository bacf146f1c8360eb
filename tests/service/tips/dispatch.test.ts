import { afterEach, describe, expect, it } from 'vitest';
import { addDays, hasRoom, type Sent } from '../../../src/domain/tips/index.js';
import { openDatabase } from '../../../src/infra/database/client.js';
import { DAY, HOUR } from '../../support/test-clock.js';
import { createTipsHouse, occasion, tip, type TipsHouse } from './house.js';

let house: TipsHouse;
const open = async (...options: Parameters<typeof createTipsHouse>) =>
  (house = await createTipsHouse(...options));
afterEach(() => house.close());

const BEFORE = '2026-11-25T18:29:59+08:00';
const AFTER = '2026-11-25T18:30:00+08:00';
const everyDay = (id: string, tips: string[], rank: 'life' | 'growth' = 'growth') =>
  occasion(id, tips, {
    rank,
    rule: {
      kind: 'season',
      from: '11-01',
      to: '12-31',
      on: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
    },
  });

describe('a tip of the calendar', () => {
  it('goes out at 18:30 in China on its day, once, to a phone and to a page', async () => {
    await open({ start: BEFORE });
    const woman = await house.subscriber();
    const reader = await house.subscriber({}, 'tips_page');
    expect(await house.dispatch()).toEqual({ tips: 0, broadcasts: 0, recipients: 0, ended: 0 });
    house.clock.advance(1000);
    expect(await house.dispatch()).toMatchObject({ tips: 1, recipients: 2 });
    expect(await house.dispatch()).toMatchObject({ tips: 0, recipients: 0 });
    expect(await house.given(woman.id)).toEqual(['a']);
    expect(await house.given(reader.id)).toEqual(['a']);
    const rows = await house.db.outbox.findMany();
    expect(
      rows.map(({ contact_id, lane, state, payload }) => [contact_id, lane, state, payload.length]),
    ).toEqual([[woman.id, 2, 'queued', 0]]);
    const campaign = await house.db.campaign.findFirstOrThrow();
    expect([campaign.dedupe_key, campaign.state, rows[0]?.dedupe_key]).toEqual([
      'tip:day:2026-11-25:a',
      'sending',
      `campaign:${campaign.id}:${woman.id}`,
    ]);
    const recipients = await house.db.campaignRecipient.findMany();
    expect(recipients.map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-25']);
  });

  it.each([
    ['is made up two days later', 2 * DAY, 1],
    ['has lapsed three days later', 3 * DAY, 0],
  ])('missed while the service was down %s', async (_when, late, tips) => {
    await open({ start: AFTER });
    const woman = await house.subscriber();
    house.clock.advance(late);
    expect((await house.dispatch()).tips).toBe(tips);
    expect((await house.dispatch()).tips).toBe(0);
    expect((await house.given(woman.id)).length).toBe(tips);
  });

  it('is neither sent twice nor forgotten when the clock jumps an hour and a day to and fro', async () => {
    await open({
      start: AFTER,
      occasions: [occasion('day', ['a']), everyDay('daily', ['b'])],
      tips: [tip('a'), tip('b')],
    });
    const woman = await house.subscriber();
    for (const jump of [HOUR, -2 * HOUR, HOUR, DAY, -DAY - HOUR, HOUR, 0]) {
      house.clock.advance(jump);
      await house.dispatch();
    }
    expect(await house.given(woman.id)).toEqual(['a', 'b']);
    expect(await house.states()).toEqual({ queued: 2 });
  });

  it('that begins in quiet hours goes to phones at eight in the morning', async () => {
    await open({ start: '2026-11-25T22:15:00+08:00' });
    await house.subscriber();
    await house.dispatch();
    const { not_before } = await house.db.outbox.findFirstOrThrow();
    expect(not_before.toISOString()).toBe('2026-11-26T00:00:00.000Z');
  });

  it('comes to nobody more than three times a week, nor again within seven days, life and limb first', async () => {
    const tips = ['a', 'b', 'c', 'd'].map((id) => tip(id));
    await open({
      start: '2026-11-23T18:30:00+08:00', // a Monday
      tips,
      occasions: [everyDay('growing', ['a', 'b', 'c']), everyDay('danger', ['d'], 'life')],
    });
    const woman = await house.subscriber();
    const expected: Sent[] = [];
    for (let n = 0; n < 16; n += 1) {
      await house.dispatch();
      const day = addDays('2026-11-23', n);
      const due = ['d', 'a', 'b', 'c'].map((id) => ({ tip: id, day }));
      for (const one of due) {
        if (hasRoom(expected, one.tip, day)) {
          expected.push(one);
        }
      }
      house.clock.advance(DAY);
    }
    const rows = await house.db.campaignRecipient.findMany({
      where: { contact_id: woman.id },
      include: { campaign: true },
    });
    const sent = rows.map(({ day, campaign }) => `${day} ${campaign.tip_id}`).sort();
    expect(sent).toEqual(expected.map((one) => `${one.day} ${one.tip}`).sort());
    expect(expected.length).toBeGreaterThan(5);
  });

  it('of a guessed date goes when it protects, and waits for the notice when it is civic', async () => {
    await open({
      start: AFTER,
      tips: [tip('a'), tip('b')],
      occasions: [
        occasion('fire', ['a'], { rank: 'life', confirm: true, note: '以通知为准' }),
        occasion('civic', ['b'], { rank: 'civic', confirm: true, note: '以通知为准' }),
      ],
    });
    const woman = await house.subscriber();
    await house.dispatch();
    expect(await house.given(woman.id)).toEqual(['a']);
  });

  it('reaches only those whom it is for on that day', async () => {
    await open({ start: AFTER, tips: [tip('a', { bands: ['0-3'], audiences: ['parent'] })] });
    const mother = await house.subscriber({ birthMonths: ['2025-01'] });
    await house.subscriber({ birthMonths: ['2015-01'] });
    await house.subscriber({ topics: ['sleep'] });
    await house.subscriber({ caregivers: ['grandparent'] });
    expect((await house.dispatch()).recipients).toBe(1);
    expect(await house.given(mother.id)).toEqual(['a']);
  });

  it('that is through is done', async () => {
    await open({ start: AFTER });
    await house.subscriber({}, 'tips_page');
    expect(await house.dispatch()).toMatchObject({ tips: 1, ended: 1 });
    expect(await house.db.campaign.findFirstOrThrow()).toMatchObject({
      state: 'done',
      ended_at: house.clock.now(),
    });
  });
});

describe('the start of a sending', () => {
  it('is all or nothing', async () => {
    await open({ start: AFTER });
    await house.crowd(200);
    await house.database.pool.query(`
      CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF (SELECT count(*) FROM outbox) >= 0 AND NEW.contact_id = (SELECT max(id::text)::uuid FROM contact) THEN
          PERFORM pg_terminate_backend(pg_backend_pid());
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER break_off BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION break_off()`);
    await expect(house.dispatch()).rejects.toThrow(); // killed in the midst of it
    expect([
      await house.db.campaign.count(),
      await house.db.campaignRecipient.count(),
      await house.db.outbox.count(),
    ]).toEqual([0, 0, 0]);
    await house.database.pool.query('DROP TRIGGER break_off ON outbox');
    expect(await house.dispatch()).toMatchObject({ tips: 1, recipients: 200 });
    expect(await house.states()).toEqual({ queued: 200 });
  });

  it('in several processes at once is one', async () => {
    await open({
      start: AFTER,
      tips: ['a', 'b', 'c', 'd', 'e'].map((id) => tip(id)),
      occasions: ['a', 'b', 'c', 'd', 'e'].map((id) => occasion(`day_${id}`, [id])),
    });
    await house.crowd(300);
    const others = [1, 2, 3].map(() => openDatabase(house.databaseUrl));
    const runs = [house.dispatch, ...others.map((other) => house.dispatchOn(other.prisma))];
    const done = await Promise.all(runs.map((run) => run()));
    await Promise.all(others.map((other) => other.close()));
    expect(done.reduce((sum, { tips }) => sum + tips, 0)).toBe(5);
    const perPerson = await house.db.campaignRecipient.groupBy({ by: ['contact_id'], _count: true });
    expect(perPerson.length).toBe(300);
    expect(perPerson.every(({ _count }) => _count === 3)).toBe(true); // the week has three places, whoever gives them
    expect(await house.states()).toEqual({ queued: 900 });
  });
});
