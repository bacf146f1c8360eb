import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowNumber,
  type ContactGiven,
  type ContactStanding,
  rulesOf,
  stopOf,
} from '../../../src/domain/cases/contact-rules.js';
import { CHOICES } from '../../../src/domain/cases/intake-choices.js';
import { phonesIn, withoutPhones } from '../../../src/domain/cases/phones-in.js';
import { URGENCIES } from '../../../src/domain/cases/types.js';

const calm = { removed: false, isUnsafe: false, hasLeft: false };
const happened = '一件事';

describe('what stops a call', () => {
  it('is her word, whatever number is stored beside it', () => {
    for (const contact of [undefined, 'no', 'page', 'chat'] as const) {
      const intake = { happened, phone: '13900000000', ...(contact && { contact }) };
      expect(stopOf(intake, calm)).toBe(contact ?? 'no');
      expect(rulesOf(intake)).toEqual([]);
    }
    expect(stopOf({ happened, contact: 'no' }, { ...calm, removed: true })).toBe('removed');
    expect(stopOf({ happened, contact: 'phone' }, calm)).toBe('no_number');
  });

  it('is an unsafe phone before a hurried leaving', () => {
    const intake = { happened, contact: 'phone', phone: '13900000000' } as const;
    expect(stopOf(intake, { ...calm, isUnsafe: true, hasLeft: true })).toBe('unsafe');
    expect(stopOf(intake, { ...calm, hasLeft: true })).toBe('left');
    expect(stopOf(intake, calm)).toBeNull();
  });
});

const standings = fc.record({
  intake: fc.record(
    {
      happened: fc.constant(happened),
      contact: fc.constantFrom(...CHOICES.contact),
      phone: fc.constant('13900000000'),
      code_word: fc.constant('桂花开了'),
    },
    { requiredKeys: ['happened'] },
  ),
  flags: fc.record({ removed: fc.boolean(), isUnsafe: fc.boolean(), hasLeft: fc.boolean() }),
  urgency: fc.constantFrom(...URGENCIES),
  moment: fc.constantFrom<ContactStanding['moment']>(
    { kind: 'inside' },
    { kind: 'unreadable' },
    { kind: 'not_given' },
    { kind: 'outside', next: null },
  ),
});
const givens = fc.record({
  but: fc.nat({ max: 12 }),
  confirmed: fc.boolean(),
  reason: fc.constantFrom('', '短', '九个字的原因还差一', '十个字的原因刚刚好吧'),
});

describe('a number is shown', () => {
  it('never but by the rules: 20,000 cases', () => {
    fc.assert(
      fc.property(standings, givens, ({ intake, flags, urgency, moment }, { but, confirmed, reason }) => {
        const { contact = 'no', phone } = intake;
        const rules = rulesOf({ ...intake, contact });
        const stop = stopOf(intake, flags);
        const given: ContactGiven = { confirmed, reason, rules: rules.filter((_, nth) => nth !== but) };
        let shown: string | null = null;
        try {
          shown = allowNumber({ contact, stop, moment, urgency, rules }, given);
        } catch {
          return;
        }
        const hasReason = [...reason].length >= 10;
        expect(contact === 'phone' || contact === 'sms').toBe(true);
        expect([phone !== undefined, flags.isUnsafe, given.rules]).toEqual([true, false, rules]);
        if (flags.hasLeft) {
          expect([urgency, hasReason, shown]).toEqual(['emergency', true, 'emergency']);
          return;
        }
        const fits = {
          inside: shown === 'in_window',
          not_given: confirmed && shown === 'no_time',
          unreadable: (confirmed && shown === 'named_time') || urgency === 'emergency' || hasReason,
          outside: urgency === 'emergency' || hasReason,
        };
        expect(fits[moment.kind]).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('telephone numbers', () => {
  it.each([
    ['139 0000 0000', ['13900000000']],
    ['+86 139-0000-0000', ['13900000000']],
    ['0086 13900000000', ['13900000000']],
    ['8613900000000', ['13900000000']],
    ['１３９００００００００', ['13900000000']],
    ['(0812) 123-4567', ['08121234567']],
    ['+86 812 1234567', ['08121234567']],
    ['139 0000 0000 138 0000 0000', ['13900000000', '13800000000']],
    ['139 0000 0000、或0812-1234567', ['13900000000', '08121234567']],
    ['没有', []],
    ['12', []],
  ])('in "%s" are %j', (text, phones) => {
    expect(phonesIn(text)).toEqual(phones);
  });

  it('are left out of her words about the time, which stay', () => {
    expect(withoutPhones('周三下午打139 0000-0000，别打别的')).toBe('周三下午打…，别打别的');
    expect(withoutPhones('打１３９００００００００')).toBe('打…');
    expect(withoutPhones('工作日10:30-11:00')).toBe('工作日10:30-11:00');
  });

  it('are found in any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(phonesIn(text).every((phone) => /^\d{5,15}$/.test(phone))).toBe(true);
        withoutPhones(text);
      }),
      { numRuns: 2000 },
    );
  });
});
