import { createHash } from 'node:crypto';
import type { Database } from '../contacts/index.js';
import { createVisitStore } from './visit-store.js';

const MINUTE = 60_000;
const VISIT_FOR_MS = 30 * MINUTE;
/** However often she looks, she gives number and digits again after that. */
const VISIT_AT_MOST_MS = 8 * 60 * MINUTE;

/** The name of a visit in the database: a digest of its secret. */
export const visitId = (visit: string) => createHash('sha256').update(visit).digest();

/** The case of a visit, which goes on for as long as she does something. Null when it is over. */
export type OpenVisit = (db: Database, visit: string, now: Date) => Promise<string | null>;

export function createOpenVisit(): OpenVisit {
  const store = createVisitStore();
  return (db, visit, now) =>
    store.goOn(db, visitId(visit), now, {
      seenAfter: new Date(now.getTime() - VISIT_FOR_MS),
      begunAfter: new Date(now.getTime() - VISIT_AT_MOST_MS),
    });
}
