import { readZipDirectory } from './zip-directory.js';

const MOST_ENTRIES = 1000;
const MOST_UNPACKED = 100 * 1024 * 1024;

/** What every DOCX holds. */
const HAS = ['[Content_Types].xml', 'word/document.xml'];
/** Programs inside a document. */
const MACROS = /(^|\/)vbaProject\.bin$/i;

/**
 * Whether a zip archive is a Word document as we take it: by its directory and the heads of its files, nothing is unpacked. No macros, no
 * links, at most 1,000 entries and 100 MB unpacked, so that it is no bomb for whoever opens it.
 */
export function isDocx(archive: Uint8Array): boolean {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries = readZipDirectory(bytes, MOST_ENTRIES);
  if (!entries) {
    return false;
  }
  const names = new Set(entries.map(({ name }) => name));
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  return (
    HAS.every((name) => names.has(name)) &&
    ![...names].some((name) => MACROS.test(name)) &&
    unpacked <= MOST_UNPACKED
  );
}
