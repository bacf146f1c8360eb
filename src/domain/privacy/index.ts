export type { DataCipher, DataKeys, FileCipher, FileKeys, Passwords, WrappedKey } from './data-keys.js';
export { createKeyCheckStore, type KeyCheckStore } from './key-check-store.js';
export { createRetentionStore, NEWS, NOT_NEWS, RETENTION, type RetentionStore } from './retention-store.js';
export { type Place, type Sealer } from './sealer.js';
