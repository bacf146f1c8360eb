import { createAuditStore } from '../domain/audit/index.js';
import { type Cases, type CasesDeps, createCases } from '../domain/cases/index.js';
import type { Foundation } from './foundation.js';

/** The rooms that cases reach into, built elsewhere. */
export type CaseNeighbours = Pick<CasesDeps, 'assess' | 'tell' | 'callStaff' | 'staffNames'>;

/** Cases over the foundation; `assess` is the dialogue's triage. */
export function buildCases(
  { database, sealer, dataKeys, passwords, edition, townships, duty, clock }: Foundation,
  neighbours: CaseNeighbours,
): Cases {
  return createCases({
    db: database.prisma,
    sealer,
    dataKeys,
    passwords,
    audit: createAuditStore(),
    townshipOf: (text) => townships.townshipOf(text),
    dangerScale: edition.dangerScale,
    gaps: (now) => duty.gaps(now),
    clock,
    ...neighbours,
  });
}
