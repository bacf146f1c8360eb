import { describe, expect, it } from 'vitest';
import { isDocx } from '../../../src/domain/evidence/docx-check.js';
import { keptName, neutralName } from '../../../src/domain/evidence/file-name.js';
import { recognise } from '../../../src/domain/evidence/recognise.js';
import { createTextCheck } from '../../../src/domain/evidence/text-check.js';
import { docxOf, heic, PDF, photoWith, RECORDINGS, REFUSED, zipOf } from '../../support/samples.js';

describe('what a file is', () => {
  it.each(Object.entries(RECORDINGS))('is told by its content: %s', async (type, head) => {
    expect(await recognise(head)).toBe(type);
  });

  it('is told of a document as well', async () => {
    expect(await recognise(PDF)).toBe('pdf');
    expect(await recognise(docxOf('x'))).toBe('docx');
    expect(await recognise(Buffer.from('他打了我。\r\n第二行\t'))).toBe('txt');
    expect(await recognise(Buffer.from([0xc4, 0xe3, 0xba, 0xc3]))).toBe('txt'); // 你好 as Windows saves it
    expect(await recognise(await photoWith('x'))).toBe('jpeg');
  });

  it.each(['program', 'elf', 'vector', 'noise'] as const)(
    'that is not taken in is refused: %s',
    async (what) => {
      await expect(recognise(REFUSED[what])).rejects.toMatchObject({ code: 'evidence_type', status: 415 });
    },
  );

  it('has a sentence of its own for photos of an iPhone', async () => {
    await expect(recognise(heic())).rejects.toMatchObject({ code: 'evidence_heic', status: 415 });
  });
});

describe('an archive', () => {
  it('is a Word document when its directory says so', () => {
    expect(isDocx(docxOf('他打了我'))).toBe(true);
  });

  it.each(['archive', 'spreadsheet', 'macros'] as const)('is none: %s', (what) => {
    expect(isDocx(REFUSED[what])).toBe(false);
  });

  it('is none when it unpacks to more than 100 MB, or to more than 1,000 files', () => {
    const parts = { '[Content_Types].xml': '', 'word/document.xml': '' };
    expect(isDocx(zipOf(parts, 49 * 1024 * 1024))).toBe(true);
    expect(isDocx(zipOf(parts, 51 * 1024 * 1024))).toBe(false);
    const many = Object.fromEntries(Array.from({ length: 999 }, (_, i) => [`word/${i}.xml`, '']));
    expect(isDocx(zipOf({ ...parts, ...many }))).toBe(false);
  });

  it('is none when it is cut short or its directory lies', () => {
    const whole = docxOf('x');
    for (let length = 0; length < whole.length; length++) {
      expect(isDocx(whole.subarray(0, length))).toBe(false);
    }
    const lying = Buffer.from(whole);
    lying.writeUInt32LE(0xfffffff0, whole.length - 6);
    expect(isDocx(lying)).toBe(false);
    const more = Buffer.from(whole);
    more.writeUInt16LE(900, whole.length - 12);
    expect(isDocx(more)).toBe(false);
  });
});

describe('plain text', () => {
  it('is text to its last character, wherever it is cut', () => {
    const text = Buffer.from('他说要“杀了我”。𠮷');
    for (let cut = 0; cut <= text.length; cut++) {
      const check = createTextCheck();
      expect([check.goesOn(text.subarray(0, cut)), check.goesOn(text.subarray(cut)), check.ends()]).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  it('is none with a byte that no text has, however late it comes', () => {
    const check = createTextCheck();
    expect(check.goesOn(Buffer.alloc(300_000, 'a'))).toBe(true);
    expect(check.goesOn(Buffer.from([0x61, 0x00]))).toBe(false);
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\她\\照片.jpg', '照片.jpg'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie: x'],
    ['\u200b  ', ''],
    ['𠮷'.repeat(300), '𠮷'.repeat(120)],
  ])('%j is kept as %j', (name, kept) => {
    expect(keptName(name)).toBe(kept);
  });

  it('is neutral where the file is saved', () => {
    expect(neutralName('0a1b2c3d-0000-4000-8000-000000000000', 'm4a')).toBe('0a1b2c3d.m4a');
  });
});
