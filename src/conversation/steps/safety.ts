import { asManyAsFit } from './answer.js';
import type { Session, TurnResult } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';

/** Dangers that a reply speaks of at most: two things to do at once are as many as a frightened person can read. */
const MOST_DANGERS = 2;
/** Dangers whose words fit a child who writes herself: 12355 is named too. */
const FOR_MINORS = new Set([
  'suicide_acting',
  'suicide_thoughts',
  'self_harm',
  'child_abuse',
  'violence_now',
]);
/** A graver flag already says what these would add. */
const COVERED_BY: Readonly<Record<string, readonly string[]>> = {
  suicide_acting: ['suicide_thoughts', 'self_harm', 'poisoning', 'violence_now', 'harm_child_thoughts'],
  suicide_thoughts: ['self_harm'],
  harm_child_thoughts: ['suicide_thoughts', 'violence_now'],
  child_abuse: ['sexual_assault'],
  abduction: ['missing', 'confinement'],
  drowning: ['unconscious', 'choking'],
  shaken_baby: ['unconscious'],
  electric_shock: ['unconscious'],
  poisoning: ['unconscious', 'swallowed_object'],
  swallowed_object: ['choking', 'poisoning'],
  infant_fever: ['burn'],
};

/** Danger told in words: first the number and one short instruction, whatever else was going on. Null when none is told. */
export function warn({ redFlags, say }: TurnDeps, session: Session, text: string): TurnResult | null {
  const flags = redFlags.find(text);
  if (flags.length === 0) {
    return null;
  }
  const covered = new Set(flags.flatMap((flag) => COVERED_BY[flag] ?? []));
  const led = flags.filter((flag) => !covered.has(flag)).slice(0, MOST_DANGERS);
  const { locale } = session;
  const minor = led.some((flag) => FOR_MINORS.has(flag)) && redFlags.concernsMinor(text);
  const lines = [
    ...led.map((flag) => say(locale, `safety:${flag}`)),
    ...(minor ? [say(locale, 'safety:minor')] : []),
    say(locale, 'safety:after'),
  ];
  return {
    kind: 'crisis',
    flags,
    session,
    replies: [
      {
        text: asManyAsFit(lines),
        sensitive: true,
        buttons: [
          { label: say(locale, 'bot:menu.numbers'), value: 'numbers' },
          { label: say(locale, 'bot:menu.human'), value: 'human' },
        ],
      },
    ],
    effects: [],
  };
}
