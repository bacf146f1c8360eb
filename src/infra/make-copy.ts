import { type ChildProcess, spawn } from 'node:child_process';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MakeCopy } from '../domain/evidence/index.js';
import { AppError } from '../lib/errors.js';

/** The program bounds itself to 30 s of decoding; one that hangs all the same is ended. */
const WITHIN_MS = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** What the decoder frees goes back to the system at once; of our environment it gets nothing. */
const ENVIRONMENT = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };
const SMALL = ['--max-old-space-size=64', '--max-semi-space-size=1', '--single-threaded'];
/** How `scripts/copy-photo.mjs` ends. */
const REFUSALS: ReadonlyMap<number | null, AppError> = new Map([
  [3, new AppError('evidence_pixels', 413)],
  [4, new AppError('evidence_broken', 415)],
]);

/**
 * Copies of photos, each by a process of its own: a photo that breaks its decoder breaks nothing else, reads no key, and its memory is free
 * again. Throws `unavailable` (503) when the process can't be run.
 */
export function createMakeCopy(program: string): MakeCopy {
  return async (photo, size) => {
    const child = spawn(process.execPath, [...SMALL, program, String(size)], {
      env: ENVIRONMENT,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const cut = setTimeout(() => child.kill('SIGKILL'), WITHIN_MS).unref();
    try {
      const ended = endOf(child);
      const [copy, code] = await Promise.all([collect(child.stdout), ended, feed(photo, child.stdin)]);
      if (code !== 0) {
        throw REFUSALS.get(code) ?? new AppError('evidence_broken', 415);
      }
      return copy;
    } finally {
      clearTimeout(cut);
      child.kill('SIGKILL');
    }
  };
}

/** The code that it ends with; null when it was killed. */
function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new AppError('unavailable', 503)));
    child.once('close', resolve);
  });
}

async function collect(output: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of output as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) {
      throw new AppError('evidence_broken', 415);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Hands the photo over. That the process no longer listens shows in how it ends; that the photo can't be read is an error here. */
async function feed(photo: AsyncIterable<Uint8Array>, input: Writable): Promise<void> {
  let failure: unknown;
  const watched = async function* () {
    try {
      yield* photo;
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  await pipeline(Readable.from(watched()), input).catch(() => undefined);
  if (failure !== undefined) {
    throw failure as Error;
  }
}
