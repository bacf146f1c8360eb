import { createDrafts, type Drafts } from '../domain/cases/index.js';
import { createFileKeys } from '../infra/file-keys.js';
import type { Foundation } from './foundation.js';

/** Saved drafts of reports over the foundation. */
export function buildDrafts({ database, sealer, passwords, clock }: Foundation): Drafts {
  return createDrafts({ db: database.prisma, sealer, fileKeys: createFileKeys(), passwords, clock });
}
