import { normalise } from '../language/index.js';
import { COMPLAINT_CATEGORIES } from './complaint-categories.js';
import { DANGERS, type Likelihoods } from './kinds.js';
import type { RedFlagsData } from './red-flags-data.js';
import type { Reader, Reading } from './reader.js';
import { windowsOf } from './windows.js';

export interface RedFlags {
  /** Ids of the dangers told in a message, gravest first; empty for an ordinary message. */
  find(text: string): string[];
  /** The same, by the hand-written rules alone. */
  rules(text: string): string[];
  /** What to call the dangers of a message that is known to be an emergency; never empty. */
  name(text: string, known: { readonly suicide: boolean }): string[];
  /** What to call the dangers of a message that no rule and no model has flagged, by the number that likely comes first. */
  nameLikely(text: string, likely: Likelihoods): string[];
  /** Every id there is, gravest first. */
  readonly ids: readonly string[];
  /** True when the message says that a person under 18 is concerned or speaks. */
  concernsMinor(text: string): boolean;
}

const MINOR =
  /(?<![\d.])(?:[3-9]|1[0-7])\s*(?:岁|years? old)|[三四五六七八九]岁|十[一二三四五六七]?岁|小学|初[一二三]|高[一二三](?!度)|[一二三四五六七八九]年级|幼儿园|孩子|娃|儿子|女儿|孙|学生|同学|老师/u;

/** How sure the model has to be before it raises a flag that no rule has raised. */
const SURE = { suicide: -2.2, suicide_alone: -1.3, emergency: -1.6, emergency_alone: -0.7 };
/** What an emergency is called when only the model sees it, by its likeliest category. */
const FLAG_OF_CATEGORY: Readonly<Record<string, string>> = {
  domestic_violence: 'violence_now',
  minor_harm: 'child_abuse',
  sexual_assault: 'sexual_assault',
  trafficking: 'confinement',
  reproductive_health: 'unconscious',
  personality_rights: 'scam_now',
};

/** What a danger is called of which only the first number is known. */
const FLAG_OF_DANGER = { injury: 'injury', rescue: 'rescue', despair: 'suicide_thoughts' } as const;

/**
 * How readily a danger is called by its first number when others are likely too: the words for injury name 119 as well, those
 * for despair 110; the words for a fire or for violence help nobody else.
 */
const LEADS = { danger: 1, injury: 1.5, rescue: 0.7, despair: 2 } as const;

/** A story, game, lesson or joke in which the model sees no danger at all: then the words of danger tell none. */
const SURELY_NOTHING = -2;
const isTale = ({ scores, features }: Reading) =>
  features.some((feature) => /^@calm\.(?:fiction|game|study|joke)$/.test(feature)) &&
  (scores.get('emergency') ?? -9) < SURELY_NOTHING &&
  (scores.get('suicide') ?? -9) < SURELY_NOTHING;

function likeliestFlag({ scores }: Reading): string {
  const likeliest = COMPLAINT_CATEGORIES.reduce((best, each) =>
    (scores.get(each) ?? -9) > (scores.get(best) ?? -9) ? each : best,
  );
  return FLAG_OF_CATEGORY[likeliest] ?? 'danger';
}

/** Compiles the lexicon once. Patterns meet the squeezed message in its own words and in standard ones. */
export function createRedFlags(data: RedFlagsData, reader: Reader): RedFlags {
  const compile = (sources: readonly string[]) => sources.map((source) => reader.compile(source));
  const flags = data.flags.map((flag) => ({
    id: flag.id,
    any: compile(flag.any),
    unless: compile(flag.unless),
    insteadOf: flag.instead_of,
  }));
  const ids = flags.map((flag) => flag.id);

  function seenByModel(reading: Reading): string[] {
    const { scores, features } = reading;
    const signs = (group: RegExp) => features.filter((feature) => group.test(feature)).length;
    const suicide = scores.get('suicide') ?? -9;
    if (suicide > SURE.suicide_alone || (suicide > SURE.suicide && signs(/^@sui\.(?!kin|burden)/) >= 2)) {
      return ['suicide_thoughts'];
    }
    const emergency = scores.get('emergency') ?? -9;
    if (
      emergency <= SURE.emergency ||
      (emergency <= SURE.emergency_alone &&
        (signs(/^@(vio|lock|body|gone|sex|traf)\./) < 2 || signs(/^@now\./) === 0))
    ) {
      return [];
    }
    return [likeliestFlag(reading)];
  }

  const inOrder = (found: readonly string[]) =>
    [...new Set(found)].sort((a, b) => ids.indexOf(a) - ids.indexOf(b));

  function rules(text: string): string[] {
    const reading = reader.read(text);
    if (isTale(reading)) {
      return [];
    }
    const { forms } = reading;
    const meets = (patterns: readonly RegExp[]) => patterns.some((p) => forms.some((form) => p.test(form)));
    const met = flags.filter((flag) => meets(flag.any) && !meets(flag.unless));
    const replaced = new Set(met.flatMap(({ insteadOf }) => insteadOf));
    return met.map(({ id }) => id).filter((id) => !replaced.has(id));
  }

  function findIn(text: string): string[] {
    const found = rules(text);
    const seen = seenByModel(reader.read(text));
    return [...found, ...seen.filter((id) => found.length === 0 || id === 'suicide_thoughts')];
  }

  return {
    ids,
    rules,
    find: (text) => inOrder(windowsOf(text).flatMap(findIn)),
    name(text, { suicide }) {
      const found = [...rules(text), ...(suicide ? ['suicide_thoughts'] : [])];
      return inOrder(found.length > 0 ? found : [likeliestFlag(reader.read(text))]);
    },
    nameLikely(text, likely) {
      const weight = (kind: (typeof DANGERS)[number]) => likely[kind] * LEADS[kind];
      const first = DANGERS.reduce((best, kind) => (weight(kind) > weight(best) ? kind : best));
      return first === 'danger' ? [likeliestFlag(reader.read(text))] : [FLAG_OF_DANGER[first]];
    },
    concernsMinor: (text) => MINOR.test(normalise(text)),
  };
}
