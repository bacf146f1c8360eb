import { DAY_MINUTES, type Shift } from '../duty/index.js';

/** What a part of a free sentence about time means. Days: 0 Monday to 6 Sunday. */
export type Token =
  | { readonly kind: 'days'; readonly days: readonly number[]; readonly workdays?: true }
  /**
   * `narrow` is surely meant, `wide` may be meant: who forbids a time forbids all of that. Of "before" `narrow` may be empty. `bound`: "after"
   * says from when, "before" until when.
   */
  | {
      readonly kind: 'time';
      readonly narrow: Shift;
      readonly wide: Shift;
      readonly part?: true;
      readonly bound?: 'from' | 'until';
    }
  /** "Any time", "all day". */
  | { readonly kind: 'any' }
  /** "Not": goes for all between two commas. */
  | { readonly kind: 'not' }
  /** "Except": goes for what follows. */
  | { readonly kind: 'except' }
  /** The end of a thought: comma, stop, new line. */
  | { readonly kind: 'stop' }
  /** Polite words. */
  | { readonly kind: 'filler' };

export const WHOLE_DAY: Shift = { from: 0, to: DAY_MINUTES };
/** Nobody is called later who said "after", and not earlier who said "before": 21:00 and 8:00. */
const LATEST = 21 * 60;
const EARLIEST = 8 * 60;
/** How long "at three" lasts, in minutes; how much on both sides it forbids. */
const ABOUT = 30;
const WIDE_ABOUT = 60;

interface Part {
  readonly words: string;
  readonly narrow: Shift;
  readonly wide: Shift;
  /** The hour as a clock of 24 hours shows it that people call so in this part of the day. */
  readonly hour: (hour: number) => number;
}

const at = (from: number, to: number): Shift => ({ from: from * 60, to: to * 60 });
const asSaid = (hour: number) => hour;
const afternoon = (hour: number) => (hour === 0 ? NaN : hour < 12 ? hour + 12 : hour);
const evening = (hour: number) => (hour === 12 ? 24 : hour < 5 ? NaN : afternoon(hour));

/** Parts of the day: what everybody calls so, and what somebody might. */
const PARTS: readonly Part[] = [
  { words: '凌晨|半夜|深夜', narrow: at(0, 5), wide: at(0, 6), hour: (hour) => hour % 12 },
  { words: '早上|早晨|清晨|一早', narrow: at(7, 9), wide: at(5, 10), hour: asSaid },
  { words: '上午|morning', narrow: at(9, 12), wide: at(6, 13), hour: asSaid },
  {
    words: '中午|noontime|midday',
    narrow: at(12, 13),
    wide: at(11, 15),
    hour: (hour) => (hour < 5 ? hour + 12 : hour < 10 ? NaN : hour),
  },
  { words: '下午|afternoon', narrow: at(14, 17), wide: at(12, 19), hour: afternoon },
  { words: '傍晚', narrow: at(17, 19), wide: at(16, 20), hour: evening },
  { words: '晚上|夜里|夜间|晚间|evening|night', narrow: at(19, 21), wide: at(17, 24), hour: evening },
  {
    words: '白天|daytime',
    narrow: at(9, 17),
    wide: at(6, 20),
    hour: (hour) => (hour < 6 ? hour + 12 : hour < 8 ? NaN : hour),
  },
];
const pluralOf = (words: string) => words.replace(/[a-z]+/g, '$&s?');
const PART = PARTS.map(({ words }) => pluralOf(words)).join('|');

const HAN = '零〇一二三四五六七八九';
const DIGITS = '[零〇一二三四五六七八九十两]';
const DAY = '[一二三四五六日天1-7]';
const WEEK = '(?:周|星期|礼拜)';
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const ENGLISH_DAY =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?';
const TO = '(?:到|至|-|~|–|—|－|until|till|to)';

/** One time of day; the names of its groups end with `n`, so that two can stand in one expression. */
const clock = (n: 1 | 2) =>
  `(?:(?<part${n}>${PART})的?\\s*)?(?:(?<hour${n}>\\d{1,2}|${DIGITS}{1,3})(?:(?<sign${n}>[:点时])整?(?:(?<minute${n}>\\d{1,2}|半|一刻|三刻|${DIGITS}{1,3})分?)?)?|(?<noon${n}>noon))(?:钟)?\\s*(?<half${n}>[ap]\\.?m\\b\\.?)?`;

