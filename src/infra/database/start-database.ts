import type { Log } from '../../lib/log.js';
import { openDatabase, type Database } from './client.js';
import { startEmbeddedPostgres } from './embedded/index.js';
import { applyMigrations } from './migrate.js';

export interface StartedDatabase extends Database {
  readonly url: string;
  /** True when the server is one of our own under `dataDir`. */
  readonly own: boolean;
}

export interface DatabaseChoice {
  /** An external server; when not given, a PostgreSQL of our own under `dataDir`. */
  readonly url: string | undefined;
  readonly dataDir: string;
  readonly migrationsFolder: string;
  readonly log: Log;
  /** Called when our own server ends though nobody stopped it. */
  readonly onServerLost: () => void;
}

/** Starts or finds the database, brings its schema up to date and opens it. What was started is stopped again when a later step fails. */
export async function startDatabase({ url, dataDir, migrationsFolder, log, onServerLost }: DatabaseChoice): Promise<StartedDatabase> {
  const server = url
    ? null
    : await startEmbeddedPostgres({
        dataDir,
        onEvent: ({ kind, ...fields }) => log.info(`postgres_${kind}`, fields),
        onExit: onServerLost,
      });
  const address = url ?? server?.url ?? '';
  try {
    const applied = await applyMigrations(address, migrationsFolder);
    if (applied.length > 0) {
      log.info('migrations_applied', { count: applied.length });
    }
    const database = openDatabase(address, { onConnectionLost: () => log.warn('database_connection_lost') });
    return {
      ...database,
      url: address,
      own: server !== null,
      close: async () => {
        await database.close();
        await server?.stop();
      },
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}
