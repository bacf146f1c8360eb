import { randomUUID } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDocx } from '../../../src/domain/evidence/docx-check.js';
import { factsOf } from '../../../src/domain/evidence/file-types.js';
import { recognise } from '../../../src/domain/evidence/recognise.js';
import { createMakeCopy } from '../../../src/infra/make-copy.js';
import { AppError } from '../../../src/lib/errors.js';
import { leaksOf } from '../../support/canary.js';
import { newSeed } from '../../support/intakes.js';
import { docxOf, heic, PDF, photoWith, RECORDINGS, REFUSED, zipOf } from '../../support/samples.js';
import { tryAll } from '../../support/try-all.js';
import { type EvidenceRoom, openEvidenceRoom, read } from '../evidence/evidence-room.js';

const MB = 1024 * 1024;
const WORD = { '[Content_Types].xml': '', 'word/document.xml': 'x' };
const entries = fc.record({
  isWord: fc.boolean(),
  more: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 60 }) },
    { weight: 1, arbitrary: fc.constantFrom(997, 998, 999, 1100) },
  ),
  named: fc.constantFrom('word/media/', '../../etc/', '/abs/', 'nested.zip/', 'xl/', 'C:\\', '\u202e/', ''),
  claims: fc.option(fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 2 * MB })), {
    nil: undefined,
  }),
  macro: fc.constantFrom(undefined, 'word/vbaProject.bin', 'VBAPROJECT.BIN', 'a/b/vbaproject.bin'),
});

describe('B5: an archive', () => {
  it('is a document only if its directory says what a document may be', () => {
    fc.assert(
      fc.property(entries, ({ isWord, more, named, claims, macro }) => {
        const files: Record<string, string> = isWord ? { ...WORD } : {};
        for (let nth = 0; nth < more; nth++) {
          files[`${named}${nth}`] = '';
        }
        if (macro) {
          files[macro] = '';
        }
        const count = Object.keys(files).length;
        const unpacked = claims === undefined ? Number(isWord) : claims * count;
        expect(isDocx(zipOf(files, claims))).toBe(isWord && !macro && count <= 1000 && unpacked <= 100 * MB);
      }),
      { numRuns: 1000, seed: newSeed() },
    );
  });

  it('whose bytes are spoilt is none, or still one, and never a fault', () => {
    const whole = zipOf({ ...WORD, 'word/inner.zip': zipOf(WORD).toString('latin1') });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(whole.length),
        fc.uint8Array({ maxLength: 60 }),
        (changes, length, tail) => {
          const bytes = Buffer.concat([whole.subarray(0, length), tail]);
          changes.forEach(([at, value]) => at < bytes.length && (bytes[at] = value));
          expect([true, false]).toContain(isDocx(bytes));
        },
      ),
      { numRuns: 3000, seed: newSeed() },
    );
  });

  it('of 66,536 entries does not pass for one of 1,000, though the number of them is written in two bytes', () => {
    const many = Object.fromEntries(Array.from({ length: 65_536 + 900 }, (_, nth) => [`${nth}`, '']));
    expect(isDocx(zipOf({ ...many, ...WORD }))).toBe(false);
  });
});

const bodies = {
  html: Buffer.from('<!doctype html><html><script>window.__hit=1</script></html>'),
  script: Buffer.from('*/=1;window.__hit=1;/*'),
  zip: zipOf({ 'evil.js': 'window.__hit=1' }),
  program: REFUSED.program,
  svg: REFUSED.vector,
  pdf: Buffer.from('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n'),
} as const;

