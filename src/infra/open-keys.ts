import { existsSync } from 'node:fs';
import { createKeyCheckStore, type DataKeys, type Sealer } from '../domain/privacy/index.js';
import { StartupError } from '../lib/errors.js';
import { createDataKeys } from './data-keys.js';
import type { Database } from './database/client.js';
import { createKeyring, createSealer, readKeyring } from './keyring.js';

/** What the key ring gives: sealing under the ring itself, and a key of its own for each case. */
export interface Keys {
  readonly sealer: Sealer;
  readonly dataKeys: DataKeys;
}

/**
 * Opens the key ring of a database. A new ring is made only where the operator named none and the database has never
 * had one; with data present a missing or wrong ring is a `StartupError`, and nothing is written.
 */
export async function openKeys(
  database: Database,
  keyring: { readonly file: string; readonly mayCreate: boolean },
): Promise<Keys> {
  const check = createKeyCheckStore(database.prisma);
  const hasRing = await check.hasRing();
  if (!existsSync(keyring.file) && hasRing) {
    throw new StartupError(
      `The key ring ${keyring.file} is missing, but this database was sealed with one. Restore it from your backup or set KEYRING_FILE; without it nothing can be read.`,
    );
  }
  const ring =
    existsSync(keyring.file) || !keyring.mayCreate ? readKeyring(keyring.file) : createKeyring(keyring.file);
  const sealer = createSealer(ring);
  await check.prove(sealer);
  return { sealer, dataKeys: createDataKeys(ring) };
}
