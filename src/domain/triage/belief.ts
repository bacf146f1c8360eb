import type { Reading } from './reader.js';

/**
 * Scores from which the model is believed, by what is to be believed: set on sentences left out in learning so that recall for
 * danger to life comes first. Calm signs raise a line, a rule of the lexicon that is met lowers it.
 */
const LINE = {
  suicide: { at: -1.8, calm: 0.6, rule: 1 },
  emergency: { at: -1.6, calm: 0.6, rule: 1 },
  pressing: { at: -0.3, calm: 0.6, rule: 0.7 },
} as const;
/** A grave rule that is met outside of any story is believed to be pressing at the least, if only just. */
const RULED_LEAST = 0.01;
const MINOR_LINE = { at: -1.2, withAge: -2.4 };
/** Flags of danger that pass with an ordinary visit to a doctor. */
const MILD: ReadonlySet<string> = new Set(['dog_bite', 'burn', 'scam_now']);
const SUICIDE = /^(suicide_|self_harm)/;

/** How far a message is beyond the line from which something is believed; above 0 it is. */
export interface Belief {
  readonly suicide: number;
  readonly emergency: number;
  readonly pressing: number;
  readonly minor: number;
}

const has = ({ features }: Reading, pattern: RegExp) => features.some((feature) => pattern.test(feature));
/** Stories, games, lessons, jokes, "what if", "not me": more is needed before danger is believed. */
const isCalm = (reading: Reading) =>
  has(reading, /^@calm\.(fiction|game|study|joke|idiom|hypothesis|notself|animal)$/) ||
  has(reading, /^@past\.over$/);

/** What to believe of one piece of a message; `rules` names the flags of red-flags.yaml that it meets. */
export function beliefIn(reading: Reading, rules: readonly string[]): Belief {
  const calm = isCalm(reading);
  const beyond = (head: keyof typeof LINE, isRuled: boolean) => {
    const { at, calm: raised, rule } = LINE[head];
    return (reading.scores.get(head) ?? -9) - at - (calm ? raised : 0) + (isRuled ? rule : 0);
  };
  const grave = rules.some((flag) => !MILD.has(flag));
  const minor = reading.scores.get('minor') ?? -9;
  return {
    suicide: beyond(
      'suicide',
      rules.some((flag) => SUICIDE.test(flag)),
    ),
    emergency: beyond('emergency', grave),
    pressing: Math.max(beyond('pressing', rules.length > 0), grave && !calm ? RULED_LEAST : -Infinity),
    minor: minor - (has(reading, /^[@%](?:kid\.age|minor\.age)/) ? MINOR_LINE.withAge : MINOR_LINE.at),
  };
}

/** The strongest belief of any piece: danger told late or in between counts like danger told at once. */
export const strongest = (beliefs: readonly Belief[]): Belief => ({
  suicide: Math.max(...beliefs.map(({ suicide }) => suicide)),
  emergency: Math.max(...beliefs.map(({ emergency }) => emergency)),
  pressing: Math.max(...beliefs.map(({ pressing }) => pressing)),
  minor: Math.max(...beliefs.map(({ minor }) => minor)),
});
