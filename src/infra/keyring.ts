import { createHmac, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Place, Sealer } from '../domain/privacy/index.js';
import { AppError, StartupError } from '../lib/errors.js';
import { AES_256_GCM, decrypt, deriveKey, encrypt, KEY_BYTES, LAYOUT } from './aead.js';

const keyBytes = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === KEY_BYTES, 'a key has 32 bytes');

/** The key ring file: the active key seals, all open; the index key makes blind indexes and derived secrets. */
const keyringSchema = z
  .strictObject({
    version: z.literal(1),
    active: z.string(),
    keys: z.record(z.string().regex(/^[a-z0-9-]{1,32}$/), keyBytes),
    index: keyBytes,
  })
  .refine((ring) => ring.active in ring.keys, 'the active key is not in the ring')
  .refine(
    (ring) =>
      new Set([...Object.values(ring.keys), ring.index].map((k) => k.toString('hex'))).size ===
      Object.keys(ring.keys).length + 1,
    'two keys are the same',
  );
export type Keyring = z.infer<typeof keyringSchema>;

/** Reads a key ring. Throws `StartupError` when the file is missing, unreadable or malformed; says nothing of its content. */
export function readKeyring(file: string): Keyring {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartupError(
      `key ring ${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
    );
  }
  try {
    return keyringSchema.parse(JSON.parse(text));
  } catch {
    throw new StartupError(`key ring ${file} is not a valid key ring; restore it from your backup`);
  }
}

/**
 * Creates a key ring with new random keys and reads it. The file (0600) appears whole or not at all; one that another
 * process made meanwhile is used instead.
 */
export function createKeyring(file: string): Keyring {
  const key = () => randomBytes(KEY_BYTES).toString('base64');
  const id = `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`;
  const text = JSON.stringify({ version: 1, active: id, keys: { [id]: key() }, index: key() }, null, 2);
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new StartupError(
      `key ring ${file} can't be created (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
    );
  }
  return readKeyring(file);
}

/** Makes a new name in a folder survive a power cut. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Leaves a file that is there already as it is. */
function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
    closeSync(handle);
    linkSync(draft, file);
    chmodSync(file, 0o600);
    syncFolder(path.dirname(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  } finally {
    unlinkSync(draft);
  }
}

/**
 * Sealing under a key ring: one derived key per table and column, a random nonce per ciphertext, the place as AAD.
 * Layout: two bytes that name it, key id length, key id, nonce, ciphertext, tag.
 */
export function createSealer(ring: Keyring): Sealer {
  const derived = new Map<string, Buffer>();
  const derive = (id: string, secret: Buffer, purpose: string): Buffer => {
    const name = `${id}|${purpose}`;
    const known = derived.get(name) ?? deriveKey(secret, purpose);
    derived.set(name, known);
    return known;
  };
  const columnKey = (id: string, secret: Buffer, place: Place) =>
    derive(id, secret, `seal|${place.table}|${place.column}`);
  const context = (place: Place) => `${place.table}|${place.column}|${place.row}`;

  return {
    seal(place, plain) {
      const secret = ring.keys[ring.active];
      if (!secret) {
        throw new AppError('unsealable', 500);
      }
      const body = encrypt(columnKey(ring.active, secret, place), context(place), Buffer.from(plain, 'utf8'));
      const id = Buffer.from(ring.active);
      return new Uint8Array(Buffer.concat([Buffer.from([LAYOUT, AES_256_GCM, id.length]), id, body]));
    },
    open(place, sealed) {
      try {
        const bytes = Buffer.from(sealed);
        const idEnd = 3 + (bytes[2] ?? 0);
        const id = bytes.subarray(3, idEnd).toString();
        const secret = ring.keys[id];
        if (bytes[0] !== LAYOUT || bytes[1] !== AES_256_GCM || !secret) {
          throw new Error('unknown layout or key');
        }
        return decrypt(columnKey(id, secret, place), context(place), bytes.subarray(idEnd)).toString('utf8');
      } catch {
        throw new AppError('unsealable', 500);
      }
    },
    blindIndex: (purpose, value) =>
      new Uint8Array(
        createHmac('sha256', derive('index', ring.index, `index|${purpose}`))
          .update(value)
          .digest(),
      ),
    derivedSecret: (purpose) => derive('index', ring.index, `secret|${purpose}`).toString('hex'),
  };
}
