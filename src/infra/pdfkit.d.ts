/** The part of the library that is used; it comes without types. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';

  interface Info {
    readonly Title: string;
    readonly Creator: string;
    readonly Producer: string;
    readonly CreationDate: Date;
  }
  interface Options {
    readonly size: 'A4';
    readonly margin: number;
    readonly lang: string;
    /** A file; without one the library loads a font of its own. */
    readonly font: string;
    readonly info: Info;
    readonly displayTitle: boolean;
  }
  export default class PDFDocument extends Readable {
    constructor(options: Options);
    fontSize(points: number): this;
    text(text: string, options?: { readonly lineGap?: number; readonly paragraphGap?: number }): this;
    moveDown(lines?: number): this;
    end(): void;
  }
}
