import sharp from 'sharp';
import { photoWith, zipOf } from './samples.js';

/** A file and the name it is sent under. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One file of each kind that tells something beside its content, with the same words wherever programs write words into it. */
export async function filesBy(words: string): Promise<readonly NamedFile[]> {
  const made = [
    ['jpg', await photoWith(words)],
    ['jpeg', await withXmp(words)],
    ['pdf', pdfBy(words)],
    ['docx', docxBy(words)],
  ] as const;
  return made.map(([ending, bytes]) => ({ name: `${words}.${ending}`, bytes: new Uint8Array(bytes) }));
}

/** A PDF that says by whom and of what it is, in its old and in its new way of saying so. */
const pdfBy = (words: string) =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n1 0 obj\n<</Title(${words})/Author(${words})/Subject <FEFF`),
    Buffer.from(Buffer.from(words, 'utf16le').swap16().toString('hex')),
    Buffer.from(`>>>\nendobj\n<x:xmpmeta><dc:title>${words}</dc:title></x:xmpmeta>\n%%EOF\n`),
  ]);

const docxBy = (words: string) =>
  zipOf({
    '[Content_Types].xml': '<a/>',
    'word/document.xml': words,
    'word/comments.xml': words,
    'docProps/core.xml': `<dc:creator>${words}</dc:creator><cp:lastModifiedBy>${words}</cp:lastModifiedBy>`,
    'docProps/app.xml': `<Company>${words}</Company>`,
  });

const withXmp = (words: string) =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#369' } })
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="${words}"/></rdf:RDF></x:xmpmeta>`,
    )
    .jpeg()
    .toBuffer();
