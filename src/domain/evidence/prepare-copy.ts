import { AppError } from '../../lib/errors.js';
import type { Turnstile } from '../../lib/turnstile.js';
import type { FileKeys } from '../privacy/index.js';
import { isDocx } from './docx-check.js';
import { factsOf } from './file-types.js';
import type { PieceStore } from './piece-store.js';
import { cut, type FileAt, openPieces, sealPiece } from './pieces.js';
import type { Received } from './receive-file.js';

/**
 * A photo encoded anew as JPEG, as a port: turned as it was held, at a size to look at, without place, device, time or anything else beside
 * the picture. Throws `evidence_broken` (415) for what can't be decoded in time, `evidence_pixels` (413) for too many pixels.
 */
export type MakeCopy = (photo: AsyncIterable<Uint8Array>, size: number) => Promise<Uint8Array>;

/** The copy's key and size; its pieces are stored, sealed. */
export interface PreparedCopy {
  readonly key: string;
  readonly size: number;
}

export interface PrepareDeps {
  readonly fileKeys: FileKeys;
  readonly pieces: PieceStore;
  readonly makeCopy: MakeCopy;
  /** Decoding takes a processor and memory: few at once. */
  readonly copying: Turnstile;
}

/** Looks at a file as a whole and makes its copy, for a photo; null where there is none. */
export function createPrepareCopy(deps: PrepareDeps) {
  return async (received: Received, gone: AbortSignal): Promise<PreparedCopy | null> => {
    const isPhoto = factsOf(received.type).kind === 'photo';
    if (!isPhoto && received.type !== 'docx') {
      return null;
    }
    return deps.copying(async () => {
      if (gone.aborted) {
        throw new AppError('bad_request', 400);
      }
      const original = reopen(deps.pieces, received);
      if (isPhoto) {
        return store(deps, received, await deps.makeCopy(original, received.size));
      }
      if (!isDocx(await whole(original))) {
        throw new AppError('evidence_type', 415);
      }
      return null;
    });
  };
}
export type PrepareCopy = ReturnType<typeof createPrepareCopy>;

function reopen(pieces: PieceStore, { caseId, id, size, cipher }: Received): AsyncGenerator<Uint8Array> {
  const at: FileAt = { caseId, id, part: 'original' };
  return openPieces(cipher, at, size, (nth) => pieces.find(at, nth));
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function store(
  { fileKeys, pieces }: PrepareDeps,
  { caseId, id }: Received,
  copy: Uint8Array,
): Promise<PreparedCopy> {
  const cipher = fileKeys.create();
  const at: FileAt = { caseId, id, part: 'copy' };
  for await (const piece of cut(once(copy))) {
    await pieces.add(at, piece.nth, sealPiece(cipher, at, piece));
  }
  return { key: cipher.key, size: copy.length };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
