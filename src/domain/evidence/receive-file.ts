import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { Turnstile } from '../../lib/turnstile.js';
import type { FileCipher, FileKeys } from '../privacy/index.js';
import type { EvidenceDatabase, EvidenceStore } from './evidence-store.js';
import { factsOf, type FileType } from './file-types.js';
import type { PieceStore } from './piece-store.js';
import { cut, type FileAt, sealPiece } from './pieces.js';
import type { CaseHolder } from './ports.js';
import { recognise } from './recognise.js';
import { createTextCheck } from './text-check.js';
import { MOST_EVIDENCE } from './types.js';

/** A file on its way in. */
export interface Incoming {
  /** As her device calls it. */
  readonly name: string;
  /** Whether the original is to be kept beside the copy that is shown. */
  readonly keepsOriginal: boolean;
  /** Its bytes; rejects when they break off. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A file that is all here, and that nobody has yet: it is kept or thrown away. */
export interface Received extends Pick<Incoming, 'name' | 'keepsOriginal'> {
  readonly caseId: string;
  readonly id: string;
  readonly type: FileType;
  readonly size: number;
  readonly sha256: string;
  readonly cipher: FileCipher;
}

export interface ReceiveDeps {
  readonly db: EvidenceDatabase;
  readonly cases: Pick<CaseHolder, 'lock'>;
  readonly fileKeys: FileKeys;
  readonly evidence: EvidenceStore;
  readonly pieces: PieceStore;
  /** So many pieces are written at once: who reports must not wait for who uploads. */
  readonly writing: Turnstile;
  readonly clock: Clock;
}

/** An upload that has taken longer no longer holds a place. */
export const UPLOAD_WITHIN_MS = 10 * 60_000;

/**
 * Takes the bytes of a file in, each piece encrypted before it is stored. Nobody sees anything of it: the key is in memory alone until
 * the file is kept. What can't be kept is refused as soon as that is known, and leaves nothing: `evidence_too_many` (409), `evidence_type`,
 * `evidence_heic` (415), `evidence_only_original` (400), `evidence_too_large` (413), `evidence_empty` (400).
 * Null for an unknown case.
 */
export function createReceiveFile(deps: ReceiveDeps) {
  return async (caseId: string, incoming: Incoming): Promise<Received | null> => {
    const id = randomUUID();
    if (!(await begin(deps, caseId, id))) {
      return null;
    }
    try {
      return await takeIn(deps, { caseId, id, part: 'original' }, incoming);
    } catch (error) {
      await deps.evidence.discard(deps.db, id).catch(() => undefined); // without a database it is swept up later
      throw error;
    }
  };
}

async function begin(
  { db, cases, evidence, clock }: ReceiveDeps,
  caseId: string,
  id: string,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    if (!(await cases.lock(tx, caseId))) {
      return false;
    }
    const now = clock.now();
    const files = await evidence.count(tx, caseId, new Date(now.getTime() - UPLOAD_WITHIN_MS));
    if (files >= MOST_EVIDENCE.files) {
      throw new AppError('evidence_too_many', 409, { limit: MOST_EVIDENCE.files });
    }
    await evidence.begin(tx, id, caseId, now);
    return true;
  });
}

async function takeIn(
  { fileKeys, pieces, writing }: ReceiveDeps,
  at: FileAt,
  { name, keepsOriginal, bytes }: Incoming,
): Promise<Received> {
  const cipher = fileKeys.create();
  const hash = createHash('sha256');
  const text = createTextCheck();
  let type: FileType | undefined;
  let size = 0;
  for await (const piece of cut(bytes)) {
    type ??= await admit(piece.bytes, keepsOriginal);
    size += piece.bytes.length;
    if (size > MOST_EVIDENCE.fileBytes) {
      throw new AppError('evidence_too_large', 413);
    }
    if (type === 'txt' && !text.goesOn(piece.bytes)) {
      throw new AppError('evidence_type', 415);
    }
    hash.update(piece.bytes);
    await writing(() => pieces.add(at, piece.nth, sealPiece(cipher, at, piece)));
  }
  if (!type) {
    throw new AppError('evidence_empty', 400);
  }
  if (type === 'txt' && !text.ends()) {
    throw new AppError('evidence_type', 415);
  }
  return { ...at, name, keepsOriginal, type, size, sha256: hash.digest('hex'), cipher };
}

/** The type of a file that begins so, if it may come in. Without a copy there is nothing to keep but the original. */
async function admit(head: Uint8Array, keepsOriginal: boolean): Promise<FileType> {
  const type = await recognise(head);
  if (!keepsOriginal && factsOf(type).kind !== 'photo') {
    throw new AppError('evidence_only_original', 400);
  }
  return type;
}
