import { asManyAsFit } from './answer.js';
import type { Session, Setting, TurnResult } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { weighMessage } from '../kind/kind-of.js';
import { leads, type Weighed } from '../kind/weigh.js';
import { keepTold, offerKey, offerReport } from './told.js';

/** A wrong told in passing: what to do first, and the offer of help. Her words are kept for a report. Null when none is told. */
export function offerHelp(
  deps: TurnDeps,
  session: Session,
  text: string,
  setting: Setting,
  kinds: Weighed = weighMessage(deps, session, text),
): TurnResult | null {
  const { complaintCues, say } = deps;
  const category = isTold(deps, text, kinds) ? complaintCues.likeliest(text) : null;
  if (category === null) {
    return null;
  }
  const { locale } = session;
  const rule = ruleFor(deps, session, text, category);
  const offer = offerReport(say, session, setting);
  return {
    kind: 'complaint',
    session: { ...keepTold(session, text, setting), greeted: true },
    replies: [
      {
        text: wordsOf(
          [rule, say(locale, `complaint:${category}`)],
          say(locale, offerKey(setting, 'bot:complaint.offer')),
          setting,
        ),
        sensitive: true,
        ...(offer.links && { links: offer.links }),
        buttons: [
          ...offer.buttons,
          { label: say(locale, 'bot:menu.numbers'), value: 'numbers' },
          { label: say(locale, 'bot:menu.human'), value: 'human' },
        ],
      },
    ],
    effects: [],
  };
}

/** What to do first, and the offer: where words are stored abroad it is never left out for want of room. */
function wordsOf(lines: ReadonlyArray<string | null>, offer: string, { place }: Setting): string {
  const known = lines.filter((line) => line !== null);
  return place === 'abroad' ? `${asManyAsFit(known)}\n${offer}` : asManyAsFit([...known, offer]);
}

/**
 * Whether a wrong is told. That a message says little speaks for no other meaning where a rule met ("他又动手了") or where the model
 * of triage is sure ("村里不给我分地").
 */
function isTold({ complaintCues }: TurnDeps, text: string, kinds: Weighed): boolean {
  if (complaintCues.rule(text) !== null && leads(kinds, 'clarify')) {
    return true;
  }
  const told = complaintCues.find(text);
  const short = told === null || told === 'other' ? {} : { clarify: 0, smalltalk: 0 };
  return leads({ ...kinds, crisis: 0, ...short }, 'complaint');
}

/** Topics whose answers say what the law gives somebody who was wronged. */
export const RULES: ReadonlySet<string> = new Set([
  'women_rights',
  'pregnancy_rights',
  'custody_support',
  'divorce_stepfamily',
  'hardship',
  'bullying',
  'abuse_prevention',
  'child_protection',
  'online_safety',
  'after_school',
  'school_life',
  'school_entry',
  'children_rights',
]);

/** Topics of school: what they say helps nobody who was hurt elsewhere. */
const OF_SCHOOL: ReadonlySet<string> = new Set(['after_school', 'school_life', 'school_entry']);
const AT_SCHOOL: ReadonlySet<string> = new Set(['minor_harm', 'other']);

/** The rule that answers just what happened, when one is known. */
function ruleFor({ knowledge }: TurnDeps, session: Session, text: string, category: string): string | null {
  const options = { locale: session.locale, bands: session.bands };
  const decision = knowledge.isKnown(text, options) ? knowledge.decide(text, options) : null;
  if (decision?.kind !== 'answer') {
    return null;
  }
  const { topic, answer } = decision.entry;
  return RULES.has(topic) && (AT_SCHOOL.has(category) || !OF_SCHOOL.has(topic)) ? answer : null;
}
