import type { Clock } from '../../lib/clock.js';
import { AppError } from '../../lib/errors.js';
import { type FileKeys, type Passwords, RETENTION, type Sealer } from '../privacy/index.js';
import type { CasesDatabase } from './case-store.js';
import { draftCode, draftIds, draftLookup } from './draft-code.js';
import { createDraftSeal, type SavedDraft } from './draft-seal.js';
import { createDraftStore } from './draft-store.js';
import { digitsOf } from './number.js';
import { filingKeyOf } from './submission-key.js';
import { tryKeys } from './try-keys.js';
import { createTryStore } from './try-store.js';

/** Reports that are not sent yet, kept for a day for whoever has their digits. They go when the report is filed. */
export interface Drafts {
  /** Keeps a draft for 24 hours from now. The same form again (by its token) replaces what was kept of it, under the same digits, which are returned: 16 of them. Throws `draft_sent` (409) when its report was sent. */
  save(draft: SavedDraft): Promise<string>;
  /**
   * The draft of these digits, which stays. Null for digits that are wrong, unknown or older than that: they look alike. Tries are counted as
   * for a case: throws `too_many_tries` (429) with the seconds to wait.
   */
  open(code: string, network: string): Promise<SavedDraft | null>;
}

export interface DraftsDeps {
  readonly db: CasesDatabase;
  readonly sealer: Pick<Sealer, 'blindIndex' | 'derivedSecret'>;
  readonly fileKeys: Pick<FileKeys, 'of'>;
  readonly passwords: Passwords;
  readonly clock: Clock;
}

export function createDrafts(deps: DraftsDeps): Drafts {
  const parts = { ...deps, seal: createDraftSeal(deps), store: createDraftStore() };
  return { save: createSave(parts), open: createOpen(parts) };
}

type Parts = DraftsDeps & {
  readonly seal: ReturnType<typeof createDraftSeal>;
  readonly store: ReturnType<typeof createDraftStore>;
};

function createSave({ db, sealer, passwords, clock, seal, store }: Parts): Drafts['save'] {
  return async (draft) => {
    for (const [nth, id] of draftIds(sealer, draft.submission).entries()) {
      const code = draftCode(sealer, draft.submission, nth);
      const now = clock.now();
      const isWritten = await store.put(db, {
        id,
        lookup: draftLookup(sealer, code),
        codeHash: await passwords.hash(code),
        payload: seal.seal(id, code, draft),
        submissionKey: filingKeyOf(sealer, draft.submission),
        now,
        expiresAt: new Date(now.getTime() + RETENTION.intakeDraft),
      });
      if (isWritten === 'sent') {
        throw new AppError('draft_sent', 409);
      }
      if (isWritten) {
        return code;
      }
    }
    throw new AppError('busy', 503);
  };
}

/** Unknown digits take as long as wrong ones: something is compared in any case. */
function createOpen({ db, sealer, passwords, clock, seal, store }: Parts): Drafts['open'] {
  const tries = createTryStore();
  return async (code, network) => {
    const now = clock.now();
    const digits = digitsOf(code);
    const named = { lookup: draftLookup(sealer, digits) };
    const typed = digits.slice(0, 8);
    const taken = await tries.take(db, {
      named,
      ...tryKeys(sealer, 'draft_try', { typed, network, now }),
      now,
    });
    if (typeof taken === 'number') {
      throw new AppError('too_many_tries', 429, { seconds: taken });
    }
    const right = await passwords.verify(taken.codeHash, digits);
    if (!right || taken.id === null) {
      return null;
    }
    await tries.giveBack(db, named, taken.id);
    const payload = await store.payloadOf(db, taken.id);
    return payload && seal.open(taken.id, digits, payload);
  };
}
