import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, openPieces, PIECE_BYTES, sealPiece } from '../../../src/domain/evidence/pieces.js';
import { createFileKeys } from '../../../src/infra/file-keys.js';

const keys = createFileKeys();
const at = { caseId: 'a case', id: 'a file', part: 'original' } as const;
const unsealable = { code: 'unsealable' };

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let from = 0, nth = 0; from < bytes.length; nth++) {
    const size = sizes[nth % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

async function sealAll(cipher: ReturnType<typeof keys.create>, bytes: Uint8Array, sizes: readonly number[]) {
  const sealed: Uint8Array[] = [];
  for await (const piece of cut(inChunks(bytes, sizes))) {
    sealed.push(sealPiece(cipher, at, piece));
  }
  return sealed;
}

async function openAll(
  cipher: ReturnType<typeof keys.create>,
  sealed: readonly Uint8Array[],
  size: number,
  where: Parameters<typeof openPieces>[1] = at,
): Promise<Buffer> {
  const opened: Uint8Array[] = [];
  for await (const bytes of openPieces(cipher, where, size, async (nth) => sealed[nth] ?? null)) {
    opened.push(bytes);
  }
  return Buffer.concat(opened);
}

/** A file of some pieces, cut into chunks of any sizes as a network might. */
const files = fc.record({
  size: fc.oneof(
    fc.integer({ min: 1, max: 4 * PIECE_BYTES }),
    fc.constantFrom(1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, 3 * PIECE_BYTES),
  ),
  sizes: fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 6 }),
  seed: fc.integer({ min: 0, max: 255 }),
});
const contentOf = ({ size, seed }: { size: number; seed: number }) =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) + seed) & 0xff);

describe('the pieces of a file', () => {
  it('are the same bytes again, however they came in; what is stored is as long for each', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const cipher = keys.create();
        const content = contentOf(file);
        const sealed = await sealAll(cipher, content, [...file.sizes.map((size) => size + 1000)]);
        expect(sealed).toHaveLength(Math.ceil(file.size / PIECE_BYTES));
        expect(new Set(sealed.map(({ length }) => length)).size).toBe(1);
        expect((await openAll(keys.of(cipher.key), sealed, file.size)).equals(content)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('do not open when one is changed in a single bit, cut short, lost, doubled or moved', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.nat(), fc.nat(), async (file, which, bit) => {
        const cipher = keys.create();
        const sealed = await sealAll(cipher, contentOf(file), [70_001]);
        const nth = which % sealed.length;
        const piece = sealed[nth] as Uint8Array;
        const flipped = Uint8Array.from(piece);
        flipped[bit % flipped.length] = (flipped[bit % flipped.length] ?? 0) ^ (1 << (bit % 8));
        const put = (other: Uint8Array) => sealed.map((each, i) => (i === nth ? other : each));
        const wrong: Array<readonly Uint8Array[]> = [
          put(flipped),
          put(piece.subarray(0, piece.length - 1)),
          put(new Uint8Array()),
          sealed.filter((_, i) => i !== nth),
          ...(sealed.length > 1
            ? [
                [...sealed].reverse(),
                put(sealed[(nth + 1) % sealed.length] as Uint8Array),
                sealed.slice(1).concat(sealed.slice(0, 1)),
              ]
            : []),
        ];
        for (const pieces of wrong) {
          await expect(openAll(cipher, pieces, file.size)).rejects.toMatchObject(unsealable);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('do not open as a shorter or a longer file, though every piece is genuine', async () => {
    const cipher = keys.create();
    const content = contentOf({ size: 3 * PIECE_BYTES, seed: 1 });
    const sealed = await sealAll(cipher, content, [PIECE_BYTES]);
    await expect(openAll(cipher, sealed.slice(0, 2), 2 * PIECE_BYTES)).rejects.toMatchObject(unsealable);
    await expect(openAll(cipher, sealed, 4 * PIECE_BYTES)).rejects.toMatchObject(unsealable);
    await expect(openAll(cipher, [...sealed, ...sealed], 6 * PIECE_BYTES)).rejects.toMatchObject(unsealable);
  });

  it('do not open as another file, part or case, nor under another key', async () => {
    const cipher = keys.create();
    const sealed = await sealAll(cipher, contentOf({ size: 10, seed: 2 }), [10]);
    for (const where of [
      { ...at, caseId: 'another' },
      { ...at, id: 'another' },
      { ...at, part: 'copy' as const },
    ]) {
      await expect(openAll(cipher, sealed, 10, where)).rejects.toMatchObject(unsealable);
    }
    await expect(openAll(keys.create(), sealed, 10)).rejects.toMatchObject(unsealable);
    expect((await openAll(cipher, sealed, 10)).length).toBe(10);
  });

  it('of no bytes there are none', async () => {
    expect(await sealAll(keys.create(), new Uint8Array(), [1])).toEqual([]);
  });
});
