import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Proof } from '../../../src/domain/cases/index.js';
import { createSay } from '../../../src/infra/i18n.js';
import { createPrintSheet } from '../../../src/infra/print-sheet.js';
import { proofSheet } from '../../../src/web/views/proof-sheet.js';
import { newSeed } from '../../support/intakes.js';
import { machineTexts, markup, MARKUP, oddTexts } from '../../support/odd-texts.js';
import { readPdf } from '../../support/pdf-text.js';

const say = createSay('locales', ['zh-CN', 'en']);
const at = new Date('2026-11-25T02:00:00Z');
const proofOf = (number: string): Proof => ({
  number,
  registeredAt: at,
  state: 'registered',
  clocks: [{ kind: 'tell_receipt', dueAt: at }],
});

/** What would be an order to a reader of PDFs if it stood among its own. */
const ORDERS = [
  ') Tj ET endstream endobj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>',
  '<</Type/Action/S/URI/URI(https://evil.example/)>>',
  '>> /AA << /O << /S /Launch /F (cmd.exe) >> >>',
  '\\) \\( \\\\ %%EOF\n1 0 obj\n<</Names[(a)2 0 R]>>',
  '[/Annots 3 0 R] /EmbeddedFile /RichMedia /XFA /SubmitForm',
  'https://evil.example/ tel:110 javascript:app.alert(1)',
] as const;

describe('B12: the paper of a case', () => {
  it('says the one text that is put into it to the last sign, and nothing more or less for it', () => {
    const plain = proofSheet(say, 'en', proofOf('NUMBER'), at);
    fc.assert(
      fc.property(fc.oneof(oddTexts, machineTexts, markup, fc.constantFrom(...ORDERS)), (number) => {
        const { paragraphs, ...sheet } = proofSheet(say, 'en', proofOf(number), at);
        expect({ ...sheet, paragraphs }).toEqual({
          ...plain,
          paragraphs: plain.paragraphs.map((line) => line.split('NUMBER').join(number)),
        });
      }),
      { numRuns: 1000, seed: newSeed() },
    );
  });

  const print = createPrintSheet();
  const pdfOf = (text: string) =>
    print({
      lang: 'zh-CN',
      heading: text,
      paragraphs: [...proofSheet(say, 'zh-CN', proofOf(text), at).paragraphs, text],
      at,
    });
  /** The names that a PDF gives its parts, but for those of the letters it brings. */
  const namesIn = (file: Uint8Array) => {
    const parts = Buffer.from(file)
      .toString('latin1')
      .replace(/stream\r?\n[^]*?endstream/g, '');
    return [...new Set(parts.match(/\/[A-Za-z]+\b(?!\+)/g))].sort();
  };

  it.each([...MARKUP, ...ORDERS])('prints it as letters, and is made of the same parts: %j', async (text) => {
    const file = await pdfOf(text);
    const { text: shown, whole, title } = readPdf(file);
    expect([title, namesIn(file)]).toEqual(['document', namesIn(await pdfOf('x'))]);
    expect(whole).not.toMatch(/\/(JavaScript|OpenAction|URI|Launch|Annots|EmbeddedFile|AcroForm|SubmitForm)/);
    const letters = (words: string) => words.replace(/[^!-~]/g, '');
    expect(letters(shown).split(letters(text))).toHaveLength(4);
  });
});
