import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDocx } from '../../../src/domain/evidence/docx-check.js';
import { newSeed } from '../../support/intakes.js';
import { docxOf } from '../../support/samples.js';

const whole = docxOf('他打了我');
const marks = (mark: string) =>
  [...whole.toString('latin1').matchAll(new RegExp(mark, 'g'))].map(({ index }) => index);
const HEADS = marks('PK\x03\x04');
const ENTRIES = marks('PK\x01\x02');

/** Where the same is said twice: so many bytes from the beginning of an entry of the directory and of the head of a file. */
const SAID_TWICE = {
  method: { entry: 10, head: 8, bytes: 2 },
  sum: { entry: 16, head: 14, bytes: 4 },
  packed: { entry: 20, head: 18, bytes: 4 },
  size: { entry: 24, head: 22, bytes: 4 },
  name: { entry: 46, head: 30, bytes: 4 },
} as const;

/** The same archive as programs write it that don't know the sizes beforehand. */
function withSizesBehind({ isMarked = true, lie = 0 } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, body] of [
    ['[Content_Types].xml', Buffer.from('<a/>')],
    ['word/document.xml', Buffer.from('他打了我')],
  ] as const) {
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    head.writeUInt16LE(8, 6);
    head.writeUInt16LE(name.length, 26);
    const sizes = Buffer.alloc(12);
    [crc32(body), body.length, body.length].forEach((value, nth) => sizes.writeUInt32LE(value, nth * 4));
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(8, 8);
    sizes.copy(entry, 16);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    sizes.writeUInt32LE(body.length + lie, 8);
    const file = [head, Buffer.from(name), body, Buffer.from(isMarked ? 'PK\x07\x08' : ''), sizes];
    parts.push(...file);
    directory.push(entry, Buffer.from(name));
    at += Buffer.concat(file).length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(2, 8);
  end.writeUInt16LE(2, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

describe('B5: an archive', () => {
  it('holds files and folders, no links, devices or pipes, whichever mode they have', () => {
    const nth = fc.nat(ENTRIES.length - 1);
    const modes = fc.oneof(
      fc.nat(0xffff),
      fc.constantFrom(0o120777, 0o120000, 0o100644, 0o040755, 0o060600, 0),
    );
    fc.assert(
      fc.property(nth, modes, fc.nat(0xffff), fc.nat(255), (at, mode, dos, system) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(system, (ENTRIES[at] ?? 0) + 5);
        bytes.writeUInt16LE(dos, (ENTRIES[at] ?? 0) + 38);
        bytes.writeUInt16LE(mode, (ENTRIES[at] ?? 0) + 40);
        expect(isDocx(bytes)).toBe([0, 0o040000, 0o100000].includes(mode & 0o170000));
      }),
      { numRuns: 1000, seed: newSeed() },
    );
  });

  it('is none whose directory says otherwise than its files, whichever of both lies', () => {
    const lies = fc.record({
      nth: fc.nat(ENTRIES.length - 1),
      what: fc.constantFrom(...Object.values(SAID_TWICE)),
      where: fc.constantFrom('entry', 'head'),
      byte: fc.nat(3),
      by: fc.integer({ min: 1, max: 255 }),
    } as const);
    expect(isDocx(whole)).toBe(true);
    fc.assert(
      fc.property(lies, ({ nth, what, where, byte, by }) => {
        const bytes = Buffer.from(whole);
        const at = ((where === 'entry' ? ENTRIES : HEADS)[nth] ?? 0) + what[where] + (byte % what.bytes);
        bytes.writeUInt8((bytes.readUInt8(at) + by) & 255, at);
        expect(isDocx(bytes)).toBe(false);
      }),
      { numRuns: 1000, seed: newSeed() },
    );
  });

  it('is none of which two files lie on the same bytes, or one within the directory', () => {
    fc.assert(
      fc.property(fc.nat(ENTRIES.length - 1), fc.nat(whole.length + 100), (nth, place) => {
        fc.pre(place !== HEADS[nth]);
        const bytes = Buffer.from(whole);
        bytes.writeUInt32LE(place, (ENTRIES[nth] ?? 0) + 42);
        expect(isDocx(bytes)).toBe(false);
      }),
      { numRuns: 1000, seed: newSeed() },
    );
  });

  it('may say its sizes behind its files, with or without a mark, but the same ones', () => {
    expect(isDocx(withSizesBehind())).toBe(true);
    expect(isDocx(withSizesBehind({ isMarked: false }))).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.boolean(), (lie, isMarked) => {
        expect(isDocx(withSizesBehind({ lie, isMarked }))).toBe(false);
      }),
      { numRuns: 1000, seed: newSeed() },
    );
  });
});
