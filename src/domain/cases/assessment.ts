import type { Intake } from './intake.js';
import type { CaseUrgency, ClockKind } from './types.js';

/** What the triage makes of a text; a person decides later. */
export interface Suggested {
  /** A code of `COMPLAINT_CATEGORIES`. */
  readonly category: string;
  readonly urgency: CaseUrgency;
  readonly minor: boolean;
  readonly suicide: boolean;
}
export type Assess = (text: string) => Suggested;

/** Where nobody's body is touched; a minor in such a case (support not paid, a plot of land) isn't a harmed minor. */
const NO_HARM: ReadonlySet<string> = new Set([
  'employment_discrimination',
  'labor_rights',
  'land_property',
  'marriage_family',
  'reproductive_health',
  'social_support',
]);

/** What the triage read and what she answered, the graver of both. */
export function assessIntake(assess: Assess, intake: Intake): Suggested {
  const suggested = assess(intake.happened);
  return {
    ...suggested,
    urgency: intake.danger === 'now' || suggested.suicide ? 'emergency' : suggested.urgency,
    minor: intake.minor === 'yes' || intake.reporter === 'minor' || suggested.minor,
  };
}

/** Whether the duty to report may stand (未成年人保护法 11: "受到侵害、疑似受到侵害或者面临其他危险"). In doubt it does; staff may write why not. */
export const mayBeHarmed = ({ minor, category, urgency }: Suggested): boolean =>
  minor && (urgency !== 'normal' || !NO_HARM.has(category));

/** The clocks that start when a case is registered. */
export function firstClocks(suggested: Suggested): readonly ClockKind[] {
  return [
    'first_contact',
    'tell_receipt',
    ...(mayBeHarmed(suggested) ? (['mandatory_report'] as const) : []),
  ];
}
