import type { Database } from '../contacts/index.js';

/** PostgreSQL's channel on which every process hears that something has changed. The message is empty. */
export const CHANGES = 'shouwang_changes';

/** The number of the last change of what all processes show; 0 before the first. */
export async function readRevision(db: Database): Promise<bigint> {
  const row = await db.knowledgeRevision.findUnique({ where: { id: 1 } });
  return row?.revision ?? 0n;
}

/** Counts a change of knowledge or figures and tells every process; both happen when the transaction commits, or not at all. */
export async function bumpRevision(tx: Database): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO knowledge_revision (id, revision) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET revision = knowledge_revision.revision + 1`;
  await tx.$executeRaw`SELECT pg_notify(${CHANGES}, '')`;
}
