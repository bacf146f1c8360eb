import { DAY_MINUTES, isStaffed, nextShift, type Opening, type Shift } from '../duty/index.js';
import { WEEKDAYS } from '../tips/index.js';
import { type Token, tokensOf, WHOLE_DAY } from './window-words.js';

/** When she may be called, as far as her free words can be read for certain. */
export type SafeWindow =
  | 'unreadable'
  | {
      /** Monday to Sunday, each day's times in their order. */
      readonly week: ReadonlyArray<readonly Shift[]>;
      /** She said "working days": public holidays are none. */
      readonly workdays: boolean;
    };

/** What now is to her window; `later` with the next time that it opens. */
export type Moment =
  | { readonly kind: 'inside' | 'unreadable' | 'not_given' }
  | { readonly kind: 'outside'; readonly next: Opening | null };

/** She said it as the clocks on her wall show it. */
const TIME_ZONE = 'Asia/Shanghai';

/** What "on Saturdays" without a time is taken for: 8:00 to 21:00. */
const BY_DAY: Shift = { from: 8 * 60, to: 21 * 60 };
const EVERY_DAY = WEEKDAYS.map((_, day) => day);

/**
 * Reads when she may be called, the usual ways of Chinese and English. A word that isn't understood makes the whole of it unreadable, and where
 * words leave open how much they mean the smaller part counts: a call at a wrong time can cost more than a missed one.
 */
export function windowOf(words: string): SafeWindow {
  const tokens = tokensOf(words);
  const spans = tokens && spansOf(clausesOf(tokens));
  if (!spans || !spans.some(({ isForbidden }) => !isForbidden)) {
    return 'unreadable';
  }
  const week = EVERY_DAY.map((day) => timesOn(spans.filter(({ days }) => days.includes(day))));
  const read = week.filter((times) => times !== null);
  const workdays = tokens.some((token) => token.kind === 'days' && token.workdays === true);
  return read.length === week.length && read.some((times) => times.length > 0)
    ? { week: read, workdays }
    : 'unreadable';
}

/** Whether now is a time that she named, in Shanghai. */
export function momentIn(words: string | undefined, now: Date): Moment {
  if (words === undefined) {
    return { kind: 'not_given' };
  }
  const window = windowOf(words);
  if (window === 'unreadable') {
    return { kind: window };
  }
  const hours = { week: window.week, days: new Map() };
  return isStaffed(hours, now, TIME_ZONE)
    ? { kind: 'inside' }
    : { kind: 'outside', next: nextShift(hours, now, TIME_ZONE) };
}

type Time = Extract<Token, { kind: 'time' }>;

/** What stands between two commas. */
interface Clause {
  readonly tokens: readonly Token[];
  readonly isForbidden: boolean;
}
/** Days with the times that go with them, as far as one thought says both. */
interface Run {
  readonly days: readonly number[] | null;
  readonly times: readonly Time[];
}
interface Span {
  readonly days: readonly number[];
  readonly times: readonly Time[];
  readonly isForbidden: boolean;
}

function clausesOf(tokens: readonly Token[]): Clause[] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'stop' || token.kind === 'except') {
      parts.push([]);
    }
    if (token.kind !== 'stop') {
      parts.at(-1)?.push(token);
    }
  }
  return parts
    .filter((part) => part.length > 0)
    .map((part) => ({
      tokens: part.filter(({ kind }) => kind !== 'not' && kind !== 'except'),
      isForbidden: part.some(({ kind }) => kind === 'not' || kind === 'except'),
    }));
}

const ALL_DAY: Time = { kind: 'time', narrow: WHOLE_DAY, wide: WHOLE_DAY, part: true };
const ON_A_DAY: Time = { kind: 'time', narrow: BY_DAY, wide: WHOLE_DAY };

/** Null where it can't be told what goes together. */
function spansOf(clauses: readonly Clause[]): Span[] | null {
  const read = clauses.map(({ tokens, isForbidden }) => ({ runs: runsOf(tokens), isForbidden }));
  if (read.some(({ runs, isForbidden }) => !runs || (isForbidden && runs.length === 0))) {
    return null;
  }
  if (read.some((clause, nth) => isBare(clause) && read[nth + 1]?.isForbidden)) {
    return null; // "Tuesday, Thursday not": perhaps neither
  }
  const runs = (forbidden: boolean) =>
    read.filter(({ isForbidden }) => isForbidden === forbidden).flatMap((clause) => clause.runs ?? []);
  const allowed = withDays(runs(false));
  return (
    allowed && [
      ...allowed.map((run) => spanOf(run, false)),
      ...runs(true)
        .flatMap(apart)
        .map((run) => spanOf(run, true)),
    ]
  );
}

interface ReadClause {
  readonly runs: readonly Run[] | null;
  readonly isForbidden: boolean;
}

/** Days that are named without a time, and not forbidden. */
function isBare({ runs, isForbidden }: ReadClause): boolean {
  const last = runs?.at(-1);
  return !isForbidden && last !== undefined && last.days !== null && last.times.length === 0;
}

const spanOf = ({ days, times }: Run, isForbidden: boolean): Span => ({
  days: days ?? EVERY_DAY,
  times: times.length > 0 ? times : [ON_A_DAY],
  isForbidden,
});

