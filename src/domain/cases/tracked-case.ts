import type { Database } from '../contacts/index.js';
import type { CaseStore } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import type { EntryStore, StoredEntry } from './entry-store.js';
import { caseNumber } from './number.js';
import type { CaseSeal } from './seal.js';
import type { ClockKind, TrackedCase, TrackedLine } from './types.js';

/** What a reporter is told of. That the police are to be told is not: a suspect may read along (fact sheet §4). Nor is the first contact, an aim of ours: she must not wait for it instead of calling. */
const HERS: readonly ClockKind[] = ['tell_receipt', 'finish', 'follow_up'];

export interface ReadTrackedDeps {
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
}

/** Reads a case as its reporter sees it: both sides' messages and the states, no notes and no reasons. */
export function createReadTracked({ cases, entries, clocks }: ReadTrackedDeps) {
  return async (tx: Database, caseId: string, now: Date): Promise<TrackedCase | null> => {
    const found = await cases.lock(tx, caseId);
    if (!found) {
      return null;
    }
    const seal = await cases.sealOf(tx, caseId);
    const lines = (await entries.of(tx, caseId)).flatMap((entry) => lineOf(seal, entry));
    if (lines.some(({ kind }) => kind === 'to_reporter')) {
      await clocks.stop(tx, caseId, ['first_contact'], now); // she is reading what was written to her
    }
    const running = (await clocks.of(tx, caseId)).filter(
      ({ kind, stoppedAt }) => stoppedAt === null && HERS.includes(kind),
    );
    return {
      number: caseNumber(found.serial, found.created_at),
      state: found.state,
      registeredAt: found.created_at,
      clocks: running.map(({ kind, dueAt }) => ({ kind, dueAt })),
      lines,
    };
  };
}
export type ReadTracked = ReturnType<typeof createReadTracked>;

function lineOf(seal: CaseSeal, entry: StoredEntry): TrackedLine[] {
  const { kind, id, payload, created_at: at, from_state: from, to_state: state } = entry;
  if (kind === 'from_reporter' || kind === 'to_reporter') {
    return payload ? [{ kind, at, text: seal.openEntry(id, payload) }] : [];
  }
  return state && state !== from ? [{ kind: 'state', at, state }] : [];
}
