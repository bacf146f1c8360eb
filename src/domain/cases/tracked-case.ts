import type { Database } from '../contacts/index.js';
import { readOwnFiles } from '../evidence/index.js';
import { readAskStanding } from './ask-standing.js';
import { type AskStanding, openAsks, waitingAsks } from './asks-open.js';
import type { HerAsks } from './asks.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore, StoredClock } from './clock-store.js';
import type { EntryStore, StoredEntry } from './entry-store.js';
import { caseNumber } from './number.js';
import { lineOf } from './tracked-line.js';
import type { ClockKind, TrackedCase } from './types.js';

/** What a reporter is told of. That the police are to be told is not: a suspect may read along (fact sheet §4). Nor is the first contact, an aim of ours: she must not wait for it instead of calling. */
const HERS: readonly ClockKind[] = ['tell_receipt', 'finish', 'follow_up'];

export interface ReadTrackedDeps {
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
}

/** Reads a case as its reporter sees it: both sides' messages, the states and what she may ask for; no notes and no reasons of staff. */
export function createReadTracked(deps: ReadTrackedDeps) {
  const { cases, entries, clocks } = deps;
  return async (tx: Database, caseId: string, now: Date): Promise<TrackedCase | null> => {
    const found = await cases.lock(tx, caseId);
    if (!found) {
      return null;
    }
    const seal = await cases.sealOf(tx, caseId);
    const all = await entries.of(tx, caseId);
    if (isAnswered(found, all, await runningOf(clocks, tx, caseId))) {
      await clocks.stop(tx, caseId, ['first_contact'], now); // she is reading what was written to her
    }
    const running = await runningOf(clocks, tx, caseId);
    const standing = await readAskStanding(deps, tx, found, seal.openReport(found.report).intake);
    return {
      number: caseNumber(found.serial, found.created_at),
      state: found.state,
      registeredAt: found.created_at,
      clocks: running.filter(({ kind }) => HERS.includes(kind)).map(({ kind, dueAt }) => ({ kind, dueAt })),
      ...asksOf(standing, found.urgency === 'emergency' ? undefined : running),
      lines: all.flatMap((entry) => lineOf(seal, entry)),
      files: await readOwnFiles(tx, caseId, seal),
    };
  };
}
export type ReadTracked = ReturnType<typeof createReadTracked>;

const runningOf = async (clocks: ClockStore, tx: Database, caseId: string) =>
  (await clocks.of(tx, caseId)).filter(({ stoppedAt }) => stoppedAt === null);

/** Whether staff have written to her since she is to be spoken with. Who asked for an officer herself waits for one all the same. */
function isAnswered(
  { state }: StoredCase,
  lines: readonly StoredEntry[],
  running: readonly StoredClock[],
): boolean {
  const contact = running.find(({ kind }) => kind === 'first_contact');
  const kinds = running.map(({ kind }) => kind);
  return (
    contact !== undefined &&
    lines.some(({ kind, created_at: at }) => kind === 'to_reporter' && at >= contact.startedAt) &&
    waitingAsks({ state, running: kinds, lines }).length === 0
  );
}

/** `running`: the clocks that she may be told of. */
function asksOf(standing: AskStanding, running: readonly StoredClock[] = []): HerAsks {
  const waiting = waitingAsks(standing);
  const contact = running.find(({ kind }) => kind === 'first_contact');
  return {
    asks: openAsks(standing),
    waiting,
    hasPhone: standing.intake.phone !== undefined,
    callBy: waiting.includes('callback') && contact ? contact.dueAt : null,
  };
}
