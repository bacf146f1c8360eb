import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nobodyThere } from '../../../src/conversation/nobody-there.js';
import {
  type DutyTongue,
  type OnDuty,
  readShifts,
  type Shifts,
  weekInWords,
} from '../../../src/domain/duty/index.js';
import { createSay } from '../../../src/infra/i18n.js';
import { figureValueSchema } from '../../../src/domain/knowledge/figures.js';

const say = createSay('locales', ['zh-CN', 'en']);
const tongue = (locale: string): DutyTongue => ({ locale, say: (key, params) => say(locale, key, params) });
const [zh, en] = [tongue('zh-CN'), tongue('en')];

const shifts = (...times: Array<[string, string]>): Shifts =>
  readShifts(times.map(([from, to]) => ({ from, to })));
const office = shifts(['8:30', '12:00'], ['14:30', '18:00']);
const week = (weekdays: Shifts, saturday: Shifts = [], sunday: Shifts = []) => [
  ...Array.from({ length: 5 }, () => weekdays),
  saturday,
  sunday,
];

describe('a week in words', () => {
  it.each([
    [
      week(office),
      '周一至周五8:30–12:00、14:30–18:00，节假日另定',
      'Mon–Fri 8:30–12:00, 14:30–18:00; holidays may differ',
    ],
    [
      week(office, shifts(['9:00', '12:00'])),
      '周一至周五8:30–12:00、14:30–18:00，周六9:00–12:00',
      'Mon–Fri 8:30–12:00, 14:30–18:00; Sat 9:00–12:00; holidays may differ',
    ],
    [
      week(shifts(['0:00', '0:00']), shifts(['0:00', '24:00']), shifts(['0:00', '0:00'])),
      '每天全天，节假日另定',
      'daily round the clock; holidays may differ',
    ],
    [
      [office, [], office, [], office, [], []].map((day) => day.slice(0, 1)),
      '周一、周三、周五8:30–12:00，节假日另定',
      'Mon, Wed, Fri 8:30–12:00; holidays may differ',
    ],
    [
      [
        shifts(['8:00', '9:00']),
        shifts(['8:10', '9:00']),
        shifts(['8:20', '9:00']),
        shifts(['8:30', '9:00']),
        office,
        [],
        [],
      ],
      '周一至周五有人，各天时间不同，节假日另定',
      'Mon–Fri, at different hours; holidays may differ',
    ],
  ])('%#', (days, chinese, english) => {
    expect(weekInWords(days, zh, 40)).toBe(chinese);
    expect(weekInWords(days, en, 70)).toBe(english);
  });

  it('fits into the place of a figure, whatever the week', () => {
    const day = fc
      .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 8 })
      .map((minutes) => [...minutes].sort((a, b) => a - b))
      .map((sorted) =>
        Array.from({ length: Math.floor(sorted.length / 2) }, (_, n) => ({
          from: sorted[2 * n] ?? 0,
          to: sorted[2 * n + 1] ?? 0,
        })),
      );
    const some = fc
      .array(day, { minLength: 7, maxLength: 7 })
      .filter((days) => days.some(({ length }) => length > 0));
    fc.assert(
      fc.property(some, (days) => {
        const value = { 'zh-CN': weekInWords(days, zh, 40), en: weekInWords(days, en, 70) };
        expect(figureValueSchema('hours').safeParse(value).success).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what was typed', () => {
  it('is read in its order, with gaps between the lines, the midnight at the end and full-width colons', () => {
    expect(
      readShifts([
        { from: '14：30', to: '0:00' },
        { from: '', to: ' ' },
        { from: '08:30', to: '12:00' },
      ]),
    ).toEqual([
      { from: 510, to: 720 },
      { from: 870, to: 1440 },
    ]);
    expect(readShifts([])).toEqual([]);
  });

  it('may touch', () => {
    expect(shifts(['8:00', '9:00'], ['9:00', '10:00'])).toHaveLength(2);
  });

  it.each([
    ['duty_time', [{ from: '8:30', to: '' }]],
    ['duty_time', [{ from: '8点', to: '9点' }]],
    ['duty_time', [{ from: '8:60', to: '9:00' }]],
    ['duty_time', [{ from: '8:00', to: '24:01' }]],
    ['duty_order', [{ from: '12:00', to: '8:30' }]],
    ['duty_order', [{ from: '8:30', to: '8:30' }]],
    ['duty_order', [{ from: '24:00', to: '24:00' }]],
    [
      'duty_overlap',
      [
        { from: '8:00', to: '12:00' },
        { from: '11:59', to: '13:00' },
      ],
    ],
    ['bad_request', Array.from({ length: 5 }, (_, n) => ({ from: `${n}:00`, to: `${n}:30` }))],
  ])('is refused with %s: %j', (code, typed) => {
    expect(() => readShifts(typed)).toThrow(code);
  });
});

describe('while nobody is there', () => {
  const next = (inDays: number, minute: number): OnDuty => ({
    kind: 'away',
    next: { day: '2026-11-26', minute, inDays, weekday: 'thursday' },
  });

  it.each([
    [
      next(0, 870),
      '现在没有人值班。今天14:30有人看，您的会排在最前面。',
      'Somebody reads it today at 14:30, ',
    ],
    [
      next(1, 510),
      '现在没有人值班。明早8:30有人看，您的会排在最前面。',
      'reads it tomorrow morning at 8:30, ',
    ],
    [next(1, 870), '现在没有人值班。明天14:30有人看，您的会排在最前面。', 'reads it tomorrow at 14:30, '],
    [
      next(3, 510),
      '现在没有人值班。到11月26日（周四）8:30有人看，您的会排在最前面。',
      'on Thu, 26 November, at 8:30, ',
    ],
    [
      { kind: 'away', next: null },
      '工作时间有人看，您的会排在最前面。',
      'in working hours, and yours comes first',
    ],
    [{ kind: 'unknown' }, '现在不一定有人值班，工作时间有人看。', 'it is read in working hours'],
  ] as ReadonlyArray<[OnDuty, string, string]>)(
    '%#: who reports is told when it is read, and whom to call',
    (duty, chinese, english) => {
      const told = nobodyThere(duty, 'report', zh) ?? '';
      expect(told).toContain(chinese);
      expect(told).toMatch(/110.*120.*12356.*12355/);
      expect(nobodyThere(duty, 'report', en)).toContain(english);
      expect(nobodyThere(duty, 'report', en)).toMatch(/110.*120.*12356.*12355/);
    },
  );

  it('who wants a person is told the same, and while it is unknown nothing more than of 12338', () => {
    expect(nobodyThere(next(1, 510), 'person', zh)).toMatch(
      /^12338现在没有人值班，明早8:30有人接。\n.*110.*12356.*12355/,
    );
    expect(nobodyThere({ kind: 'away', next: null }, 'person', zh)).toContain('请在工作时间打');
    expect(nobodyThere({ kind: 'unknown' }, 'person', zh)).toBeNull();
  });

  it('nothing is said while somebody is there', () => {
    expect(
      ['report', 'person'].map((wanting) => nobodyThere({ kind: 'staffed' }, wanting as 'report', zh)),
    ).toEqual([null, null]);
  });
});
