import path from 'node:path';
import { loadConfig } from '../config.js';
import type { Sealer } from '../domain/privacy/index.js';
import { attachToEmbeddedPostgres } from '../infra/database/embedded/index.js';
import { type StartedDatabase, startDatabase } from '../infra/database/start-database.js';
import { createLogger } from '../infra/logger.js';
import { openKeys } from '../infra/open-keys.js';
import type { Log } from '../lib/log.js';

export interface CommandDatabase {
  readonly database: StartedDatabase;
  readonly sealer: Sealer;
  readonly log: Log;
}

/**
 * Runs a command on the service's database: the one of `DATABASE_URL`, the one of the running service, or, when none
 * runs, our own started for as long as the command takes.
 */
export async function withDatabase(work: (opened: CommandDatabase) => Promise<void>): Promise<void> {
  const config = loadConfig();
  const log = createLogger('warn');
  const running = config.database.url ? null : await attachToEmbeddedPostgres(config.database.dataDir);
  const database = await startDatabase({
    url: config.database.url ?? running?.url,
    dataDir: config.database.dataDir,
    migrationsFolder: path.resolve('prisma', 'migrations'),
    log,
    onServerLost: () => undefined,
  });
  try {
    const { sealer } = await openKeys(database, config.keyring);
    await work({ database, sealer, log });
  } finally {
    await database.close();
  }
}
