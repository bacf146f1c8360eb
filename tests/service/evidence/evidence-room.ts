import { randomUUID } from 'node:crypto';
import { createAuditStore } from '../../../src/domain/audit/index.js';
import { createCaseStore, createEntryStore } from '../../../src/domain/cases/index.js';
import {
  createEvidence,
  type Evidence,
  type EvidenceDeps,
  type EvidenceFile,
  type OpenedFile,
} from '../../../src/domain/evidence/index.js';
import { createFileKeys } from '../../../src/infra/file-keys.js';
import { createMakeCopy } from '../../../src/infra/make-copy.js';
import { type CaseRoom, openCaseRoom } from '../cases/case-room.js';

/** Cases with their evidence, on a database of their own. */
export interface EvidenceRoom {
  readonly room: CaseRoom;
  readonly evidence: Evidence;
  /** The same with other parts. */
  with(parts: Partial<EvidenceDeps>): Evidence;
  /** Brings a file in as an upload does, and keeps it. */
  add(caseId: string, bytes: Uint8Array, more?: Partial<Adding>): Promise<void>;
  /** The files of a case as an officer sees them listed. */
  filesOf(caseId: string): Promise<readonly EvidenceFile[]>;
  /** How many rows there are: files and pieces. */
  stored(): Promise<{ readonly files: number; readonly pieces: number }>;
}

export interface Adding {
  readonly name: string;
  readonly keepsOriginal: boolean;
}

export const STAYS = new AbortController().signal;

export async function openEvidenceRoom(): Promise<EvidenceRoom> {
  const room = await openCaseRoom();
  const { database, dataKeys, clock } = room;
  const deps: EvidenceDeps = {
    db: database.prisma,
    pool: database.pool,
    cases: createCaseStore(dataKeys),
    entries: createEntryStore(),
    audit: createAuditStore(),
    fileKeys: createFileKeys(),
    makeCopy: createMakeCopy('scripts/copy-photo.mjs'),
    clock,
  };
  const evidence = createEvidence(deps);
  return {
    room,
    evidence,
    with: (parts) => createEvidence({ ...deps, ...parts }),
    async add(caseId, bytes, { name = 'IMG_1.jpg', keepsOriginal = true } = {}) {
      const received = await evidence.receive(caseId, { name, keepsOriginal, bytes: inChunks(bytes) });
      if (!received) {
        throw new Error('no such case');
      }
      await evidence.keep(received, STAYS);
    },
    async filesOf(caseId) {
      const officer = { id: randomUUID(), roles: ['case_officer'] };
      return (await room.desk.open(officer, caseId))?.files ?? [];
    },
    async stored() {
      const [row] = await room.rows<{ files: number; pieces: number }>(
        'SELECT (SELECT count(*)::int FROM evidence) AS files, (SELECT count(*)::int FROM evidence_chunk) AS pieces',
      );
      return row ?? { files: -1, pieces: -1 };
    },
  };
}

/** Bytes as they come over a network. */
export async function* inChunks(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

/** The same, but the connection breaks after so many bytes. */
export async function* broken(bytes: Uint8Array, after: number): AsyncGenerator<Uint8Array> {
  yield* inChunks(bytes.subarray(0, after));
  throw new Error('the connection broke');
}

export async function read(file: OpenedFile | null): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of file?.bytes ?? []) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}
