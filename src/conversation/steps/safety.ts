import { asManyAsFit } from './answer.js';
import { dangersIn } from '../kind/danger.js';
import { weighMessage } from '../kind/kind-of.js';
import type { Weighed } from '../kind/weigh.js';
import { HERE, type Session, type Setting, type TurnResult } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { keepTold, nextStepKey, offerReport } from './told.js';

/** Dangers that a reply speaks of at most: two things to do at once are as many as a frightened person can read. */
const MOST_DANGERS = 2;
/** Dangers whose words fit a child who writes herself: 12355 is named too. */
const FOR_MINORS = new Set([
  'suicide_acting',
  'suicide_thoughts',
  'self_harm',
  'child_abuse',
  'child_hurt_by_me',
  'violence_now',
]);
/** A graver flag already says what these would add. */
const COVERED_BY: Readonly<Record<string, readonly string[]>> = {
  suicide_acting: ['suicide_thoughts', 'self_harm', 'poisoning', 'violence_now', 'harm_child_thoughts'],
  suicide_thoughts: ['self_harm'],
  harm_child_thoughts: ['suicide_thoughts', 'violence_now'],
  child_abuse: ['sexual_assault'],
  child_hurt_by_me: ['violence_now', 'injury'],
  abduction: ['missing', 'confinement'],
  drowning: ['unconscious', 'choking'],
  shaken_baby: ['unconscious'],
  electric_shock: ['unconscious'],
  poisoning: ['unconscious', 'swallowed_object'],
  swallowed_object: ['choking', 'poisoning'],
  infant_fever: ['burn'],
};

/** Accidents and illness: nobody did a wrong, there is nothing to report. */
const ACCIDENTS = new Set([
  'injury',
  'rescue',
  'poisoning',
  'swallowed_object',
  'choking',
  'drowning',
  'electric_shock',
  'burn',
  'unconscious',
  'fire',
  'traffic_accident',
  'labour_now',
  'infant_fever',
  'dog_bite',
  'shaken_baby',
]);

/**
 * Danger told in words: first the number and one short instruction, whatever else was going on; then a person and, where
 * somebody did a wrong, the report form, which begins with these words. Null when none is told.
 */
export function warn(
  deps: TurnDeps,
  session: Session,
  text: string,
  setting: Setting,
  kinds: Weighed = weighMessage(deps, session, text),
): TurnResult | null {
  const flags = dangersIn(deps, text, kinds);
  if (flags.length === 0) {
    return null;
  }
  const told = isWrong(flags) ? keepTold(session, text, setting) : session;
  return warnOf(deps, told, flags, text, setting);
}

const isWrong = (flags: readonly string[]) => !flags.every((flag) => ACCIDENTS.has(flag));

/** The reply to dangers that are known already. */
export function warnOf(
  { redFlags, say }: TurnDeps,
  session: Session,
  flags: readonly string[],
  text: string,
  setting: Setting = HERE,
): TurnResult {
  const covered = new Set(flags.flatMap((flag) => COVERED_BY[flag] ?? []));
  const led = flags.filter((flag) => !covered.has(flag)).slice(0, MOST_DANGERS);
  const { locale } = session;
  const minor = led.some((flag) => FOR_MINORS.has(flag)) && redFlags.concernsMinor(text);
  const offer = isWrong(flags) ? offerReport(say, session, setting) : { buttons: [] };
  const lines = [
    ...led.map((flag) => say(locale, `safety:${flag}`)),
    ...(minor ? [say(locale, 'safety:minor')] : []),
    say(locale, afterKey(session, flags, setting)),
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
          ...offer.buttons,
        ],
        ...(offer.links && { links: offer.links }),
      },
    ],
    effects: [],
  };
}

/** Whom to call besides, and how she goes on when it is over. */
function afterKey({ flow }: Session, flags: readonly string[], setting: Setting): string {
  return flow?.kind === 'report'
    ? 'bot:crisis.in_form'
    : nextStepKey(setting, setting.place === 'here' || !isWrong(flags) ? 'safety:after' : 'bot:crisis.after');
}
