import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../../lib/errors.js';
import type { Log } from '../../lib/log.js';
import { openDatabase, type Database } from './client.js';
import { startEmbeddedPostgres } from './embedded/index.js';
import { applyMigrations } from './migrate.js';

/** One listens, up to eight take Telegram's turns; the rest is for the web. */
const POOL_SIZE = 16;

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

const CLOSE_WITHIN_MS = 1500;

/** Starts or finds the database, brings its schema up to date and opens it. What was started is stopped again when a later step fails. */
export async function startDatabase({
  url,
  dataDir,
  migrationsFolder,
  log,
  onServerLost,
}: DatabaseChoice): Promise<StartedDatabase> {
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
    const database = openDatabase(address, {
      poolSize: POOL_SIZE,
      onConnectionLost: () => log.warn('database_connection_lost'),
    });
    return {
      ...database,
      url: address,
      own: server !== null,
      close: async () => {
        // a query that hangs must not keep our own server from being stopped
        await Promise.race([database.close(), sleep(CLOSE_WITHIN_MS, undefined, { ref: false })]).finally(
          () => server?.stop(),
        );
      },
    };
  } catch (error) {
    await server?.stop();
    throw url && !(error instanceof StartupError) ? unusable(error) : error;
  }
}

/** What PostgreSQL says of an operator's mistake, in plain words. */
const REASONS: Readonly<Record<string, string>> = {
  '28P01': 'it refuses the user or the password',
  '28000': 'it refuses the user or the password',
  '3D000': 'it has no database of that name',
  '42501': 'the user may not make tables in it',
  '53300': 'it has no free connection',
};

/** The address and the error's own words stay out: both can hold the password. */
function unusable(error: unknown): StartupError {
  const { code } = error as { code?: unknown };
  const reason = typeof code === 'string' ? (REASONS[code] ?? code) : 'no answer in time';
  return new StartupError(`The PostgreSQL server of DATABASE_URL can't be used: ${reason}.`);
}
