import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OpenedFile } from '../../../domain/evidence/index.js';
import type { ConsoleCall } from '../route.js';

/** Whatever a file holds, nothing in it runs or loads anything. The styles are the browser's own: it fits a picture into its window by them. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/**
 * Sends a file as its bytes are opened. Its length is announced, so that a file that could not be opened to its end never looks whole. Kept by no
 * cache; saved under a neutral name.
 */
export async function sendFile(
  { res }: Pick<ConsoleCall, 'res'>,
  { name, mime, size, bytes }: OpenedFile,
  how: 'inline' | 'attachment',
): Promise<void> {
  const opened = await begin(bytes);
  res.setHeader('Content-Security-Policy', INERT);
  res.setHeader('Content-Disposition', `${how}; filename="${name}"`);
  res.setHeader('Content-Type', mime);
  res.setHeader('Content-Length', size);
  try {
    await pipeline(Readable.from(opened), res);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') {
      throw error;
    }
  }
}

/** The same bytes, of which the first have been opened: when even they don't, there is still an error page to be sent. */
async function begin(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const rest = bytes[Symbol.asyncIterator]();
  const first = await rest.next();
  return (async function* () {
    if (!first.done) {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => rest };
    }
  })();
}
