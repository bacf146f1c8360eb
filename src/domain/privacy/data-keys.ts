import type { Place, Sealer } from './sealer.js';

/** A data key as it is stored: useless without the key that wrapped it. */
export interface WrappedKey {
  /** Which key of the ring wrapped it. */
  readonly keyId: string;
  readonly alg: 'aes-256-gcm';
  readonly wrapped: Uint8Array<ArrayBuffer>;
}

/** Sealing under one data key. `place.row` is the case's id, "|" and the row's id. */
export type DataCipher = Pick<Sealer, 'seal' | 'open'>;

/** One data key per case (design §4), as a port: the key ring implements it. When the wrapped key is gone, so is the case. */
export interface DataKeys {
  /** A new random key for an owner (the case's id), and its wrapping under the ring's active key. */
  create(owner: string): { readonly cipher: DataCipher; readonly key: WrappedKey };
  /** Throws `unsealable` when the ring doesn't hold the key, or the wrapping is another owner's. */
  unwrap(owner: string, key: WrappedKey): DataCipher;
}

/** Sealing the bytes of one file under a key of its own. */
export interface FileCipher {
  /** The key, base64: it stands nowhere but where the file's owner seals it. When that is gone, so is the file. */
  readonly key: string;
  seal(place: Place, plain: Uint8Array): Uint8Array;
  /** Throws `unsealable` when key, place or bytes don't fit. */
  open(place: Place, sealed: Uint8Array): Uint8Array;
}

/** Keys of single files, as a port. */
export interface FileKeys {
  /** A new random key. */
  create(): FileCipher;
  of(key: string): FileCipher;
}

/** Slow digests of secrets that people type, as a port: argon2id, few at once. */
export interface Passwords {
  hash(secret: string): Promise<string>;
  /** False as well for a hash of null, in the same time: nobody learns from the time whether there was one. Throws `busy` (503) when too many wait. */
  verify(hash: string | null, secret: string): Promise<boolean>;
}