describe('B7: a content', () => {
  it('is one of the types that are taken, or is refused; none is ever served as something that runs', async () => {
    const starts = [
      ...Object.values(RECORDINGS),
      ...Object.values(bodies),
      PDF,
      heic(),
      docxOf('x'),
      Buffer.from('GIF89a/*'),
      Buffer.from('\ufeff<html>'),
    ];
    const contents = fc.oneof(
      fc.uint8Array({ maxLength: 5000 }),
      fc
        .tuple(fc.constantFrom(...starts), fc.constantFrom(...Object.values(bodies)), fc.nat(200))
        .map(([head, tail, at]) => Buffer.concat([head.subarray(0, Math.max(1, head.length - at)), tail])),
      fc
        .tuple(fc.constantFrom(...starts), fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 4 }))
        .map(([head, changes]) => {
          const bytes = Buffer.from(head);
          changes.forEach(([at, value]) => at < bytes.length && (bytes[at] = value));
          return bytes;
        }),
      fc.string({ unit: 'binary', maxLength: 400 }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(contents, async (bytes) => {
        const type = await recognise(bytes).catch((error: unknown) => {
          expect(error).toBeInstanceOf(AppError);
          expect(error).toMatchObject({ status: 415 });
          return null;
        });
        expect(
          type === null ||
            !/html|svg|xml$|javascript|octet/.test(factsOf(type).mime.replace('officedocument', '')),
        ).toBe(true);
      }),
      { numRuns: 3000, seed: newSeed() },
    );
  });
});

describe('in the program that makes copies', () => {
  let here: EvidenceRoom;
  let caseId: string;
  beforeAll(async () => {
    here = await openEvidenceRoom();
    ({ caseId } = await here.room.file());
  });
  afterAll(() => here.room.close());
  const makeCopy = createMakeCopy('scripts/copy-photo.mjs');
  const copyOf = async (bytes: Buffer) =>
    Buffer.from(
      await makeCopy(
        (async function* () {
          yield bytes;
        })(),
        bytes.length,
      ),
    );

  const png = (width: number, height: number, depth: number) => {
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([depth, 2, 0, 0, 0], 8);
    return pngOf(head);
  };

  it(
    'B8: a picture of too many pixels is refused before it is unpacked, whatever its sides',
    { timeout: 120_000 },
    async () => {
      const sides = fc
        .tuple(
          fc.integer({ min: 1, max: 2 ** 31 - 1 }),
          fc.integer({ min: 1, max: 2 ** 31 - 1 }),
          fc.constantFrom(8, 16),
        )
        .filter(([width, height]) => width * height > 50_000_000);
      await tryAll(
        sides,
        async ([width, height, depth]) => {
          const began = performance.now();
          const refused = await copyOf(png(width, height, depth)).catch((error: unknown) => error);
          expect(refused).toMatchObject({ status: expect.toBeOneOf([413, 415]) as number });
          expect(performance.now() - began).toBeLessThan(5000);
        },
        { cases: 52, atOnce: 4 },
      );
    },
  );

  it(
    'B6, B7: nothing beside the picture comes along: 66 photos with more than 1,000 hidden words',
    { timeout: 180_000 },
    async () => {
      const planted = fc.record({
        words: fc.array(fc.uuid(), { minLength: 22, maxLength: 22 }),
        format: fc.constantFrom('jpeg', 'png', 'webp'),
        tail: fc.constantFrom(...Object.values(bodies)),
      });
      let hidden = 0;
      await tryAll(
        planted,
        async ({ words, format, tail }) => {
          const photo = Buffer.concat([await hide(words, format), tail, Buffer.from(words[21] ?? '')]);
          const there = words.filter(
            (word) =>
              leaksOf(word)(photo.toString('latin1')).length > 0 ||
              photo.includes(Buffer.from(word, 'utf16le')),
          );
          hidden += there.length;
          const copy = await copyOf(photo);
          const text = copy.toString('latin1');
          expect(
            words.filter(
              (word) => leaksOf(word)(text).length > 0 || copy.includes(Buffer.from(word, 'utf16le')),
            ),
          ).toEqual([]);
          expect(text).not.toMatch(
            /Exif|GPS|http:\/\/ns\.adobe|Photoshop|<script|__hit|PK\x03\x04|%PDF|MZ\x90/,
          );
          const { exif, xmp, iptc, icc, format: made } = await sharp(copy).metadata();
          expect({ exif, xmp, iptc, icc, made }).toEqual({ made: 'jpeg' });
        },
        { cases: 66, atOnce: 2 },
      );
      process.stdout.write(`B6: ${hidden} words hidden in 66 photos\n`);
      expect(hidden).toBeGreaterThanOrEqual(1000);
    },
  );

  it(
    'B7: a file of two kinds is handed out as what it begins as, whole, and never looked at: 60 files',
    { timeout: 180_000 },
    async () => {
      const officer = await here.room.officer();
      const jpeg = await photoWith('x', { width: 40, height: 30 });
      const heads = [jpeg, PDF, RECORDINGS.mp3, RECORDINGS.mp4, Buffer.from('文字')];
      await tryAll(
        fc.tuple(
          fc.constantFrom(...heads),
          fc.constantFrom(...Object.values(bodies)),
          fc.constantFrom('a.jpg.html', 'a.html', 'a.svg', 'a.js'),
        ),
        async ([head, tail, name]) => {
          const bytes = Buffer.concat([head, tail, Buffer.from(randomUUID())]);
          const taken = await here.add(caseId, bytes, { name }).then(
            () => true,
            (error: unknown) => {
              expect(error).toBeInstanceOf(AppError);
              return false;
            },
          );
          if (!taken) {
            return;
          }
          const [file] = await here.filesOf(caseId);
          const id = file?.id ?? '';
          const why = { purpose: 'case', reason: '核对' } as const;
          const original = await here.evidence.openOriginal(officer, caseId, id, why);
          expect(original?.mime).not.toMatch(/html|svg|script/);
          expect(original?.name).toMatch(/^[0-9a-f]{8}\.(jpg|pdf|mp3|mp4|txt)$/);
          expect((await read(original)).equals(bytes)).toBe(true);
          const copy = await here.evidence.showCopy(officer, caseId, id);
          expect(copy === null || !(await read(copy)).includes('__hit')).toBe(true);
        },
        { cases: 60, atOnce: 1, between: async () => void (await here.room.rows('DELETE FROM evidence')) },
      );
    },
  );
});

