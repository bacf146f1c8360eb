import type { Database } from '../contacts/index.js';
import { type Assess, mayBeHarmed } from './assessment.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import { dueAt } from './deadlines.js';
import { type ClockKind, URGENCIES } from './types.js';

export interface HeedDangerDeps {
  readonly cases: CaseStore;
  readonly clocks: ClockStore;
  readonly assess: Assess;
}
export type HeedDanger = (tx: Database, found: StoredCase, text: string, now: Date) => Promise<void>;

/** What she writes later may be graver than what she told first: the case then rises, and its clocks start anew. It never sinks by a message. */
export function createHeedDanger({ cases, clocks, assess }: HeedDangerDeps): HeedDanger {
  return async (tx, found, text, now) => {
    const heard = assess(text);
    const told = heard.suicide ? 'emergency' : heard.urgency;
    const isGraver = URGENCIES.indexOf(told) < URGENCIES.indexOf(found.urgency);
    const urgency = isGraver ? told : found.urgency;
    const isNewlyMinor = heard.minor && !found.minor;
    if (!isGraver && !isNewlyMinor) {
      return;
    }
    await cases.raise(tx, found.id, { urgency, minor: found.minor || heard.minor }, now);
    const kinds: ClockKind[] = [
      ...(isGraver ? (['first_contact'] as const) : []),
      ...(isNewlyMinor && mayBeHarmed({ ...heard, urgency }) ? (['mandatory_report'] as const) : []),
    ];
    for (const kind of kinds) {
      await clocks.start(tx, found.id, kind, now, dueAt(kind, now, urgency));
    }
  };
}
