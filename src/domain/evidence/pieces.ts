import { AppError } from '../../lib/errors.js';
import type { FileCipher, Place } from '../privacy/index.js';

/** Files are kept in pieces of one length, the last one filled up: what is stored tells the size to 128 KB only. */
export const PIECE_BYTES = 128 * 1024;

/** Which file of which case a piece belongs to. */
export interface FileAt {
  readonly caseId: string;
  readonly id: string;
  readonly part: 'original' | 'copy';
}

export interface Piece {
  /** From 0. */
  readonly nth: number;
  readonly isLast: boolean;
  /** As they came; only the last may be shorter than the others. */
  readonly bytes: Uint8Array;
}

/** Cuts bytes as they come into pieces, none of no bytes. Each is good until the next is asked for: their memory is the same. */
export async function* cut(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  let nth = 0;
  const piece = Buffer.alloc(PIECE_BYTES);
  let filled = 0;
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length;) {
      if (filled === PIECE_BYTES) {
        yield { nth: nth++, isLast: false, bytes: piece };
        filled = 0;
      }
      const part = chunk.subarray(at, at + PIECE_BYTES - filled);
      piece.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  }
  if (filled > 0) {
    yield { nth, isLast: true, bytes: piece.subarray(0, filled) };
  }
}

/** Number and end are bound in: a piece that is missing, moved or the last before its time does not open. */
const placeOf = ({ caseId, id, part }: FileAt, nth: number, isLast: boolean): Place => ({
  table: 'evidence_chunk',
  column: 'bytes',
  row: `${caseId}|${id}|${part}|${nth}|${isLast ? 'last' : 'more'}`,
});

export function sealPiece(cipher: FileCipher, at: FileAt, { nth, isLast, bytes }: Piece): Uint8Array {
  const whole = bytes.length === PIECE_BYTES ? bytes : Buffer.alloc(PIECE_BYTES);
  if (whole !== bytes) {
    whole.set(bytes);
  }
  return cipher.seal(placeOf(at, nth, isLast), whole);
}

/** The bytes of a file again, piece by piece. Throws `unsealable` at the first one that is not what was sealed. */
export async function* openPieces(
  cipher: FileCipher,
  at: FileAt,
  size: number,
  read: (nth: number) => Promise<Uint8Array | null>,
): AsyncGenerator<Uint8Array> {
  const last = Math.ceil(size / PIECE_BYTES) - 1;
  for (let nth = 0; nth <= last; nth++) {
    const sealed = await read(nth);
    const bytes = sealed && cipher.open(placeOf(at, nth, nth === last), sealed);
    if (bytes?.length !== PIECE_BYTES) {
      throw new AppError('unsealable', 500);
    }
    yield nth === last ? bytes.subarray(0, size - nth * PIECE_BYTES) : bytes;
  }
}