/** "Not on weekends and evenings" may forbid either: both are. */
const apart = ({ days, times }: Run): Run[] =>
  days !== null && times.length > 0
    ? [
        { days, times: [] },
        { days: null, times },
      ]
    : [{ days, times }];

/**
 * Times without days are on the days that were named before them: "working days, from ten to eleven"; days without times get the next ones:
 * "Tuesday, Thursday afternoon". Days may come last when they are all there are. Null for times of every day that are followed by others for
 * some days, and for days without times after others with them.
 */
function withDays(runs: readonly Run[]): Run[] | null {
  const first = runs.findIndex(({ days }) => days !== null);
  if (first > 0) {
    const last = runs[first];
    return first === runs.length - 1 && last?.times.length === 0
      ? runs.slice(0, first).map(({ times }) => ({ times, days: last.days }))
      : null;
  }
  const read: Run[] = [];
  let waiting: readonly number[] = [];
  for (const { days, times } of runs) {
    waiting = [...waiting, ...(days ?? [])];
    if (times.length > 0) {
      read.push({ times, days: waiting.length > 0 ? waiting : (read.at(-1)?.days ?? null) });
      waiting = [];
    }
  }
  if (waiting.length === 0) {
    return read;
  }
  return read.length === 0 ? [{ days: waiting, times: [] }] : null;
}

/** "Monday morning, Wednesday afternoon"; also "10 to 11 on weekdays". Null for times on both sides of the only days. */
function runsOf(tokens: readonly Token[]): Run[] | null {
  const hasTime = tokens.some(({ kind }) => kind === 'time');
  const runs: Run[] = [];
  for (const token of tokens) {
    const last = runs.at(-1) ?? { days: null, times: [] };
    if (token.kind === 'days' && last.times.length > 0) {
      runs.push({ days: token.days, times: [] });
    } else if (token.kind === 'days') {
      runs.splice(-1, 1, { days: [...(last.days ?? []), ...token.days], times: [] });
    } else if (token.kind === 'time' || !hasTime) {
      const time = token.kind === 'time' ? token : ALL_DAY;
      runs.splice(-1, 1, { ...last, times: [...last.times, time] });
    }
  }
  const [first, second] = runs;
  if (first?.days !== null || !second) {
    return runs;
  }
  return runs.length === 2 && second.times.length === 0 ? [{ days: second.days, times: first.times }] : null;
}

/** The times of one day: what is allowed without what is forbidden. Null where "after" and "before" leave nothing, or nothing certain. */
function timesOn(spans: readonly Span[]): Shift[] | null {
  const timesOf = (isForbidden: boolean) =>
    spans.filter((span) => span.isForbidden === isForbidden).flatMap(({ times }) => times);
  const forbidden = timesOf(true).map(({ wide }) => wide);
  const allowed = bounded(timesOf(false));
  return allowed && forbidden.reduce(without, joined(withinParts(allowed)));
}

/** "After ten, before three" is what lies between; which of several belong together can't be told. */
function bounded(times: readonly Time[]): readonly Time[] | null {
  const [from, until] = [times.filter(isBound('from')), times.filter(isBound('until'))];
  if (!from[0] || !until[0]) {
    return times.every(({ narrow }) => narrow.from < narrow.to) ? times : null;
  }
  const narrow = { from: from[0].narrow.from, to: until[0].narrow.to };
  return from.length > 1 || until.length > 1 || narrow.from >= narrow.to
    ? null
    : [...times.filter(({ bound }) => bound === undefined), { kind: 'time', narrow, wide: narrow }];
}

const isBound =
  (side: Time['bound']) =>
  ({ bound }: Time): boolean =>
    bound === side;

/** "In the morning, from ten to eleven": the hours count, as far as they lie in that part of the day. */
function withinParts(times: readonly Time[]): Shift[] {
  const parts = times.filter(({ part }) => part);
  const hours = times.filter(({ part }) => !part).map(({ narrow }) => narrow);
  const alone = parts.filter(({ wide }) => !hours.some((shift) => common(shift, wide)));
  return [
    ...alone.map(({ narrow }) => narrow),
    ...hours.flatMap((shift) => {
      const of = parts.flatMap(({ wide }) => common(shift, wide) ?? []);
      return of.length > 0 ? of : [shift];
    }),
  ];
}

function common(a: Shift, b: Shift): Shift | null {
  const shift = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return shift.from < shift.to ? shift : null;
}

function joined(shifts: readonly Shift[]): Shift[] {
  const kept: Shift[] = [];
  for (const shift of [...shifts].sort((a, b) => a.from - b.from)) {
    const last = kept.at(-1);
    if (last && shift.from <= last.to) {
      kept[kept.length - 1] = { from: last.from, to: Math.max(last.to, shift.to) };
    } else {
      kept.push(shift);
    }
  }
  return kept;
}

const without = (shifts: Shift[], gone: Shift): Shift[] =>
  shifts.flatMap((shift) =>
    [common(shift, { from: 0, to: gone.from }), common(shift, { from: gone.to, to: DAY_MINUTES })].filter(
      (part) => part !== null,
    ),
  );