/** Words in every place of a photo that programs write words into. */
async function hide(words: readonly string[], format: 'jpeg' | 'png' | 'webp'): Promise<Buffer> {
  const [w0 = '', w1 = '', w2 = '', w3 = '', w4 = '', w5 = '', w6 = '', w7 = '', w8 = '', w9 = '', ...rest] =
    words;
  const tags = [
    'Make',
    'Model',
    'Software',
    'Artist',
    'Copyright',
    'ImageDescription',
    'HostComputer',
    'DocumentName',
  ];
  const ifd0 = Object.fromEntries(tags.map((tag, at) => [tag, [w0, w1, w2, w3, w4, w5, w6, w7][at] ?? '']));
  const [c0 = '', c1 = '', c2 = '', c3 = '', c4 = '', x0 = '', x1 = '', x2 = '', x3 = '', x4 = '', x5 = ''] =
    rest;
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="${x0}" photoshop:Country="${x1}" photoshop:Credit="${x2}" dc:creator="${x3}" dc:title="${x4}" dc:rights="${x5}"/></rdf:RDF></x:xmpmeta>`;
  return sharp({ create: { width: 60, height: 40, channels: 3, background: '#369' } })
    .withExif({
      IFD0: ifd0,
      IFD2: { UserComment: w8, LensModel: w9, BodySerialNumber: c0, CameraOwnerName: c1, ImageUniqueID: c2 },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '26/1 34/1 56/1', GPSAreaInformation: c3, GPSMapDatum: c4 },
    })
    .withXmp(xmp)
    [format]()
    .toBuffer();
}

/** A PNG that says of itself what its head says; its picture is a few bytes. */
function pngOf(head: Buffer): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), body]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(body.length, 0);
    frame.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const picture = deflateSync(Buffer.alloc(1000));
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', picture),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
