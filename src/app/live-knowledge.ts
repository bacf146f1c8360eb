import { createDutyStore } from '../domain/duty/index.js';
import {
  CHANGES,
  createFigureStore,
  createKnowledgeStore,
  followChanges,
  type KnowledgeEntry,
  type LiveKnowledge,
  readRevision,
  withFigures,
} from '../domain/knowledge/index.js';
import { createChangeFeed } from '../infra/database/change-feed.js';
import { figuresOfDuty } from './duty-figures.js';
import type { Foundation } from './foundation.js';

/** What stands in the database, as people read it. */
export interface Served {
  readonly entries: readonly KnowledgeEntry[];
  /** The number of the last change that is in it, at least. */
  readonly revision: bigint;
}

/** Reads the entries and the figures that stand now: the one place through which all that is served passes. */
export async function readServed(
  foundation: Pick<Foundation, 'database' | 'edition' | 'figures' | 'duty' | 'say' | 'log'>,
): Promise<Served> {
  const { database, edition, figures, duty, say, log } = foundation;
  const db = database.prisma;
  const revision = await readRevision(db); // first: what changes while the rest is read is read again then
  const { entries, broken } = await createKnowledgeStore().all(db, edition.written);
  const stored = await createDutyStore().read(db);
  duty.take(stored.hours);
  figures.take([...(await createFigureStore().readFigures(db)), ...figuresOfDuty(stored, say)]);
  const leftOut = (entry: string) => log.warn('knowledge_entry_left_out', { entry });
  broken.forEach(leftOut);
  return {
    entries: withFigures(entries, figures.all(), ({ locale, id }) => leftOut(`${locale}/${id}`)),
    revision,
  };
}

/** Serves every change from now on, whichever process makes it. */
export function keepServed(
  foundation: Foundation,
  knowledge: Pick<LiveKnowledge, 'serve'>,
  served: bigint,
): { stop(): Promise<void> } {
  const { database, log } = foundation;
  return followChanges({
    feed: createChangeFeed(database.url, { channel: CHANGES, log: (event) => log.warn(event) }),
    revision: () => readRevision(database.prisma),
    served,
    reload: async () => knowledge.serve((await readServed(foundation)).entries),
    log,
  });
}
