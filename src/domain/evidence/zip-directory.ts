const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const HEAD = 0x04034b50;
const SUM = 0x08074b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const HEAD_BYTES = 30;
const MOST_COMMENT = 65_535;

const STORED = 0;
const DEFLATED = 8;
/** Flags: the file is locked by a password; its sizes stand behind it instead of before. */
const LOCKED = 0x01;
const SIZES_BEHIND = 0x08;

/** What a file is by the mode that Unix gives it. */
const KIND = 0o170000;
const NONE = 0;
const FOLDER = 0o040000;
const FILE = 0o100000;

/** A file in a zip archive, as its directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes unpacked. */
  readonly size: number;
}

interface Entry extends ZipEntry {
  /** The name's bytes. */
  readonly named: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly sum: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Where its own head stands. */
  readonly at: number;
  readonly mode: number;
}

/**
 * What a zip archive holds. Null for one that is broken or has more entries than `most`; that holds links or devices, or packs in a way of
 * its own; and for one whose directory says otherwise than the heads of its files, or lets two of them lie on the same bytes: programs go
 * by the one or by the other.
 */
export function readZipDirectory(bytes: Buffer, most: number): readonly ZipEntry[] | null {
  const end = findEnd(bytes);
  const entries = end === null ? null : readEntries(bytes, end, most);
  return entries && end !== null && entries.every(isPlain) && liesApart(bytes, entries, end) ? entries : null;
}

/** Null for a directory that is broken, too long, or not where it says. */
function readEntries(bytes: Buffer, end: number, most: number): Entry[] | null {
  const count = bytes.readUInt16LE(end + 10);
  if (count > most) {
    return null;
  }
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (entries.length < count) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) {
      return null;
    }
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    entries.push(readEntry(bytes, at, name));
    at += ENTRY_BYTES + name + extra + comment;
  }
  return at === end ? entries : null;
}

function readEntry(bytes: Buffer, at: number, nameBytes: number): Entry {
  const named = bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
  return {
    ...{ named, name: named.toString('utf8') },
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    sum: bytes.readUInt32LE(at + 16),
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    mode: bytes.readUInt16LE(at + 40),
    at: bytes.readUInt32LE(at + 42),
  };
}

/** A file or folder, packed as every program unpacks it. */
const isPlain = ({ mode, method, packed, size }: Entry): boolean =>
  [NONE, FOLDER, FILE].includes(mode & KIND) &&
  (method === DEFLATED || (method === STORED && packed === size));

/** Whether each file lies before the directory, behind the one before it, and says of itself what the directory says. */
function liesApart(bytes: Buffer, entries: readonly Entry[], end: number): boolean {
  const directory = bytes.readUInt32LE(end + 16);
  let free = 0;
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    const behind = entry.at < free ? null : endOf(bytes, entry);
    if (behind === null || behind > directory) {
      return false;
    }
    free = behind;
  }
  return true;
}

/** Where a file ends; null when it says otherwise than the directory. */
function endOf(bytes: Buffer, entry: Entry): number | null {
  const { at, named, flags, method } = entry;
  if (at + HEAD_BYTES > bytes.length || bytes.readUInt32LE(at) !== HEAD) {
    return null;
  }
  const nameAt = at + HEAD_BYTES;
  const nameEnd = nameAt + bytes.readUInt16LE(at + 26);
  const agrees =
    ((bytes.readUInt16LE(at + 6) ^ flags) & (LOCKED | SIZES_BEHIND)) === 0 &&
    bytes.readUInt16LE(at + 8) === method &&
    bytes.subarray(nameAt, nameEnd).equals(named);
  const dataEnd = nameEnd + bytes.readUInt16LE(at + 28) + entry.packed;
  const isBehind = (flags & SIZES_BEHIND) !== 0;
  if (!agrees || !(saysSo(bytes, at + 14, entry) || (isBehind && saysNothing(bytes, at + 14)))) {
    return null;
  }
  return isBehind ? endOfSizes(bytes, dataEnd, entry) : dataEnd;
}

/** Where the sizes behind a file end, which a mark may precede; null when they are others. */
function endOfSizes(bytes: Buffer, at: number, entry: Entry): number | null {
  const isMarked = at + 4 <= bytes.length && bytes.readUInt32LE(at) === SUM;
  const sizes = isMarked ? at + 4 : at;
  return saysSo(bytes, sizes, entry) ? sizes + 12 : null;
}

/** Check sum and sizes at one place. */
const saysSo = (bytes: Buffer, at: number, { sum, packed, size }: Entry): boolean =>
  at + 12 <= bytes.length &&
  bytes.readUInt32LE(at) === sum &&
  bytes.readUInt32LE(at + 4) === packed &&
  bytes.readUInt32LE(at + 8) === size;

const saysNothing = (bytes: Buffer, at: number): boolean =>
  [0, 4, 8].every((offset) => bytes.readUInt32LE(at + offset) === 0);

/** Where the end of the directory stands, with the comment after it that it announces. */
function findEnd(bytes: Buffer): number | null {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - MOST_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) {
      return at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length ? at : null;
    }
  }
  return null;
}
