import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CHILD_BANDS,
  fits,
  type Segment,
  type Subscriber,
  type Target,
} from '../../../src/domain/tips/index.js';
import { reached } from '../../../src/domain/tips/reach-store.js';
import { segmentOf } from '../../../src/domain/tips/segment.js';
import { createTipsHouse, type TipsHouse } from './house.js';

let house: TipsHouse;
beforeAll(async () => {
  house = await createTipsHouse();
});
afterAll(() => house.close());

const ROLES = ['parent', 'grandparent', 'expectant'] as const;
const TOPICS = ['vision', 'sleep', 'drowning', 'reading'];
const DAYS = ['2026-11-24', '2026-11-30', '2026-12-01', '2028-02-29', '2027-01-01'];

const birthMonth = fc
  .tuple(fc.integer({ min: 2005, max: 2029 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);
/** Months at which a child changes its band on one of the days. */
const edge = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(-1, 0, 3, 6, 12, 15, 18), fc.constantFrom(-1, 0, 1))
  .map(([day, years, off]) => {
    const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - years * 12 + off;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  });
const subscriber: fc.Arbitrary<Subscriber> = fc.record({
  topics: fc.subarray(TOPICS),
  caregivers: fc.subarray([...ROLES]),
  birthMonths: fc.uniqueArray(fc.oneof(birthMonth, edge), { maxLength: 4 }),
});
const target: fc.Arbitrary<Target> = fc.record({
  topics: fc.subarray(TOPICS, { minLength: 1 }),
  audiences: fc.subarray([...ROLES]),
  bands: fc.oneof(fc.subarray([...CHILD_BANDS, 'expectant' as const]), fc.constant(['any' as const])),
});

async function put(people: readonly Subscriber[]): Promise<string[]> {
  await house.db.contact.deleteMany();
  const { rows } = await house.database.pool.query<{ id: string; n: number }>(
    `INSERT INTO contact (id, channel, address_key, address, locale)
     SELECT gen_random_uuid(), CASE WHEN n % 2 = 0 THEN 'telegram' ELSE 'tips_page' END, decode(md5(n::text), 'hex'), 'x', 'zh-CN'
     FROM generate_series(0, $1::int - 1) n RETURNING id`,
    [people.length],
  );
  const ids = rows.map(({ id }) => id);
  await house.db.subscription.createMany({
    data: people.map((person, n) => ({
      contact_id: ids[n] ?? '',
      topics: [...person.topics],
      caregivers: [...person.caregivers],
      birth_months: [...person.birthMonths],
    })),
  });
  return ids;
}

const reachedBy = async (segment: Segment, day: string): Promise<Set<string>> => {
  const rows = await house.db.$queryRaw<
    Array<{ id: string }>
  >`SELECT c.id::text FROM ${reached(segment, day)}`;
  return new Set(rows.map(({ id }) => id));
};

describe('the statement that chooses who gets a tip', () => {
  it('means exactly what `fits` means, for any subscribers and any tips', { timeout: 120_000 }, async () => {
    let chosen = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(subscriber, { minLength: 60, maxLength: 120 }),
        fc.array(fc.tuple(target, fc.constantFrom(...DAYS)), { minLength: 10, maxLength: 20 }),
        async (people, asked) => {
          const ids = await put(people);
          for (const [wanted, day] of asked) {
            const found = await reachedBy(segmentOf(wanted), day);
            const expected = ids.filter((_, n) => fits(wanted, people[n] as Subscriber, day));
            expect([...found].sort()).toEqual([...expected].sort());
            chosen += expected.length;
          }
        },
      ),
      { numRuns: 30 },
    );
    expect(chosen).toBeGreaterThan(1000);
  });

  it('asks nothing of a group that is not given, and the township only of broadcasts', async () => {
    const [here = '', there = ''] = await put([
      { topics: ['sleep'], caregivers: [], birthMonths: [] },
      { topics: ['vision'], caregivers: ['expectant'], birthMonths: [] },
    ]);
    await house.db.subscription.update({ where: { contact_id: here }, data: { township: 'yuquan' } });
    const day = '2026-11-24';
    expect(await reachedBy({}, day)).toEqual(new Set([here, there]));
    expect(await reachedBy({ townships: ['yuquan', 'geliping'] }, day)).toEqual(new Set([here]));
    expect(await reachedBy({ townships: ['geliping'] }, day)).toEqual(new Set());
    expect(await reachedBy({ topics: ['vision'] }, day)).toEqual(new Set([there]));
    expect(await reachedBy({ caregivers: ['expectant'] }, day)).toEqual(new Set([there]));
    expect(await reachedBy({ bands: ['expectant'] }, day)).toEqual(new Set([there]));
    expect(await reachedBy({ bands: ['0-3'] }, day)).toEqual(new Set([here]));
  });

  it('passes over who has ended it, blocked us, or only talks in the web chat', async () => {
    const [ended = '', blocked = '', chat = '', stays = ''] = await put(
      Array.from({ length: 4 }, () => ({ topics: [], caregivers: [], birthMonths: [] })),
    );
    await house.subscriptions.end(house.db, ended, house.clock.now());
    await house.contacts.block(house.db, blocked, house.clock.now());
    await house.db.contact.update({ where: { id: chat }, data: { channel: 'webchat' } });
    expect(await reachedBy({}, '2026-11-24')).toEqual(new Set([stays]));
  });

  it('goes to nobody because she has reported something, and to nobody less', async () => {
    const [reported = '', other = '', unsubscribed = ''] = await put(
      Array.from({ length: 3 }, () => ({ topics: ['sleep'], caregivers: [], birthMonths: [] })),
    );
    await house.subscriptions.end(house.db, unsubscribed, house.clock.now());
    for (const contact_id of [reported, unsubscribed]) {
      const bytes = Buffer.from(contact_id);
      await house.db.case.create({
        data: {
          id: contact_id,
          ...{ state: 'registered', category: 'domestic_violence', urgency: 'urgent', minor: false },
          ...{ channel: 'telegram', locale: 'zh-CN', report: bytes, code_hash: 'x' },
          ...{ submission_key: bytes, submission_digest: bytes },
          links: { create: { contact_id } },
        },
      });
    }
    expect(await reachedBy({ topics: ['sleep'] }, '2026-11-24')).toEqual(new Set([reported, other]));
    expect(await reachedBy({ topics: ['vision'] }, '2026-11-24')).toEqual(new Set());
  });
});