type Groups = Readonly<Record<string, string | undefined>>;
interface Pattern {
  readonly of: RegExp;
  /** Null: it looks like a time and is none that is certain. */
  readonly read: (groups: Groups) => Token | null;
}
const pattern = (source: string, read: Pattern['read']): Pattern => ({ of: new RegExp(source, 'y'), read });

/** The first that fits counts. What none fits makes the whole sentence unreadable. */
const PATTERNS: readonly Pattern[] = [
  pattern('[,;。!()\\n]+', () => ({ kind: 'stop' })),
  pattern('[\\s、/&"“”]+|和|及|或者?|还有|and\\b|or\\b', () => FILLER),
  pattern(
    '随时|任何时[间候]|不限时?间?|都(?:可以|行|好|方便)|全天|一整天|整天|24小时|什么时[间候]都(?:可以|行|好)?|any ?time|whenever|always|all day|around the clock',
    () => ({ kind: 'any' }),
  ),
  pattern('除外', () => ({ kind: 'not' })),
  pattern('除了?|except|but not', () => ({ kind: 'except' })),
  pattern("不要|不能|不可以?|不行|不方便|不便|别|勿|not\\b|never|don'?t|do not|no calls?", () => ({
    kind: 'not',
  })),
  pattern('每一?天|天天|每日|every ?day|daily|all week', () => ({ kind: 'days', days: daysTo(0, 6) })),
  pattern('工作日|上班日|平日|working days?|work ?days?|week ?days?', () => ({
    kind: 'days',
    days: daysTo(0, 4),
    workdays: true,
  })),
  pattern('(?:周|双休)末|双休日|week ?ends?', () => ({ kind: 'days', days: [5, 6] })),
  pattern(`${WEEK}(?<first>${DAY})${TO}${WEEK}(?<last>${DAY})(?!点)`, ({ first, last }) =>
    daysBetween(dayOf(first), dayOf(last)),
  ),
  pattern(`${WEEK}(?<first>${DAY})${TO}(?<last>${DAY})(?!\\d|[:点时])`, ({ first, last }) =>
    daysBetween(dayOf(first), dayOf(last)),
  ),
  pattern(`${WEEK}(?<each>[一二三四五六日天]{1,7})(?![点时])`, ({ each = '' }) => ({
    kind: 'days',
    days: [...new Set([...each].map(dayOf))],
  })),
  pattern(`${WEEK}(?<day>[1-7])(?!\\d|[:点时])`, ({ day }) => ({ kind: 'days', days: [dayOf(day)] })),
  pattern(`(?<first>${ENGLISH_DAY})\\s*${TO}\\s*(?<last>${ENGLISH_DAY})\\b`, ({ first, last }) =>
    daysBetween(englishDay(first), englishDay(last)),
  ),
  pattern(`(?<day>${ENGLISH_DAY})\\b`, ({ day }) => ({ kind: 'days', days: [englishDay(day)] })),
  pattern(`from\\s+${clock(1)}\\s*on(?:wards?)?\\b`, (groups) => after(groups)),
  pattern(`between\\s+${clock(1)}\\s*and\\s*${clock(2)}(?!\\d)`, (groups) => between(groups)),
  pattern(`(?:from\\s+|从)?${clock(1)}\\s*${TO}\\s*${clock(2)}(?!\\d)`, (groups) => between(groups)),
  pattern(`after\\s+${clock(1)}(?!\\d)`, (groups) => after(groups)),
  pattern(`(?:before|until|till)\\s+${clock(1)}(?!\\d)`, (groups) => before(groups)),
  pattern(`从?${clock(1)}(?:以后|之后|过后|往后|后(?!天)|起|开始)`, (groups) => after(groups)),
  pattern(`${clock(1)}(?:以前|之前|前(?!天))`, (groups) => before(groups)),
  pattern(`(?:at\\s+)?${clock(1)}(?!\\d)(?:左右)?`, (groups) => about(groups)),
  pattern(`(?<part>${PART})`, ({ part = '' }) => partOf(part)),
  pattern(
    '请|打?电话|来电|打|联系|找|我|可以|行|好|方便|的话|的|时间|时候|都|在|吧|比较|最|安全|能|接|之间|期间|大概|大约|只有?|每个?|是|给|一般|有空|空|间|内|里',
    () => FILLER,
  ),
  pattern(
    "(?:please|call|phone|ring|me|my|on|in|the|at|is|are|it's|its|ok|okay|fine|good|best|safe|only|during|i|can|talk|speak|you|may|times?|every|each|works)\\b|\\.",
    () => FILLER,
  ),
];
const FILLER: Token = { kind: 'filler' };

