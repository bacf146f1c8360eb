import type { PrismaClient } from '../../generated/prisma/client.js';
import { StartupError } from '../../lib/errors.js';
import type { Sealer } from './sealer.js';

const PROOF = 'the key ring of this database';
const place = { table: 'key_check', column: 'proof', row: 'ring' };

/** Whether a database and a key ring belong together. */
export function createKeyCheckStore(db: PrismaClient) {
  return {
    /** True when a key ring has been used with this database: another one must not be made then. */
    async hasRing(): Promise<boolean> {
      return (await db.keyCheck.count()) > 0;
    },

    /**
     * Ties the ring to an empty database, or proves that it is the one the data was sealed with.
     * Throws `StartupError` for a wrong ring; nothing is overwritten.
     */
    async prove(sealer: Sealer): Promise<void> {
      const proof = sealer.seal(place, PROOF);
      const index = sealer.blindIndex('key_check', PROOF);
      await db.$executeRaw`INSERT INTO key_check (id, proof, index_proof) VALUES ('ring', ${proof}, ${index}) ON CONFLICT (id) DO NOTHING`;
      const stored = await db.keyCheck.findUniqueOrThrow({ where: { id: 'ring' } });
      const opens = () => {
        try {
          return (
            sealer.open(place, stored.proof) === PROOF &&
            Buffer.from(stored.index_proof).equals(Buffer.from(index))
          );
        } catch {
          return false;
        }
      };
      if (!opens()) {
        throw new StartupError(
          'this key ring does not belong to this database; restore the right one (KEYRING_FILE) from your backup',
        );
      }
    },
  };
}
export type KeyCheckStore = ReturnType<typeof createKeyCheckStore>;
