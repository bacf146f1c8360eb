import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentIn, windowOf } from '../../../src/domain/cases/safe-window.js';

/** The times of a week in short: "10:00-11:00" of Monday to Sunday, "-" for none. */
function read(words: string): string {
  const window = windowOf(words);
  const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  return window === 'unreadable'
    ? window
    : window.week
        .map((times) => times.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join('+') || '-')
        .join(' ');
}

const days = (times: string, on: string) => [...on].map((day) => (day === '1' ? times : '-')).join(' ');
const ALL = '1111111';
const WORK = '1111100';
const REST = '0000011';

describe('her words about the time', () => {
  it.each([
    ['工作日上午十点到十一点', days('10:00-11:00', WORK)],
    ['工作日，上午十点到十一点。', days('10:00-11:00', WORK)],
    ['上午10点到11点，工作日', days('10:00-11:00', WORK)],
    ['週一到週五，上午10點至11點', days('10:00-11:00', WORK)],
    ['周一至周五10：00—11：00', days('10:00-11:00', WORK)],
    ['weekdays 10-11', days('10:00-11:00', WORK)],
    ['Mon-Fri between 10 and 11 am, please', days('10:00-11:00', WORK)],
    ['10-11am on weekdays', days('10:00-11:00', WORK)],
    ['每天9:30-11:00', days('9:30-11:00', ALL)],
    ['天天都可以，九点半到十一点', days('9:30-11:00', ALL)],
    ['下午3点以后', days('15:00-21:00', ALL)],
    ['after 3pm', days('15:00-21:00', ALL)],
    ['before 11am', days('8:00-11:00', ALL)],
    ['周三下午', days('14:00-17:00', '0010000')],
    ['周三下午三点', days('15:00-15:30', '0010000')],
    ['周一、周三上午', days('9:00-12:00', '1010000')],
    ['周一三五下午2点到4点', days('14:00-16:00', '1010100')],
    ['周末', days('8:00-21:00', REST)],
    ['周末全天', days('0:00-24:00', REST)],
    ['evenings', days('19:00-21:00', ALL)],
    ['晚上8点到10点', days('20:00-22:00', ALL)],
    ['上午10点到2点', days('10:00-14:00', ALL)],
    ['9-5', days('9:00-17:00', ALL)],
    ['随时', days('0:00-24:00', ALL)],
    ['都可以', days('0:00-24:00', ALL)],
    ['any time', days('0:00-24:00', ALL)],
    ['上午，十点到十一点', days('10:00-11:00', ALL)],
    ['周一上午周三下午', '9:00-12:00 - 14:00-17:00 - - - -'],
    ['工作日上午，下午3点到5点', days('9:00-12:00+15:00-17:00', WORK)],
    ['工作日上午十点到十一点；周末下午三点到五点', `${days('10:00-11:00', '11111')} 15:00-17:00 15:00-17:00`],
  ])('%s: %s', (words, week) => {
    expect(read(words)).toBe(week);
  });

  it.each([
    ['上午10点以后下午4点以前', days('10:00-16:00', ALL)],
    ['早上九点以后，下午五点之前', days('9:00-17:00', ALL)],
    ['两点以后四点以前', days('14:00-16:00', ALL)],
    ['10点后11点前', days('10:00-11:00', ALL)],
    ['after 10am before 3pm', days('10:00-15:00', ALL)],
    ['after 10am until 3pm', days('10:00-15:00', ALL)],
    ['工作日，10点以后，4点以前', days('10:00-16:00', WORK)],
    ['周一10点以后，周三4点以前', '10:00-21:00 - 8:00-16:00 - - - -'],
    ['随时，晚上8点以后早上9点以前不要打', days('9:00-20:00', ALL)],
    ['下午3点以后早上8点以前', 'unreadable'],
    ['上午10点以后11点以前，下午2点以后4点以前', 'unreadable'],
  ])('after one time and before another is what lies between: %s', (words, week) => {
    expect(read(words)).toBe(week);
  });

  it.each([
    ['周二，周四下午', days('14:00-17:00', '0101000')],
    ['周一，周三，周五上午', days('9:00-12:00', '1010100')],
    ['平日，周末上午', days('9:00-12:00', ALL)],
    ['周一，周三，上午', days('9:00-12:00', '1010000')],
    ['周二，周四', days('8:00-21:00', '0101000')],
    ['Tuesday, Thursday afternoon', days('14:00-17:00', '0101000')],
    ['周一上午，周三', 'unreadable'],
    ['周一上午，周三，周五下午', '9:00-12:00 - 14:00-17:00 - 14:00-17:00 - -'],
    ['周二，周四不要打', 'unreadable'],
  ])('a comma between days opens no whole day: %s', (words, week) => {
    expect(read(words)).toBe(week);
  });

  it.each([
    ['8点前', 'unreadable'],
    ['早上7点前', 'unreadable'],
    ['before 8 am', 'unreadable'],
    ['早上8点前', days('7:00-8:00', ALL)],
    ['晚上12点前', days('19:00-24:00', ALL)],
    ['下午3点前', days('14:00-15:00', ALL)],
    ['9点前', days('8:00-9:00', ALL)],
    ['before 3 pm', days('8:00-15:00', ALL)],
    ['随时，早上8点前不要打', days('8:00-24:00', ALL)],
  ])('before a time is not from midnight: %s', (words, week) => {
    expect(read(words)).toBe(week);
  });

  it.each([
    ['工作日上午十点到十一点；晚上不要打', days('10:00-11:00', WORK)],
    ['每天上午，周末除外', days('9:00-12:00', WORK)],
    ['除了周末，每天上午', days('9:00-12:00', WORK)],
    ['随时，晚上不要打', days('0:00-17:00', ALL)],
    ['any time except weekends and evenings', days('0:00-17:00', WORK)],
    ['any time, but not after 6pm'.replace('6pm', '18:00'), days('0:00-18:00', ALL)],
  ])('what she forbids is out: %s', (words, week) => {
    expect(read(words)).toBe(week);
  });

  it.each([
    ...[
      '',
      '。',
      '不方便',
      '晚上不要打',
      '周末除外',
      '他在家的时候不要打',
      '老公上班的时候',
      '下班后',
      'after work',
    ],
    ...[
      '明天上午',
      '今天下午三点',
      '12月1日上午',
      '下周三上午',
      '单周周三上午',
      '7点到8点',
      '10',
      '晚上11点到1点',
    ],
    ...[
      '上午十点，说是社区的',
      '上午十点到十一点，周末下午',
      '13900001234',
      '25点到26点',
      '9:75-10:00',
      '11点到10点半am',
    ],
    ...[
      '别人接了就挂',
      '上午不要打下午可以打吗不行',
      'when my husband is out',
      'mornings unless he is home',
      '周八上午',
    ],
  ])('are not guessed at: %s', (words) => {
    expect(read(words)).toBe('unreadable');
  });

  it('never make it fail, whatever they are', () => {
    const pieces = fc.constantFrom(
      ...[
        '周',
        '一',
        '到',
        '五',
        '上午',
        '下午',
        '十点',
        '10',
        ':',
        '30',
        '-',
        '以后',
        '不要',
        '，',
        '除了',
        'am',
        'pm',
      ],
      ...[
        'after ',
        'mon',
        ' and ',
        'weekdays',
        '随时',
        '半',
        '点',
        '每天',
        '晚上',
        '12',
        '～',
        '和',
        '前',
        '\n',
        '２',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(pieces, { maxLength: 25 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (words) => {
        const window = windowOf(words);
        if (window === 'unreadable') {
          return;
        }
        expect(window.week).toHaveLength(7);
        for (const times of window.week) {
          times.forEach(({ from, to }, nth) => {
            expect(from).toBeLessThan(to);
            expect([from >= (times[nth - 1]?.to ?? 0), to <= 1440]).toEqual([true, true]);
          });
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('take no more than a moment, however long', () => {
    const began = performance.now();
    for (const piece of ['周一到', '十', '上午', '1-', '不要', 'from 10 ', '一三五', ' ']) {
      windowOf(piece.repeat(200 / piece.length).slice(0, 200));
    }
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

const HAN = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const half = (hour: number) => (hour < 12 ? 'am' : 'pm');
const twelve = (hour: number) => (hour > 12 ? hour - 12 : hour);
const part = (hour: number) => (hour < 12 ? '上午' : hour === 12 ? '中午' : '下午');

describe('a window in several wordings', () => {
  const window = fc
    .record({
      from: fc.integer({ min: 8, max: 16 }),
      hours: fc.integer({ min: 1, max: 4 }),
      halfPast: fc.boolean(),
      first: fc.integer({ min: 0, max: 6 }),
      more: fc.integer({ min: 0, max: 4 }),
    })
    .map(({ hours, more, ...given }) => ({
      ...given,
      to: Math.min(given.from + hours, 18),
      last: Math.min(given.first + more, 6),
    }));
  const wordings: ReadonlyArray<
    (at: { from: number; to: number; halfPast: boolean; first: number; last: number }) => string
  > = [
    ({ from, to, halfPast, first, last }) =>
      `周${'一二三四五六日'[first]}到周${'一二三四五六日'[last]}${part(from)}${twelve(from)}点${halfPast ? '半' : ''}到${part(to)}${twelve(to)}点`,
    ({ from, to, halfPast, first, last }) =>
      `星期${first + 1}-${last + 1}，${from}:${halfPast ? '30' : '00'}~${to}:00`,
    ({ from, to, halfPast, first, last }) =>
      `礼拜${'一二三四五六天'[first]}至${'一二三四五六天'[last]}的${part(from)}${HAN[twelve(from)]}点${halfPast ? '三十分' : ''}至${part(to)}${HAN[twelve(to)]}点可以打`,
    ({ from, to, halfPast, first, last }) => {
      const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
      return `${names[first]}-${names[last]} ${twelve(from)}${halfPast ? ':30' : ''}${half(from)} to ${twelve(to)}${half(to)}`;
    },
    ({ from, to, halfPast, first, last }) =>
      `从${twelve(from) === from ? `${from}` : `${from}`}:${halfPast ? '30' : '00'}到${to}:00，周${'一二三四五六日'[first]}到${'一二三四五六日'[last]}`,
  ];

  it.each(wordings.map((wording, nth) => [nth, wording] as const))(
    'is read right in wording %i',
    (_, wording) => {
      fc.assert(
        fc.property(window, (at) => {
          const start = `${at.from}:${at.halfPast ? '30' : '00'}`;
          const on = Array.from({ length: 7 }, (_day, day) =>
            day >= at.first && day <= at.last ? '1' : '0',
          );
          expect([wording(at), read(wording(at))]).toEqual([
            wording(at),
            days(`${start}-${at.to}:00`, on.join('')),
          ]);
        }),
        { numRuns: 1000 },
      );
    },
  );
});

describe('now', () => {
  const wednesday = (time: string) => new Date(`2026-12-02T${time}:00+08:00`);

  it('is inside from the first minute up to the last, in Shanghai', () => {
    const words = '周三上午十点到十一点';
    expect(momentIn(words, wednesday('10:00')).kind).toBe('inside');
    expect(momentIn(words, wednesday('10:59')).kind).toBe('inside');
    expect(momentIn(words, wednesday('11:00'))).toMatchObject({
      kind: 'outside',
      next: { weekday: 'wednesday', minute: 600, inDays: 7 },
    });
    expect(momentIn(words, wednesday('09:59'))).toMatchObject({ kind: 'outside', next: { inDays: 0 } });
  });

  it('is neither when nothing was said or it can not be read', () => {
    expect(momentIn(undefined, wednesday('10:00'))).toEqual({ kind: 'not_given' });
    expect(momentIn('他上班以后', wednesday('10:00'))).toEqual({ kind: 'unreadable' });
  });
});
