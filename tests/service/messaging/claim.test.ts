import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutboxStore, type MessagingDatabase } from '../../../src/domain/messaging/index.js';
import { openAddress } from '../../../src/domain/contacts/index.js';
import { createTipsHouse, type TipsHouse } from '../tips/house.js';

let house: TipsHouse;
beforeEach(async () => {
  house = await createTipsHouse({ start: '2026-11-25T18:30:00+08:00' });
});
afterEach(() => house.close());

const outbox = () => createOutboxStore(house.sealer);
const claim = (
  more: { lastLane?: 0 | 1 | 2; resting?: string[] } = {},
  pool: MessagingDatabase['pool'] = house.database.pool,
) => outbox().claim(pool, { channel: 'telegram', now: house.clock.now(), resting: [], lastLane: 2, ...more });
const campaignId = async () => (await house.db.campaign.findFirstOrThrow()).id;
const fates = async () =>
  (await house.db.outbox.findMany({ orderBy: { id: 'asc' } })).map(({ state, error_code }) => [
    state,
    error_code,
  ]);

describe('a message of a campaign', () => {
  it('is claimed with the address and the language of its reader', async () => {
    const woman = await house.subscriber();
    await house.contacts.setLocale(house.db, woman.id, 'en');
    await house.dispatch();
    const sealed = await house.db.contact.findUniqueOrThrow({ where: { id: woman.id } });
    expect(await claim()).toMatchObject({
      contactId: woman.id,
      content: '',
      chat: Buffer.from(sealed.address_key).toString('base64'),
      campaign: {
        id: await campaignId(),
        address: openAddress(house.sealer, woman.id, sealed.address),
        locale: 'en',
      },
    });
    expect(await fates()).toEqual([['sending', null]]);
    expect(await claim()).toBeNull();
  });

  it('has the key of its chat: an answer to the same person keeps it waiting', async () => {
    const woman = await house.subscriber();
    await house.dispatch();
    const chatAddress = (await house.contacts.addressOf(house.db, woman.id)) ?? '';
    const answer = { contactId: woman.id, chatAddress, lane: 0, dedupeKey: 'k', content: '{}' } as const;
    await outbox().enqueue(house.db, [{ ...answer, channel: 'telegram', now: house.clock.now() }]);
    const first = await claim();
    expect([first?.dedupeKey, first?.campaign]).toEqual(['k', undefined]);
    expect(await claim({ resting: [first?.chat ?? ''] })).toBeNull();
    expect((await claim())?.campaign).toBeDefined();
  });

  it('waits while bulk has to', async () => {
    await house.subscriber();
    await house.dispatch();
    expect(await claim({ lastLane: 1 })).toBeNull();
    expect(await claim()).not.toBeNull();
  });

  it('is passed over for one who unsubscribed, blocked us or was forgotten since', async () => {
    const [ended, blocked, forgotten, stays] = [
      await house.subscriber(),
      await house.subscriber(),
      await house.subscriber(),
      await house.subscriber(),
    ];
    await house.dispatch();
    await house.subscriptions.end(house.db, ended.id, house.clock.now());
    await house.contacts.block(house.db, blocked.id, house.clock.now());
    await house.contacts.forget(house.db, forgotten.id);
    expect((await claim())?.contactId).toBe(stays.id);
    expect(await claim()).toBeNull();
    expect(await fates()).toEqual([
      ['cancelled', 'unsubscribed'],
      ['cancelled', 'blocked'],
      ['sending', null],
    ]);
  });

  it('written at the very moment of unsubscribing is not sent', async () => {
    const woman = await house.subscriber();
    await house.dispatch();
    await house.subscriptions.end(house.db, woman.id, house.clock.now());
    await house.db.outbox.updateMany({ data: { state: 'queued', error_code: null } }); // as if the fan-out had committed last
    expect(await claim()).toBeNull();
    expect(await fates()).toEqual([['cancelled', 'unsubscribed']]);
  });

  it('that came back while its campaign was paused or cancelled goes where the others are', async () => {
    await house.subscriber();
    await house.subscriber();
    await house.dispatch();
    const [first, second] = [await claim(), await claim()];
    const again = {
      state: 'queued',
      notBefore: house.clock.now(),
      counted: true,
      possiblyTwice: true,
    } as const;
    await house.db.campaign.updateMany({ data: { state: 'paused' } });
    await outbox().settle(house.db, first!, again, house.clock.now());
    expect(await claim()).toBeNull();
    await house.db.campaign.updateMany({ data: { state: 'cancelled' } });
    await outbox().settle(house.db, second!, again, house.clock.now());
    expect(await claim()).toBeNull();
    expect(await fates()).toEqual([
      ['held', null],
      ['cancelled', 'campaign_cancelled'],
    ]);
  });
});

describe('with 20,000 messages of a campaign in the queue', () => {
  it.each([
    ['by day', 2],
    ['in quiet hours', 1],
  ] as const)('the next one is found by the index, %s', { timeout: 60_000 }, async (_when, lastLane) => {
    await house.crowd(20_000);
    await house.dispatch();
    await house.database.pool.query('ANALYZE outbox');
    const client = await house.database.pool.connect();
    try {
      for (let n = 0; n < 8; n += 1) {
        await claim({ lastLane }, client); // after some runs the server plans for any values
      }
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, COSTS off) EXECUTE outbox_claim('telegram', ${lastLane}, '${house.clock.now().toISOString()}', '{}')`,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('Index Scan using outbox_channel_state_lane_id_idx');
      expect(plan).not.toMatch(/Seq Scan on (outbox|contact|subscription)/);
      expect(plan).not.toMatch(/Rows Removed by Filter: \d{3,}/);
    } finally {
      client.release();
    }
  });
});
