import { randomBytes } from 'node:crypto';
import type { DataCipher, DataKeys, Place, WrappedKey } from '../domain/privacy/index.js';
import { AppError } from '../lib/errors.js';
import { AES_256_GCM, decrypt, deriveKey, encrypt, KEY_BYTES, LAYOUT } from './aead.js';
import type { Keyring } from './keyring.js';

/** What every ciphertext begins with: its layout. */
export const HEAD = Buffer.from([LAYOUT, AES_256_GCM]);

/** One random key per owner, wrapped under a key that is derived from the ring; owner and key id are bound into the wrapping. */
export function createDataKeys(ring: Keyring): DataKeys {
  const wrapping = new Map(
    Object.entries(ring.keys).map(([id, secret]) => [id, deriveKey(secret, 'wrap|data key')]),
  );
  const contextOf = (owner: string, keyId: string) => `data key|${owner}|${keyId}`;
  const kekOf = (keyId: string): Buffer => {
    const kek = wrapping.get(keyId);
    if (!kek) {
      throw new AppError('unsealable', 500);
    }
    return kek;
  };

  return {
    create(owner) {
      const dataKey = randomBytes(KEY_BYTES);
      const keyId = ring.active;
      const wrapped = withHead(encrypt(kekOf(keyId), contextOf(owner, keyId), dataKey));
      const key: WrappedKey = { keyId, alg: 'aes-256-gcm', wrapped };
      return { cipher: createDataCipher(dataKey), key };
    },
    unwrap: (owner, { keyId, wrapped }) =>
      createDataCipher(opened(kekOf(keyId), contextOf(owner, keyId), wrapped)),
  };
}

/** Sealing under one data key: a random nonce per ciphertext, the place as AAD. */
function createDataCipher(dataKey: Buffer): DataCipher {
  const contextOf = ({ table, column, row }: Place) => `${table}|${column}|${row}`;
  return {
    seal: (place, plain) => withHead(encrypt(dataKey, contextOf(place), Buffer.from(plain, 'utf8'))),
    open: (place, sealed) => opened(dataKey, contextOf(place), sealed).toString('utf8'),
  };
}

const withHead = (body: Buffer) => new Uint8Array(Buffer.concat([HEAD, body]));

/** The plain bytes of what begins with `HEAD`. Throws `unsealable` and says nothing else. */
export function opened(key: Buffer, context: string, sealed: Uint8Array): Buffer {
  try {
    const bytes = Buffer.from(sealed);
    if (!bytes.subarray(0, HEAD.length).equals(HEAD)) {
      throw new Error('unknown layout');
    }
    return decrypt(key, context, bytes.subarray(HEAD.length));
  } catch {
    throw new AppError('unsealable', 500);
  }
}
