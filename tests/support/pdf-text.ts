import { inflateSync } from 'node:zlib';

/** What a PDF says: the letters of its pages as a reader copies them, and what it says of itself. */
export interface ReadPdf {
  readonly text: string;
  readonly title: string;
  /** Everything of it in Latin-1, packed parts unpacked: what a search through the file finds. */
  readonly whole: string;
  readonly fonts: readonly string[];
}

/** Reads a PDF with one font whose letters are numbered and named by a `ToUnicode` map, as PDFKit writes them. */
export function readPdf(file: Uint8Array): ReadPdf {
  const raw = Buffer.from(file).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].map(([, packed = '']) =>
    unpack(packed),
  );
  const letters = streams.flatMap(lettersOf);
  const shown = streams.flatMap((stream) =>
    [...stream.matchAll(/\[([^\]]*)\] TJ/g)].map(([, line = '']) => line),
  );
  const lineOf = (line: string) =>
    [...line.matchAll(/<([0-9a-f]+)>/g)]
      .flatMap(([, codes = '']) => codes.match(/.{4}/g) ?? [])
      .map((code) => letters[parseInt(code, 16)] ?? '\uFFFD')
      .join('');
  return {
    text: shown.map(lineOf).join(''),
    title: stringOf(raw, /\/Title (\d+) 0 R/.exec(raw)?.[1] ?? 'none'),
    whole: [raw, ...streams].join('\n'),
    fonts: [...raw.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name = '']) => name),
  };
}

function unpack(packed: string): string {
  try {
    return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
  } catch {
    return packed;
  }
}

const stringOf = (raw: string, object: string): string =>
  new RegExp(`(?:^|\\n)${object} 0 obj\\n\\(([^)]*)\\)`).exec(raw)?.[1] ?? '';

/** The letters of a `ToUnicode` map, by their numbers. */
const lettersOf = (stream: string): string[] =>
  [...stream.matchAll(/beginbfrange\n<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/<([0-9a-f]+)>/g)].map(([, code = '']) =>
      Buffer.from(code, 'hex').swap16().toString('utf16le'),
    ),
  );
