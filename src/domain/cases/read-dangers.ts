import type { Database } from '../contacts/index.js';
import type { DangerStore } from './danger-store.js';
import type { CaseSeal } from './seal.js';
import type { DangerFinding } from './types.js';

interface ReadDangersDeps {
  readonly dangers: DangerStore;
  /** Names of accounts by id. */
  readonly staffNames: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** The danger assessments of a case as its officer reads them, the newest first. */
export async function readDangers(
  { dangers, staffNames }: ReadDangersDeps,
  db: Database,
  caseId: string,
  seal: CaseSeal,
): Promise<DangerFinding[]> {
  const rows = await dangers.of(db, caseId);
  const ids = rows.map(({ staff_id: id }) => id).filter((id) => id !== null);
  const names = ids.length === 0 ? new Map<string, string>() : await staffNames(db, [...new Set(ids)]);
  return rows.map(({ id, staff_id, created_at: at, answers }) => ({
    id,
    at,
    staffName: (staff_id && names.get(staff_id)) ?? null,
    ...seal.openDanger(id, answers),
  }));
}
