import type { Pool } from 'pg';
import type { Clock } from '../../lib/clock.js';
import { createTurnstile } from '../../lib/turnstile.js';
import type { AuditStore } from '../audit/index.js';
import { type FileKeys, RETENTION } from '../privacy/index.js';
import { createEvidenceStore, type EvidenceDatabase } from './evidence-store.js';
import { createKeepEvidence } from './keep-evidence.js';
import { createOpenEvidence, type OpenEvidence } from './open-evidence.js';
import { createPieceStore } from './piece-store.js';
import type { CaseHolder, CaseTimeline } from './ports.js';
import { createPrepareCopy, type MakeCopy } from './prepare-copy.js';
import { createReceiveFile, type Incoming, type Received } from './receive-file.js';
import { createRemoveEvidence } from './remove-evidence.js';

export interface EvidenceDeps {
  readonly db: EvidenceDatabase;
  readonly pool: Pick<Pool, 'query'>;
  readonly cases: CaseHolder;
  readonly entries: CaseTimeline;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly fileKeys: FileKeys;
  readonly makeCopy: MakeCopy;
  readonly clock: Clock;
}

/** Evidence (证据), whole: what she adds to her case and takes back, what staff open. */
export interface Evidence extends OpenEvidence {
  /** See `createReceiveFile`. What it resolves to has to be kept or thrown away. */
  receive(caseId: string, incoming: Incoming): Promise<Received | null>;
  /** See `createKeepEvidence`. `gone` tells that she no longer waits. */
  keep(received: Received, gone: AbortSignal): Promise<void>;
  /** Throws away what came in and is not kept. */
  discard(received: Received): Promise<void>;
  remove(caseId: string, id: string): Promise<void>;
  /** Throws away what broke off so that nobody could: the process ended, the database went away. @returns how many files */
  readonly sweep: () => Promise<number>;
}

/** A photo of 20 MB takes some 100 MB and a processor to decode: one after the other. */
const COPIES_AT_ONCE = 1;
const MOST_WAITING = 64;
const WRITES_AT_ONCE = 4;

export function createEvidence(deps: EvidenceDeps): Evidence {
  const evidence = createEvidenceStore();
  const parts = {
    ...deps,
    evidence,
    pieces: createPieceStore(deps.pool),
    writing: createTurnstile(WRITES_AT_ONCE, MOST_WAITING),
    copying: createTurnstile(COPIES_AT_ONCE, MOST_WAITING),
  };
  return {
    receive: createReceiveFile(parts),
    keep: createKeepEvidence({ ...parts, prepareCopy: createPrepareCopy(parts) }),
    discard: ({ id }) => evidence.discard(deps.db, id),
    remove: createRemoveEvidence(parts),
    ...createOpenEvidence(parts),
    sweep: () => evidence.sweep(deps.db, new Date(deps.clock.now().getTime() - RETENTION.upload)),
  };
}
