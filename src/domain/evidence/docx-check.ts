const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const MOST_COMMENT = 65_535;

const MOST_ENTRIES = 1000;
const MOST_UNPACKED = 100 * 1024 * 1024;

/** What every DOCX holds. */
const HAS = ['[Content_Types].xml', 'word/document.xml'];
/** Programs inside a document. */
const MACROS = /(^|\/)vbaProject\.bin$/i;

/**
 * Whether a zip archive is a Word document as we take it: by its directory alone, nothing is unpacked. No macros, at most 1,000 entries and
 * 100 MB unpacked, so that it is no bomb for whoever opens it.
 */
export function isDocx(archive: Uint8Array): boolean {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries = readDirectory(bytes);
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

interface Entry {
  readonly name: string;
  readonly size: number;
}

/** Null for a directory that is broken, too long, or not where it says. */
function readDirectory(bytes: Buffer): Entry[] | null {
  const end = findEnd(bytes);
  if (end === null || bytes.readUInt16LE(end + 10) > MOST_ENTRIES) {
    return null;
  }
  const count = bytes.readUInt16LE(end + 10);
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (entries.length < count) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) {
      return null;
    }
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const nameAt = at + ENTRY_BYTES;
    entries.push({
      name: bytes.toString('utf8', nameAt, nameAt + (name ?? 0)),
      size: bytes.readUInt32LE(at + 24),
    });
    at = nameAt + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return at === end ? entries : null;
}

/** Where the end of the directory stands, with the comment after it that it announces. */
function findEnd(bytes: Buffer): number | null {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - MOST_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) {
      return at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length ? at : null;
    }
  }
  return null;
}
