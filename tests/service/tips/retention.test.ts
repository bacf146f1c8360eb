import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRetentionStore } from '../../../src/domain/privacy/index.js';
import { DAY, HOUR } from '../../support/test-clock.js';
import { createTipsHouse, NO_WISHES, type TipsHouse } from './house.js';

let house: TipsHouse;
beforeEach(async () => {
  house = await createTipsHouse({ start: '2026-11-25T18:30:00+08:00' });
});
afterEach(() => house.close());

const purge = () => createRetentionStore(house.db).purge(house.clock.now());
const contacts = () => house.db.contact.count();

describe('who is subscribed on Telegram', () => {
  it('is kept until she ends it, but not what she said', async () => {
    const woman = await house.subscriber();
    const now = house.clock.now();
    await house.db.chatSession.create({
      data: { contact_id: woman.id, state: Buffer.from('x'), updated_at: now },
    });
    house.clock.advance(3 * 365 * DAY);
    expect(await purge()).toMatchObject({ contacts: 0, talks: 1 });
    await house.subscriptions.end(house.db, woman.id, house.clock.now());
    expect(await purge()).toMatchObject({ contacts: 1 });
  });

  it('and has blocked us is gone 90 days after her last message', async () => {
    const woman = await house.subscriber();
    await house.contacts.block(house.db, woman.id, house.clock.now());
    house.clock.advance(90 * DAY);
    expect(await purge()).toMatchObject({ contacts: 0 });
    house.clock.advance(HOUR);
    expect(await purge()).toMatchObject({ contacts: 1 });
  });
});

describe('a private page', () => {
  it('is kept for 400 days after it was opened last', async () => {
    const options = { locale: 'zh-CN', consent: false, submission: 'f' };
    const { secret } = await house.pages.open(NO_WISHES, options);
    house.clock.advance(399 * DAY);
    await purge();
    expect(await house.pages.view(secret)).not.toBeNull();
    house.clock.advance(400 * DAY);
    await purge();
    expect(await contacts()).toBe(1);
    house.clock.advance(HOUR);
    await purge();
    expect(await contacts()).toBe(0);
  });
});

describe('who got which tip', () => {
  it('is kept for 400 days with how it went; the campaign stays', async () => {
    await house.subscriber();
    await house.subscriber({}, 'tips_page');
    await house.dispatch();
    house.clock.advance(399 * DAY);
    await purge();
    expect([await house.db.campaignRecipient.count(), await house.db.outbox.count()]).toEqual([2, 1]);
    house.clock.advance(2 * DAY);
    await purge();
    expect([await house.db.campaignRecipient.count(), await house.db.outbox.count()]).toEqual([0, 0]);
    expect(await house.db.campaign.count()).toBe(1);
  });
});

describe('ways in', () => {
  it('that have run out are gone', async () => {
    const now = house.clock.now();
    const staff_id = await house.staff('a');
    const key = (text: string) => Buffer.from(text);
    const made = {
      state: 'registered',
      category: 'x',
      urgency: 'normal',
      minor: false,
      channel: 'web',
      locale: 'zh-CN',
    };
    const { id: case_id } = await house.db.case.create({
      data: {
        ...made,
        report: key('r'),
        code_hash: 'h',
        submission_key: key('k'),
        submission_digest: key('d'),
      },
    });
    await house.db.caseSlip.create({
      data: { case_id, token_key: key('t'), code: key('c'), expires_at: now },
    });
    await house.db.caseVisit.create({ data: { id: key('v'), case_id, seen_at: now } });
    await house.db.staffSession.create({ data: { id: key('s'), staff_id, seen_at: now } });
    await house.db.staffLink.create({ data: { id: key('l'), staff_id, expires_at: now } });
    const left = async () => [
      await house.db.caseSlip.count(),
      await house.db.caseVisit.count(),
      await house.db.staffSession.count(),
      await house.db.staffLink.count(),
    ];
    await purge();
    expect(await left()).toEqual([1, 1, 1, 1]);
    house.clock.advance(DAY + 1);
    await purge();
    expect(await left()).toEqual([0, 0, 0, 1]);
    house.clock.advance(29 * DAY);
    await purge();
    expect(await left()).toEqual([0, 0, 0, 0]);
  });
});