/** The sentence in pieces that are understood; null when anything in it is not. */
export function tokensOf(words: string): Token[] | null {
  const text = plain(words);
  const tokens: Token[] = [];
  for (let from = 0; from < text.length;) {
    const read = readAt(text, from);
    if (!read || !read.token) {
      return null;
    }
    if (read.token.kind !== 'filler') {
      tokens.push(read.token);
    }
    from = read.to;
  }
  return tokens;
}

function readAt(text: string, from: number): { readonly token: Token | null; readonly to: number } | null {
  for (const { of, read } of PATTERNS) {
    of.lastIndex = from;
    const found = of.exec(text);
    if (found && found[0] !== '') {
      return { token: read(found.groups ?? {}), to: of.lastIndex };
    }
  }
  return null;
}

const TRADITIONAL: Readonly<Record<string, string>> = {
  ...{ 週: '周', 點: '点', 後: '后', 禮: '礼', 隨: '随', 時: '时', 間: '间', 過: '过', 兩: '两' },
  ...{ 電: '电', 話: '话', 聯: '联', 繫: '系', 請: '请', 給: '给', 雙: '双', 鐘: '钟', 還: '还', 別: '别' },
};

/** Half-width, simplified, lower case. */
const plain = (words: string) =>
  [...words.normalize('NFKC').toLowerCase()]
    .map((letter) => TRADITIONAL[letter] ?? letter)
    .join('')
    .replace(/[’‘]/g, "'");

const daysTo = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
/** From Friday to Monday runs over the end of the week. */
const daysBetween = (first: number, last: number): Token => ({
  kind: 'days',
  days: first <= last ? daysTo(first, last) : [...daysTo(first, 6), ...daysTo(0, last)],
});
const dayOf = (name = ''): number =>
  /[日天7]/.test(name) ? 6 : Math.max('一二三四五六'.indexOf(name), Number(name) - 1 || 0);
const englishDay = (name = ''): number => ENGLISH.findIndex((short) => name.startsWith(short));

function partOf(name: string): Token {
  const { narrow, wide } = named(name) ?? { narrow: WHOLE_DAY, wide: WHOLE_DAY };
  return { kind: 'time', narrow, wide, part: true };
}
const named = (name: string | undefined): Part | undefined =>
  name === undefined
    ? undefined
    : PARTS.find(({ words }) => words.split('|').some((word) => name.startsWith(word)));

/** 0 to 99 in digits or Chinese numerals; NaN for anything else. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) {
    return Number(text);
  }
  const [tens, ones] = text.replaceAll('两', '二').split('十');
  const digit = (of: string) => (of.length === 1 ? Math.max(0, HAN.indexOf(of) - 1) : NaN);
  if (ones === undefined) {
    return [...(tens ?? '')].reduce((sum, of) => sum * 10 + digit(of), 0);
  }
  return (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0);
}
const MINUTES: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };

/** A time as it was written: an hour that may be one of two, and what was said about that. */
interface Written {
  readonly hour: number;
  readonly minute: number;
  readonly part: Part | undefined;
  readonly half: 'a' | 'p' | undefined;
  /** Written like "09:30": meant as it stands. */
  readonly exact: boolean;
}

