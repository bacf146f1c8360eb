import { type Belief, beliefIn, strongest } from './belief.js';
import { COMPLAINT_CATEGORIES, type ComplaintCategory } from './complaint-categories.js';
import type { ComplaintCues } from './complaint-cues.js';
import type { Reader, Reading } from './reader.js';
import type { RedFlags } from './red-flags.js';
import { windowsOf } from './windows.js';

export const URGENCIES = ['emergency', 'urgent', 'normal'] as const;
/** emergency: danger now or within hours; urgent: violence within days, a child being harmed, a deadline within a week. */
export type Urgency = (typeof URGENCIES)[number];

/** What is suggested; a person decides. */
export interface Triage {
  readonly category: ComplaintCategory;
  /** A second wrong told in the same message. */
  readonly also: readonly ComplaintCategory[];
  readonly urgency: Urgency;
  readonly minor: boolean;
  readonly suicide: boolean;
  /** Keys of the sentences to say (`safety:…`, `complaint:…`), the most pressing first. */
  readonly advice: readonly string[];
  /** Why, for staff: rules (`rule:violence_now`), signs and word groups that spoke most (`emergency:@vio.weapon`). Hold no names. */
  readonly reasons: readonly string[];
  /** True when two urgencies were close; the graver one was taken. */
  readonly unsure: boolean;
}

/** How near to a line a belief is still torn. */
const TORN = 0.35;
/** A category whose words a hand-written rule has met is lifted by so much. */
const RULE_LIFT = 0.6;
const SECOND_WITHIN = 0.8;
/** How many lists and how many groups of her own words are named as reasons of one conclusion. */
const REASONS = { lists: 3, words: 2 };

/** The categories of a message read in pieces, the likeliest first. */
function rank(readings: readonly Reading[], cued: readonly ComplaintCategory[]) {
  const mean = (category: string) =>
    readings.reduce((sum, { scores }) => sum + (scores.get(category) ?? -9), 0) / readings.length;
  return COMPLAINT_CATEGORIES.map((category) => ({
    category,
    score: mean(category) + (cued.includes(category) ? RULE_LIFT : 0),
  })).sort((a, b) => b.score - a.score);
}

/** The likeliest category, and those told beside it. */
function matterOf(readings: readonly Reading[], cued: readonly ComplaintCategory[]) {
  const [first, ...others] = rank(readings, cued);
  const category = first?.category ?? 'other';
  const also = others
    .filter(
      (other, nth) =>
        (first && nth === 0 && first.score - other.score < SECOND_WITHIN) ||
        (cued.includes(category) && cued.includes(other.category)),
    )
    .map((other) => other.category);
  return { category, also };
}

const urgencyOf = ({ suicide, emergency, pressing }: Belief): Urgency =>
  suicide > 0 || emergency > 0 ? 'emergency' : pressing > 0 ? 'urgent' : 'normal';

/** Two urgencies were close; the graver one was taken. */
const isTorn = ({ suicide, emergency, pressing }: Belief): boolean =>
  suicide < TORN &&
  (Math.abs(emergency) < TORN || (emergency < 0 && Math.abs(pressing) < TORN) || Math.abs(suicide) < TORN);

/** Suggests what a message is, how pressing, and what to say first. A long one is read in pieces that overlap. */
export function createTriage(
  reader: Reader,
  redFlags: RedFlags,
  cues: ComplaintCues,
): (text: string) => Triage {
  return (text) => {
    const pieces = windowsOf(text).map((piece) => ({
      piece,
      reading: reader.read(piece),
      rules: redFlags.rules(piece),
    }));
    const beliefs = pieces.map(({ reading, rules }) => beliefIn(reading, rules));
    const belief = strongest(beliefs);
    const gravest = pieces[beliefs.indexOf(leading(beliefs))] ?? pieces[0];
    const urgency = urgencyOf(belief);
    const suicide = belief.suicide > 0;
    const cued = cues.match(text);
    const { category, also } = matterOf(
      pieces.map(({ reading }) => reading),
      cued,
    );
    const minor = category === 'minor_harm' || belief.minor > 0;
    const flags = urgency === 'emergency' && gravest ? redFlags.name(gravest.piece, { suicide }) : [];
    const found = { flags, category, also, minor, urgency, suicide };
    return {
      ...{ category, also, urgency, minor, suicide },
      advice: adviceFor(found),
      reasons: gravest ? reasonsOf(reader, gravest.reading, gravest.rules, found) : [],
      unsure: isTorn(belief),
    };
  };
}

/** The piece that tells of the gravest danger. */
const leading = (beliefs: readonly Belief[]): Belief =>
  beliefs.reduce((best, each) =>
    Math.max(each.suicide, each.emergency, each.pressing - 9) >
    Math.max(best.suicide, best.emergency, best.pressing - 9)
      ? each
      : best,
  );

function adviceFor(told: {
  flags: readonly string[];
  category: ComplaintCategory;
  also: readonly ComplaintCategory[];
  minor: boolean;
  urgency: Urgency;
}): string[] {
  return [
    ...told.flags.slice(0, 2).map((flag) => `safety:${flag}`),
    ...(told.minor && told.category !== 'minor_harm' ? ['safety:minor'] : []),
    `complaint:${told.category}`,
    ...told.also.slice(0, 1).map((category) => `complaint:${category}`),
  ];
}

/** A sign or a concept of the lexicon; anything else is a group of her words. */
const isList = (feature: string) => /^[@%]/.test(feature);

function reasonsOf(
  reader: Reader,
  reading: Reading,
  rules: readonly string[],
  found: { category: string; urgency: Urgency; suicide: boolean },
): string[] {
  const heads = [
    found.category,
    ...(found.suicide ? ['suicide'] : []),
    ...(found.urgency === 'emergency' ? ['emergency'] : found.urgency === 'urgent' ? ['pressing'] : []),
  ];
  return [
    ...rules.map((flag) => `rule:${flag}`),
    ...heads.flatMap((head) => {
      const all = reader.model.reasons(reading.features, head).map(({ feature }) => feature);
      const lists = all.filter(isList).slice(0, REASONS.lists);
      const words = all.filter((feature) => !isList(feature)).slice(0, REASONS.words);
      return [...lists, ...words].map((feature) => `${head}:${feature}`);
    }),
    ...reading.features.filter((feature) => feature.startsWith('@calm.')).map((feature) => `calm:${feature}`),
  ];
}
