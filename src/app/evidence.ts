import path from 'node:path';
import { createAuditStore } from '../domain/audit/index.js';
import { createCaseStore, createEntryStore } from '../domain/cases/index.js';
import { createEvidence, type Evidence } from '../domain/evidence/index.js';
import { createFileKeys } from '../infra/file-keys.js';
import { createMakeCopy } from '../infra/make-copy.js';
import type { Foundation } from './foundation.js';

/** Evidence over the foundation. */
export function buildEvidence({ database, dataKeys, locales, clock }: Foundation): Evidence {
  return createEvidence({
    db: database.prisma,
    pool: database.pool,
    cases: createCaseStore(dataKeys),
    entries: createEntryStore(),
    audit: createAuditStore(),
    fileKeys: createFileKeys(),
    makeCopy: createMakeCopy(path.join(locales, '../scripts/copy-photo.mjs')),
    clock,
  });
}
