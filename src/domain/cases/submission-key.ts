import type { Sealer } from '../privacy/index.js';

/** The name of a form's own token in a case's timeline: what is sent twice stands there once. `staffId`: null for the reporter. */
export const submissionKeyOf = (
  sealer: Pick<Sealer, 'blindIndex'>,
  sent: {
    readonly caseId: string;
    /** A kind of line, or the name of a transition. */
    readonly what: string;
    readonly staffId: string | null;
    readonly submission: string;
  },
) => sealer.blindIndex('case_entry', `${sent.caseId}|${sent.what}|${sent.staffId}|${sent.submission}`);

/** The name of a form's own token among all cases: what is sent twice is filed once. */
export const filingKeyOf = (sealer: Pick<Sealer, 'blindIndex'>, submission: string) =>
  sealer.blindIndex('case_submission', submission);
