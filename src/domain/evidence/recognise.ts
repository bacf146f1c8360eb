import { fileTypeFromBuffer } from 'file-type';
import { AppError } from '../../lib/errors.js';
import { type FileType, typeFound } from './file-types.js';
import { createTextCheck } from './text-check.js';

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** What iPhones save photos as; the decoder that we have can't read it. */
const HEIC = /^image\/hei[cf]/;

/**
 * What a file is, by its first bytes (some 4 KB are enough for most types), never by its name. A zip archive passes as DOCX here: `isDocx` has
 * the last word when all of it is there. Throws `evidence_heic` or `evidence_type` (415).
 */
export async function recognise(head: Uint8Array): Promise<FileType> {
  if (ZIP.equals(head.subarray(0, ZIP.length))) {
    return 'docx';
  }
  const found = await fileTypeFromBuffer(head);
  if (found === undefined && createTextCheck().goesOn(head)) {
    return 'txt';
  }
  const type = found && typeFound(found.mime);
  if (!type) {
    throw new AppError(found && HEIC.test(found.mime) ? 'evidence_heic' : 'evidence_type', 415);
  }
  return type;
}
