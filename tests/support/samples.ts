import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Where the photo of `photoWith` was taken. */
const GPS = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '26/1 34/1 56/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '101/1 42/1 12/1',
};

/** A JPEG that tells a lot beside its picture: place, maker, words of its owner. Held upright, it lies on its side as it is stored. */
export async function photoWith(words: string, { width = 400, height = 300 } = {}): Promise<Buffer> {
  return sharp({
    create: {
      ...{ width, height, channels: 3, background: '#336699' },
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  })
    .withExif({
      IFD0: { Make: words, ImageDescription: words, Copyright: words },
      IFD2: { UserComment: words },
      IFD3: { ...GPS, GPSAreaInformation: words },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** A photo of about so many bytes. */
export async function photoOf(bytes: number): Promise<Buffer> {
  const photo = await photoWith('x');
  return Buffer.concat([photo, randomBytes(Math.max(0, bytes - photo.length))]); // decoders stop at the end of the picture
}

const bytes = (...values: ReadonlyArray<string | readonly number[]>) =>
  Buffer.concat(
    values.map((value) => (typeof value === 'string' ? Buffer.from(value, 'latin1') : Buffer.from(value))),
  );
const after = (head: Buffer, length = 2000) => Buffer.concat([head, Buffer.alloc(length, 0x55)]);
const ftyp = (brand: string) => after(bytes([0, 0, 0, 20], 'ftyp', brand, [0, 0, 2, 0], brand));

/** A beginning of each kind that is taken in and is no picture. */
export const RECORDINGS = {
  mp3: after(bytes('ID3', [3, 0, 0, 0, 0, 0, 0], [0xff, 0xfb, 0x90, 0x64])),
  m4a: ftyp('M4A '),
  aac: after(bytes([0xff, 0xf1, 0x50, 0x80])),
  ogg: after(bytes('OggS', [0, 2], Array<number>(20).fill(0), [1, 30, 1], 'vorbis')),
  wav: after(bytes('RIFF', [0x24, 8, 0, 0], 'WAVEfmt ')),
  amr: after(bytes('#!AMR\n')),
  webm: after(bytes([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84], 'webm')),
  mp4: ftyp('isom'),
  mov: ftyp('qt  '),
  '3gp': ftyp('3gp5'),
} as const;
export const PDF = after(bytes('%PDF-1.7\n'));

/** What must not come in, whatever it is called. */
export const REFUSED = {
  program: after(bytes('MZ', [0x90, 0, 3, 0, 0, 0])),
  elf: after(bytes([0x7f], 'ELF', [2, 1, 1])),
  vector: bytes('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
  archive: zipOf({ 'a.txt': 'a' }),
  spreadsheet: zipOf({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }),
  macros: zipOf({ '[Content_Types].xml': '', 'word/document.xml': '', 'word/vbaProject.bin': 'x' }),
  noise: Buffer.concat([Buffer.from([0, 1, 2, 3, 250]), randomBytes(500)]),
} as const;

export const heic = () => ftyp('heic');

/** A Word document, as far as its directory tells. */
export const docxOf = (text: string): Buffer =>
  zipOf({ '_rels/.rels': '<a/>', 'word/document.xml': text, '[Content_Types].xml': '<a/>' });

/** A zip archive that packs nothing. `claims`: how large each of its files says it is unpacked. */
export function zipOf(files: Readonly<Record<string, string>>, claims?: number): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  const method = claims === undefined ? 0 : 8; // what is packed may say that it was larger
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, body] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(method, 8);
    head.writeUInt32LE(crc32(body), 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt32LE(claims ?? body.length, 22);
    head.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc32(body), 16);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(claims ?? body.length, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, title, body);
    central.push(entry, title);
    at += 30 + title.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE((central.length / 2) & 0xffff, 8);
  end.writeUInt16LE((central.length / 2) & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}
