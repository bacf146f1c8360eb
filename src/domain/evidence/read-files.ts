import type { Database } from '../contacts/index.js';
import { createEvidenceStore, type StoredEvidence } from './evidence-store.js';
import { factsOf } from './file-types.js';
import type { EvidenceSeal } from './ports.js';
import type { EvidenceFile, OwnFile } from './types.js';

const store = createEvidenceStore();

/** The files of a case, the first one first. Whoever reads them has to have written that down. */
export async function readFiles(db: Database, caseId: string, seal: EvidenceSeal): Promise<EvidenceFile[]> {
  return (await store.of(db, caseId)).map((row) => listed(seal, row));
}

/** The same for her own page. */
export async function readOwnFiles(db: Database, caseId: string, seal: EvidenceSeal): Promise<OwnFile[]> {
  const files = await readFiles(db, caseId, seal);
  return files.map(({ id, at, kind, size, hasOriginal }) => ({ id, at, kind, size, hasOriginal }));
}

function listed(seal: EvidenceSeal, { id, meta, kept_at: at }: StoredEvidence): EvidenceFile {
  const { type, size, sha256, name, original, copy } = seal.openEvidence(id, meta);
  const { kind } = factsOf(type);
  return { id, at, kind, type, size, sha256, name, hasOriginal: original !== null, hasCopy: copy !== null };
}
