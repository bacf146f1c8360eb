import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../support/test-clock.js';
import { createTipsHouse, NO_WISHES, type TipsHouse } from './house.js';

let house: TipsHouse;
beforeEach(async () => {
  house = await createTipsHouse({ start: '2026-11-25T18:30:00+08:00' });
});
afterEach(() => house.close());

const options = (submission: string, consent = true) => ({ locale: 'zh-CN', consent, submission });
const wishes = { ...NO_WISHES, topics: ['vision'], birthMonths: ['2020-05', '2027-01'], township: 'yuquan' };

describe('a private page', () => {
  it('is one page however often its form is sent, and its secret stands nowhere', async () => {
    const made = await Promise.all([1, 2, 3].map(() => house.pages.open(wishes, options('form-1'))));
    const secrets = new Set(made.map(({ secret }) => secret));
    expect(secrets.size).toBe(1);
    const [secret = ''] = secrets;
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await house.db.contact.count()).toBe(1);
    expect(await house.db.consent.count()).toBe(1);
    const { rows } = await house.database.pool.query<{ all: string }>(
      'SELECT contact::text AS all FROM contact',
    );
    const hex = Buffer.from(secret).toString('hex');
    expect(rows.some(({ all }) => all.includes(secret) || all.includes(hex))).toBe(false);
    expect((await house.pages.open(wishes, options('form-2'))).secret).not.toBe(secret);
  });

  it('shows what has come since, new once, the newest first', async () => {
    const { secret } = await house.pages.open(wishes, options('f'));
    expect(await house.pages.view(secret)).toEqual({ wishes, tips: [] });
    await house.dispatch();
    const seen = async () =>
      (await house.pages.view(secret))?.tips.map(({ tipId, day, isNew }) => [tipId, day, isNew]);
    expect(await house.pages.wishes(secret)).toEqual(wishes); // a look at the wishes leaves the tip new
    expect(await seen()).toEqual([['a', '2026-11-25', true]]);
    expect(await seen()).toEqual([['a', '2026-11-25', false]]);
    expect(await house.db.outbox.count()).toBe(0);
    const { id } = await house.db.campaign.findFirstOrThrow();
    expect((await house.broadcasts.get(id))?.progress).toMatchObject({ recipients: 1, onPage: 1, read: 1 });
  });

  it('keeps birth months only with the guardian’s consent, and drops them when it is taken back', async () => {
    const { secret } = await house.pages.open(wishes, options('f', false));
    expect((await house.pages.view(secret))?.wishes.birthMonths).toEqual([]);
    const change = (consent: boolean) => house.pages.change(secret, wishes, { locale: 'zh-CN', consent });
    expect(await change(true)).toBe(true);
    expect((await house.pages.view(secret))?.wishes.birthMonths).toEqual(wishes.birthMonths);
    await change(false);
    expect((await house.pages.view(secret))?.wishes.birthMonths).toEqual([]);
    const consents = await house.db.consent.findMany();
    expect(consents.map(({ purpose, withdrawn_at }) => [purpose, withdrawn_at !== null])).toEqual([
      ['child_birth_month', true],
    ]);
  });

  it('that was ended leaves no row', async () => {
    const { secret } = await house.pages.open(wishes, options('f'));
    await house.dispatch();
    await house.pages.end(secret);
    expect(await house.pages.view(secret)).toBeNull();
    expect(await house.pages.change(secret, wishes, { locale: 'zh-CN', consent: true })).toBeNull();
    await house.pages.end(secret);
    expect([
      await house.db.contact.count(),
      await house.db.subscription.count(),
      await house.db.consent.count(),
      await house.db.campaignRecipient.count(),
    ]).toEqual([0, 0, 0, 0]);
  });

  it('shows nothing of a broadcast that is paused or was cancelled', async () => {
    const { secret } = await house.pages.open(wishes, options('f'));
    await house.dispatch();
    for (const [state, shown] of [
      ['paused', 0],
      ['sending', 1],
      ['cancelled', 0],
    ] as const) {
      await house.db.campaign.updateMany({ data: { state } });
      expect((await house.pages.view(secret))?.tips.length).toBe(shown);
    }
  });

  it('of a stranger is unknown', async () => {
    expect(await house.pages.view('A'.repeat(43))).toBeNull();
    expect(await house.pages.wishes('A'.repeat(43))).toBeNull();
  });
});

describe('a subscription', () => {
  it('that ends takes back what waits, empties what was known, and withdraws the consent', async () => {
    const woman = await house.subscriber({ birthMonths: ['2020-05'], township: 'yuquan' });
    await house.dispatch();
    const now = house.clock.now();
    expect(await house.subscriptions.end(house.db, woman.id, now)).toBe(true);
    expect(await house.subscriptions.end(house.db, woman.id, now)).toBe(false);
    expect(await house.subscriptions.of(house.db, woman.id)).toBeNull();
    expect(await house.states()).toEqual({ cancelled: 1 });
    expect(await house.db.subscription.findFirstOrThrow()).toMatchObject({
      birth_months: [],
      township: null,
    });
    expect(await house.consents.stands(house.db, woman.id, 'child_birth_month')).toBe(false);
    house.clock.advance(DAY);
    await house.subscriptions.save(
      house.db,
      woman.id,
      { ...NO_WISHES, birthMonths: ['2020-05'] },
      house.clock.now(),
    );
    expect(await house.subscriptions.of(house.db, woman.id)).toEqual(NO_WISHES); // the consent has to be given anew
  });

  it('that ends and fails half-way ends not at all', async () => {
    const woman = await house.subscriber();
    await house.dispatch();
    const ending = house.db.$transaction(async (tx) => {
      await house.subscriptions.end(tx, woman.id, house.clock.now());
      throw new Error('killed');
    });
    await expect(ending).rejects.toThrow('killed');
    expect(await house.subscriptions.of(house.db, woman.id)).not.toBeNull();
    expect(await house.states()).toEqual({ queued: 1 });
  });
});
