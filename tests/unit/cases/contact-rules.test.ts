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
import { inPlainSight } from '../../../src/domain/cases/in-plain-sight.js';
import { phonesIn, withoutPhones } from '../../../src/domain/cases/phones-in.js';
import { URGENCIES } from '../../../src/domain/cases/types.js';
import { newSeed } from '../../support/intakes.js';
import { directions, unseen } from '../../support/odd-texts.js';

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
    ['13912345678 88211234', ['13912345678', '88211234']],
    ['88211234 13912345678', ['88211234', '13912345678']],
    ['13912345678 (2)', ['13912345678']],
    ['13912345678/010-12345678', ['13912345678', '01012345678']],
    ['13912345678 +86 10 12345678', ['13912345678', '01012345678']],
    ['8613912345678 8613812345678', ['13912345678', '13812345678']],
    ['+86 10 12345678', ['01012345678']],
    ['0086-10-12345678', ['01012345678']],
    ['010-12345678', ['01012345678']],
    ['1391234567888211234', []],
    ['1391234567813812345678', ['13912345678', '13812345678']],
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

  it('read the same whatever nobody sees in them, and are found by it', () => {
    const between = fc.array(fc.oneof(directions, unseen), { maxLength: 4 }).map((signs) => signs.join(''));
    const number = fc.constantFrom(
      '13900001234',
      '139-0000-1234',
      '(0812) 123-4567',
      '１３９００００１２３４',
    );
    const spoilt = number.chain((phone) =>
      fc.tuple(
        fc.constant(phone),
        fc
          .array(between, { minLength: phone.length + 1, maxLength: phone.length + 1 })
          .map((signs) => signs.map((sign, nth) => sign + (phone[nth] ?? '')).join('')),
      ),
    );
    fc.assert(
      fc.property(spoilt, ([phone, text]) => {
        expect(inPlainSight(text)).toBe(phone);
        expect(phonesIn(text)).toEqual(phonesIn(phone));
        expect(inPlainSight(withoutPhones(text))).toBe(withoutPhones(phone));
      }),
      { numRuns: 1000, seed: newSeed() },
    );
    expect(inPlainSight('139\r\n138')).toBe('139 138');
  });

  it.each([
    ...[
      '10-11 14-15',
      '周一9-11 14-16',
      '12.1-12.5 10-11点',
      '9.00-10.00 14.00-15.00',
      '9.05-10.05 14.05-15.05',
    ],
    ...['14-16 9-11 14-16', '0830-1130 1430-1700', '2026-12-1 10-11', '1000-1130', '9-10/14-15'],
  ])('are no times, which are left: %s', (text) => {
    expect(withoutPhones(text)).toBe(text);
  });

  it.each([
    ['139 - 1234 - 5678', '…'],
    ['139/1234/5678', '…'],
    ['139·1234_5678', '…'],
    ['13912345678 (2)', '… (2)'],
    ['+86 10 12345678', '…'],
    ['010-12345678 9-11', '… 9-11'],
    ['14-16 139 1234 5678', '14-16 …'],
    ['9-11 8821-1234', '9-11 …'],
    ['打+86 139-1234-5678或88211234', '打…或…'],
    ['0812-123 4567/13912345678', '…/…'],
    ['13912345686 13812345678 9-11', '… … 9-11'],
  ])('are left out of "%s", however they are parted', (text, left) => {
    expect(withoutPhones(text)).toBe(left);
  });

  const gap = fc.string({ unit: fc.constantFrom(...' -－/·_().—　'), maxLength: 3 });
  const digits = (fewest: number, most = fewest) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: fewest, maxLength: most });
  const pieces = fc.oneof(
    fc.tuple(fc.integer({ min: 130, max: 199 }).map(String), gap, digits(4), gap, digits(4)),
    fc.tuple(fc.integer({ min: 130, max: 199 }).map(String), gap, digits(8)),
    fc.tuple(fc.constantFrom('010', '0812', '021'), gap, digits(8)),
    fc.tuple(digits(7, 8)),
  );

  it('are left out of any text in which they stand', () => {
    const words = fc.constantFrom('', '打', '周三下午，', '9-11点，', '上午 ');
    fc.assert(
      fc.property(words, pieces, words, (before, parts, after) => {
        expect(withoutPhones(`${before}${parts.join('')}${after && `，${after}`}`)).toBe(
          `${before}…${after && `，${after}`}`,
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('are never seen in times of day', () => {
    const two = (n: number) => String(n).padStart(2, '0');
    const moment = fc
      .tuple(
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 0, max: 11 }),
        fc.constantFrom('', '.', ':', '点'),
      )
      .map(([hour, fifth, mark]) => `${hour}${mark && `${mark}${two(fifth * 5)}`}`);
    const day = fc.constantFrom('', '周一', '周3 ', '12.1 ', '12-5 ', '12/31 ');
    const range = fc
      .tuple(day, moment, fc.constantFrom('-', ' - ', '—', '/'), moment)
      .map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.array(range, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(' ', '，', '/'),
        (all, by) => {
          expect(withoutPhones(all.join(by))).toBe(all.join(by));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('are looked for without looking for ever, whatever is repeated', () => {
    const repeated = fc.tuple(
      fc.constantFrom('1', '1\ufeff', '1\ufeff\u200b ', '+', '86', ' ', '1-', '\ufeff', '１ '),
      fc.constantFrom('\ufeff', '\u200b', ' ', '-', '1'),
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom('', 'x', '1', '\ufeffx'),
    );
    fc.assert(
      fc.property(repeated, ([part, more, times, end]) => {
        const text = `${(part + more.repeat(times)).repeat(400).slice(0, 400)}${end}`;
        const began = performance.now();
        phonesIn(text);
        withoutPhones(text);
        expect(performance.now() - began).toBeLessThan(500);
      }),
      { numRuns: 1000, seed: newSeed() },
    );
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
