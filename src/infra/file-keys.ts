import { randomBytes } from 'node:crypto';
import type { FileCipher, FileKeys, Place } from '../domain/privacy/index.js';
import { encrypt, KEY_BYTES } from './aead.js';
import { HEAD, opened } from './data-keys.js';

/** One random key per file, used for nothing else. A key is as secret as the file: whoever makes one seals it. */
export function createFileKeys(): FileKeys {
  return {
    create: () => createFileCipher(randomBytes(KEY_BYTES)),
    of: (key) => createFileCipher(Buffer.from(key, 'base64')),
  };
}

function createFileCipher(key: Buffer): FileCipher {
  const contextOf = ({ table, column, row }: Place) => `${table}|${column}|${row}`;
  return {
    key: key.toString('base64'),
    seal: (place, plain) => Buffer.concat([HEAD, encrypt(key, contextOf(place), plain)]),
    open: (place, sealed) => opened(key, contextOf(place), sealed),
  };
}