function writtenIn(groups: Groups, n: 1 | 2): Written | null {
  const get = (name: string) => groups[name + n];
  if (get('noon')) {
    return { hour: 12, minute: 0, part: undefined, half: undefined, exact: true };
  }
  const typed = get('hour') ?? '';
  const minute = get('minute') ?? '0';
  const hour = numberOf(typed);
  const minutes = MINUTES[minute] ?? numberOf(minute);
  const half = get('half')?.startsWith('a') ? 'a' : get('half') ? 'p' : undefined;
  const isFine =
    hour <= 24 && minutes < 60 && !(hour === 24 && minutes > 0) && !(half && (hour > 12 || hour === 0));
  return isFine
    ? {
        hour,
        minute: minutes,
        part: named(get('part')),
        half,
        exact: /^0\d$/.test(typed) && get('sign') === ':',
      }
    : null;
}

/** The minute of the day; null when it may be morning or evening. A bare 1 to 5 is in the afternoon: nobody is called at night. */
function minuteOf({ hour, minute, part, half, exact }: Written): number | null {
  const as = (of: number) => (Number.isNaN(of) || of * 60 + minute > DAY_MINUTES ? null : of * 60 + minute);
  if (half) {
    return as((hour % 12) + (half === 'p' ? 12 : 0));
  }
  if (part) {
    return as(part.hour(hour));
  }
  if (exact || hour === 0 || hour >= 8) {
    return as(hour);
  }
  return hour <= 5 ? as(hour + 12) : null;
}

const time = (from: number, to: number, wide?: Shift): Token | null =>
  from < to && to <= DAY_MINUTES ? { kind: 'time', narrow: { from, to }, wide: wide ?? { from, to } } : null;

/** "下午3点到5点" and "3-5pm" say once for both what the other half leaves out. */
function between(groups: Groups): Token | null {
  const [first, last] = [writtenIn(groups, 1), writtenIn(groups, 2)];
  if (!first || !last) {
    return null;
  }
  const isBare = ({ part, half, exact }: Written) => !part && !half && !exact;
  if (isBare(first) && last.half) {
    const to = minuteOf(last);
    const starts = (['p', 'a'] as const)
      .map((half) => (first.hour > 12 ? minuteOf(first) : minuteOf({ ...first, half })))
      .filter((from) => from !== null && to !== null && from < to);
    return starts[0] === undefined || starts[0] === null || to === null
      ? null
      : time(Math.max(...(starts as number[])), to);
  }
  const from = minuteOf(first);
  const end = isBare(last) ? endAfter(from, first, last) : minuteOf(last);
  return from === null || end === null ? null : time(from, end);
}

/** The end of which only the hour was said: in the same part of the day, or the next time that a clock shows it. */
function endAfter(from: number | null, { part, half }: Written, last: Written): number | null {
  const same =
    part || half ? minuteOf({ ...last, part, half: last.hour > 12 ? undefined : half }) : minuteOf(last);
  const shown = last.hour * 60 + last.minute;
  const ends = [same, shown, shown + 12 * 60].filter((end) => end !== null && from !== null && end > from);
  return ends[0] ?? null;
}

function after(groups: Groups): Token | null {
  const written = writtenIn(groups, 1);
  const from = written && minuteOf(written);
  return from === null || from >= DAY_MINUTES
    ? null
    : {
        kind: 'time',
        narrow: { from, to: from < LATEST ? LATEST : DAY_MINUTES },
        wide: { from, to: DAY_MINUTES },
        bound: 'from',
      };
}

/** From when the part of the day begins that she named, else from when anybody is called. */
function before(groups: Groups): Token | null {
  const written = writtenIn(groups, 1);
  const to = written && minuteOf(written);
  return to === null || to === 0
    ? null
    : {
        kind: 'time',
        narrow: { from: written?.part?.narrow.from ?? EARLIEST, to },
        wide: { from: 0, to },
        bound: 'until',
      };
}

/** A single hour has to be said to be one: "10" alone may be anything. */
function about(groups: Groups): Token | null {
  const isHour = groups.sign1 ?? groups.half1 ?? groups.noon1 ?? groups.part1;
  const written = isHour === undefined ? null : writtenIn(groups, 1);
  const from = written && minuteOf(written);
  return from === null || from >= DAY_MINUTES
    ? null
    : time(from, Math.min(from + ABOUT, DAY_MINUTES), {
        from: Math.max(0, from - WIDE_ABOUT),
        to: Math.min(from + WIDE_ABOUT, DAY_MINUTES),
      });
}
