import { type Assess, withAnswers } from './assessment.js';
import type { IntakeDraft } from './intake.js';

/** What a form that is being filled in tells already. */
export interface Heard {
  /** A code of `COMPLAINT_CATEGORIES`; null while nothing was told. */
  readonly category: string | null;
  /** She is in danger, by what she answered or told. */
  readonly isEmergency: boolean;
  /** Whether the danger assessment is offered to her: it is about violence of a partner or the family, and speaks to who suffers it. */
  readonly asksDanger: boolean;
}
export type Hear = (draft: IntakeDraft) => Heard;

const AT_HOME: ReadonlySet<string> = new Set(['partner', 'ex', 'family']);

export function createHear(assess: Assess): Hear {
  return (draft) => {
    const heard = draft.happened === undefined ? null : assess(draft.happened);
    const isAtHome = AT_HOME.has(draft.relation ?? '') || heard?.category === 'domestic_violence';
    return {
      category: heard?.category ?? null,
      isEmergency:
        draft.danger === 'now' || (heard !== null && withAnswers(heard, draft).urgency === 'emergency'),
      asksDanger: isAtHome && (draft.reporter ?? 'self') === 'self',
    };
  };
}
