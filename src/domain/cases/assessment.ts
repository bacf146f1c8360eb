import type { Intake } from './intake.js';
import type { CaseUrgency, ClockKind } from './types.js';

/** What a message is taken for. */
export interface Judged {
  /** A code of `COMPLAINT_CATEGORIES`. */
  readonly category: string;
  readonly urgency: CaseUrgency;
  readonly minor: boolean;
  readonly suicide: boolean;
}
/** What the triage makes of a text; a person decides later. */
export interface Suggested extends Judged {
  /** Codes of further wrongs told in the same text. */
  readonly also: readonly string[];
  /** Two urgencies were close; the graver one was taken. */
  readonly unsure: boolean;
  /** Rules, signs and groups of her own words that spoke for it: as secret as what she told. */
  readonly reasons: readonly string[];
}
export type Assess = (text: string) => Suggested;

/** What the triage suggested of one message of a case, and what an officer decided (研判). */
export interface Judgement {
  readonly id: string;
  /** The message: a line of the timeline; null for the report itself. */
  readonly entryId: string | null;
  readonly suggested: Suggested;
  /** The suggestion with what she answered in the form, the graver of both: what "as suggested" decides. */
  readonly proposed: Judged;
  readonly decision: (Judged & { readonly why: string | null }) | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** What an officer decides of a message. */
export interface Decision extends Judged {
  /** Empty for none. */
  readonly why: string;
  /** The decision that stood on the page, as `seenOf` names it: nobody overrules unseen. */
  readonly seen: string;
}

/** Where nobody's body is touched; a minor in such a case (support not paid, a plot of land) isn't a harmed minor. */
const NO_HARM: ReadonlySet<string> = new Set([
  'employment_discrimination',
  'labor_rights',
  'land_property',
  'marriage_family',
  'reproductive_health',
  'social_support',
]);

/** What the triage read and what she answered in the form, the graver of both; a later message has no answers. */
export function withAnswers(
  { category, urgency, minor, suicide }: Judged,
  answers: Pick<Intake, 'danger' | 'minor' | 'reporter'> = {},
): Judged {
  return {
    category,
    urgency: answers.danger === 'now' || suicide ? 'emergency' : urgency,
    minor: answers.minor === 'yes' || answers.reporter === 'minor' || minor,
    suicide,
  };
}

/** Whether the duty to report may stand (未成年人保护法 11: "受到侵害、疑似受到侵害或者面临其他危险"). In doubt it does; staff may write why not. */
export const mayBeHarmed = ({ minor, category, urgency }: Omit<Judged, 'suicide'>): boolean =>
  minor && (urgency !== 'normal' || !NO_HARM.has(category));

/** The clocks that start when a case is registered. */
export function firstClocks(taken: Judged): readonly ClockKind[] {
  return ['first_contact', 'tell_receipt', ...(mayBeHarmed(taken) ? (['mandatory_report'] as const) : [])];
}
