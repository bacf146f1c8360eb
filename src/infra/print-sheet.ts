import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import type PDFDocument from 'pdfkit';
import type { PrintSheet, Sheet } from '../domain/cases/index.js';

/** Noto Sans SC (SIL OFL 1.1): a TrueType file, of which the library puts the letters that are used into the sheet, some 20 kB. */
const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);
const MARGIN = 64;
const HEADING = 20;
const TEXT = 12;

/** Sheets by PDFKit, which is loaded with the first one: few are asked for. */
export function createPrintSheet(): PrintSheet {
  return async (sheet) => {
    const { default: Document } = await import('pdfkit');
    const document = new Document({
      ...{ size: 'A4', margin: MARGIN, lang: sheet.lang, font: FONT, displayTitle: false },
      info: { Title: 'document', Creator: '', Producer: '', CreationDate: sheet.at },
    });
    const whole = buffer(document);
    set(document, sheet);
    document.end();
    return whole;
  };
}

function set(document: PDFDocument, { heading, paragraphs }: Sheet): void {
  document.fontSize(HEADING).text(heading).moveDown();
  document.fontSize(TEXT);
  for (const paragraph of paragraphs) {
    document.text(paragraph, { lineGap: TEXT / 2, paragraphGap: TEXT });
  }
}
