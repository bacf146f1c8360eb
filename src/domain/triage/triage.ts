import { COMPLAINT_CATEGORIES, type ComplaintCategory } from './complaint-categories.js';
import type { ComplaintCues } from './complaint-cues.js';
import type { Reader, Reading } from './reader.js';
import type { RedFlags } from './red-flags.js';

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

/** Scores from which the model is believed; set on the tuning part so that recall for danger to life comes first. */
const LINE = {
  suicide: -2.3,
  suicideCalm: -1,
  emergency: -1.8,
  emergencyCalm: -0.6,
  pressing: -1.6,
  pressingCalm: -0.3,
  minor: -1.6,
  minorWithAge: -2.8,
};
/** How near to a line a score is still torn. */
const TORN = 0.35;
/** A category whose words a hand-written rule has met is lifted by so much. */
const RULE_LIFT = 1.2;
const SECOND_WITHIN = 0.8;
/** Flags of danger that pass with an ordinary visit to a doctor. */
const MILD = new Set(['dog_bite', 'burn', 'scam_now']);
const SUICIDE = /^(suicide_|self_harm)/;
const REASONS = 4;

const has = (reading: Reading, pattern: RegExp) => reading.features.some((feature) => pattern.test(feature));
/** Stories, games, lessons, jokes, "what if", "not me": more is needed before danger is believed. */
const isCalm = (reading: Reading) =>
  has(reading, /^@calm\.(fiction|game|study|joke|idiom|hypothesis|notself|animal)$/) ||
  has(reading, /^@past\.over$/);

function rank(reading: Reading, cued: readonly ComplaintCategory[]) {
  return COMPLAINT_CATEGORIES.map((category) => ({
    category,
    score: (reading.scores.get(category) ?? -9) + (cued.includes(category) ? RULE_LIFT : 0),
  })).sort((a, b) => b.score - a.score);
}

/** Suggests what a message is, how pressing, and what to say first. `rules` name the flags of red-flags.yaml that were met. */
export function createTriage(
  reader: Reader,
  redFlags: RedFlags,
  cues: ComplaintCues,
): (text: string) => Triage {
  return (text) => {
    const reading = reader.read(text);
    const score = (head: string) => reading.scores.get(head) ?? -9;
    const calm = isCalm(reading);
    const rules = redFlags.rules(text);
    const suicide =
      rules.some((flag) => SUICIDE.test(flag)) || score('suicide') > (calm ? LINE.suicideCalm : LINE.suicide);
    const emergencyLine = calm ? LINE.emergencyCalm : LINE.emergency;
    const pressingLine = calm ? LINE.pressingCalm : LINE.pressing;
    const grave = rules.some((flag) => !MILD.has(flag));
    const emergency = suicide || grave || score('emergency') > emergencyLine;
    const urgency: Urgency = emergency
      ? 'emergency'
      : rules.length > 0 || score('pressing') > pressingLine
        ? 'urgent'
        : 'normal';
    const cued = cues.match(text);
    const [first, ...others] = rank(reading, cued);
    const category = first?.category ?? 'other';
    const also = others
      .filter(
        (other, nth) =>
          (first && nth === 0 && first.score - other.score < SECOND_WITHIN) ||
          (cued.includes(category) && cued.includes(other.category)),
      )
      .map((other) => other.category);
    const minor =
      category === 'minor_harm' ||
      score('minor') > LINE.minor ||
      (has(reading, /^@kid\.age$/) && score('minor') > LINE.minorWithAge);
    const flags = emergency ? redFlags.name(text, { suicide }) : [];
    return {
      category,
      also,
      urgency,
      minor,
      suicide,
      advice: adviceFor({ flags, category, also, minor, urgency }),
      reasons: reasonsOf(reader, reading, rules, { category, urgency, suicide }),
      unsure:
        !grave &&
        !suicide &&
        (Math.abs(score('emergency') - emergencyLine) < TORN ||
          (urgency !== 'emergency' && Math.abs(score('pressing') - pressingLine) < TORN)),
    };
  };
}

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
    ...heads.flatMap((head) =>
      reader.model
        .reasons(reading.features, head)
        .slice(0, REASONS)
        .map(({ feature }) => `${head}:${feature}`),
    ),
    ...reading.features.filter((feature) => feature.startsWith('@calm.')).map((feature) => `calm:${feature}`),
  ];
}
