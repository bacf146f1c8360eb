/** Where a ciphertext lives. Bound into it, so that one moved to another row or column can't be opened. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** Immutable id of the row. */
  readonly row: string;
}

/** Encryption at rest, as a port: the key ring implements it. */
export interface Sealer {
  /** AES-256-GCM ciphertext of a text under the active key. */
  seal(place: Place, plain: string): Uint8Array<ArrayBuffer>;
  /** The text again. Throws `unsealable` when key, place or bytes don't fit: never a wrong text. */
  open(place: Place, sealed: Uint8Array): string;
  /** Keyed digest for exact look-up of a value that stands nowhere in the clear. `purpose` keeps indexes apart. */
  blindIndex(purpose: string, value: string): Uint8Array<ArrayBuffer>;
  /** A secret of at least 256 bits, hex, derived for one purpose; the same after a restart and in every process. */
  derivedSecret(purpose: string): string;
}
