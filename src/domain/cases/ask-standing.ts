import type { Database } from '../contacts/index.js';
import { type AskStanding, waitingAsks } from './asks-open.js';
import type { WaitingAsk } from './asks.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import type { EntryStore } from './entry-store.js';
import type { Intake } from './intake.js';

export interface AskStandingDeps {
  readonly cases: Pick<CaseStore, 'listeners'>;
  readonly entries: Pick<EntryStore, 'of'>;
  readonly clocks: Pick<ClockStore, 'of'>;
}

type Sources = Pick<AskStandingDeps, 'entries' | 'clocks'>;
type Place = Pick<StoredCase, 'id' | 'state'>;

/** Reads what decides about what she may ask for. */
export async function readAskStanding(
  deps: AskStandingDeps,
  tx: Database,
  place: Place,
  intake: Intake,
): Promise<AskStanding> {
  const isLinked = (await deps.cases.listeners(tx, place.id)).length > 0;
  return { ...(await historyOf(deps, tx, place)), intake, isLinked };
}

/** What she asked for and still waits: a written answer alone doesn't end it. */
export const waitingIn = async (deps: Sources, tx: Database, place: Place): Promise<readonly WaitingAsk[]> =>
  waitingAsks(await historyOf(deps, tx, place));

async function historyOf({ entries, clocks }: Sources, tx: Database, { id, state }: Place) {
  const running = (await clocks.of(tx, id)).filter(({ stoppedAt }) => stoppedAt === null);
  return { state, running: running.map(({ kind }) => kind), lines: await entries.of(tx, id) };
}
