import type { Clock } from '../../lib/clock.js';
import type { AuditAction, AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import type { LiveKnowledge } from './live.js';
import type { KnowledgeEntry } from './schema.js';

/** What the desk stands on. */
export interface KnowledgeDeskDeps {
  readonly transaction: <T>(work: (db: Database) => Promise<T>) => Promise<T>;
  readonly sealer: Sealer;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly staffNames: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** What people are answered from. */
  readonly live: Pick<LiveKnowledge, 'entries' | 'imagine' | 'explain'>;
  /** The shipped edition, figures not yet put in. */
  readonly shipped: readonly KnowledgeEntry[];
  /** Ids of the topics. */
  readonly topics: readonly string[];
  /** Names of the laws that can be cited. */
  readonly laws: readonly string[];
  /** An entry with the figures of today. */
  readonly shown: (entry: KnowledgeEntry) => KnowledgeEntry;
  readonly clock: Clock;
  /** The day in Shanghai, `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** What a row of the audit is about: a published entry by its name, a draft by its id. */
export type Subject =
  { readonly entry: { readonly id: string; readonly locale: string } } | { readonly draft: string | null };

/** Writes down who did what, in the transaction of what is done. */
export function createNote({ audit, clock }: Pick<KnowledgeDeskDeps, 'audit' | 'clock'>) {
  return (db: Database, staffId: string, action: AuditAction, subject: Subject, detail?: string) =>
    audit.record(db, {
      staffId,
      action,
      subject:
        'entry' in subject
          ? { kind: 'entry', id: `${subject.entry.locale}/${subject.entry.id}` }
          : { kind: 'draft', id: subject.draft },
      ...(detail !== undefined && { detail }),
      now: clock.now(),
    });
}
export type Note = ReturnType<typeof createNote>;
