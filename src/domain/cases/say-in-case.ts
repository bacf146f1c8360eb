import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import type { CaseStore } from './case-store.js';
import type { EntryStore } from './entry-store.js';
import { messageSchema } from './intake.js';
import { MOST } from './intake-choices.js';
import type { CaseLine } from './types.js';

export interface Said {
  readonly caseId: string;
  readonly kind: Extract<CaseLine['kind'], 'from_reporter' | 'to_reporter' | 'note' | 'mandatory_report'>;
  readonly staffId: string | null;
  readonly text: string;
  /** The form's own token. */
  readonly submission: string;
  readonly now: Date;
}

export interface SayDeps {
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
}

/** Text of a person as it is kept. Throws `message_missing` or `text_too_long` (400). */
export function keptText(text: string): string {
  const kept = messageSchema.safeParse(text);
  if (!kept.success) {
    throw text.trim() === ''
      ? new AppError('message_missing')
      : new AppError('text_too_long', 400, { limit: MOST.message });
  }
  return kept.data;
}

/**
 * Adds words to the timeline of a case that is locked. Null when this submission stands there already;
 * throws `submission_changed` (409) when it stands there with other words.
 * @returns the entry's id
 */
export function createSayInCase({ sealer, cases, entries }: SayDeps) {
  return async (
    tx: Database,
    { caseId, kind, staffId, text, submission, now }: Said,
  ): Promise<string | null> => {
    const kept = keptText(text);
    const seal = await cases.sealOf(tx, caseId);
    const submissionKey = sealer.blindIndex('case_entry', `${caseId}|${kind}|${staffId}|${submission}`);
    const id = randomUUID();
    const payload = seal.sealEntry(id, kept);
    if (await entries.add(tx, { id, caseId, kind, staffId, payload, submissionKey, now })) {
      return id;
    }
    const before = await entries.bySubmission(tx, submissionKey);
    if (!before?.payload || seal.openEntry(before.id, before.payload) !== kept) {
      throw new AppError('submission_changed', 409);
    }
    return null;
  };
}
export type SayInCase = ReturnType<typeof createSayInCase>;
