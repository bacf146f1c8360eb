/**
 * Reads a photo of as many bytes as its argument says from standard input and writes a copy to standard output: JPEG, turned as it was held, at a
 * size to look at, with nothing beside the picture. A process of its own, which knows no key and no database: what is read here was made by
 * anybody. Ends with 0, with 3 for too many pixels, with 4 for what can't be decoded.
 */
import sharp from 'sharp';

/** More is no photo: a camera of 50 megapixels saves 12 unless told otherwise. */
const MOST_PIXELS = 50_000_000;
/** The longer side of a copy, but for long pictures: of those the shorter side has to be readable, they are screenshots of chats. */
const LONGER_SIDE = 2048;
const LONG_FROM = 2.5;
const SHORTER_SIDE = 1080;
const MOST_SECONDS = 30;
const QUALITY = 85;
/** The decoders that are used; all others are closed. */
const DECODERS = ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((name) => `VipsForeignLoad${name}Buffer`);
const OPTIONS = { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true };

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: DECODERS });

async function copyOf(photo) {
  const { width, height } = await sharp(photo, OPTIONS).metadata();
  const side = longerSide(width, height);
  return sharp(photo, OPTIONS)
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .timeout({ seconds: MOST_SECONDS })
    .toBuffer();
}

function longerSide(width, height) {
  const [longer, shorter] = [Math.max(width, height), Math.min(width, height)];
  return longer / shorter < LONG_FROM ? LONGER_SIDE : Math.ceil((longer / shorter) * SHORTER_SIDE);
}

/** Into memory of the right size: what grows as it comes takes several times as much. */
async function read(size) {
  const photo = Buffer.alloc(size);
  let filled = 0;
  for await (const chunk of process.stdin) {
    filled += chunk.copy(photo, filled);
  }
  return photo.subarray(0, filled);
}

try {
  process.stdout.write(await copyOf(await read(Number(process.argv[2]))));
} catch (error) {
  process.exitCode = String(error.message).includes('pixel limit') ? 3 : 4;
}
