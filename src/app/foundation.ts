import path from 'node:path';
import type { Config } from '../config.js';
import { LOCALES } from '../conversation/types.js';
import { createDutyBoard, type DutyBoard } from '../domain/duty/index.js';
import type { DataKeys, Passwords, Sealer } from '../domain/privacy/index.js';
import type { CategoriesData } from '../domain/triage/index.js';
import { type StartedDatabase, startDatabase } from '../infra/database/start-database.js';
import { readCategories } from '../infra/categories.js';
import { type Edition, readEdition } from '../infra/edition.js';
import { type FiguresInUse, holdFigures } from '../infra/figures.js';
import { createSay, type Say } from '../infra/i18n.js';
import { createLogger } from '../infra/logger.js';
import { createMetrics } from '../infra/metrics.js';
import { openKeys } from '../infra/open-keys.js';
import { createPasswords } from '../infra/passwords.js';
import { readTipsEdition, type TipsEdition } from '../infra/tips-edition.js';
import { readTownships, type Townships } from '../infra/townships.js';
import { type Clock, systemClock } from '../lib/clock.js';
import type { Closers } from '../lib/closers.js';
import type { Log } from '../lib/log.js';
import type { Overrides } from './overrides.js';

/** What everything else stands on. */
export interface Foundation {
  /** The `locales` folder. */
  readonly locales: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly database: StartedDatabase;
  readonly sealer: Sealer;
  readonly dataKeys: DataKeys;
  readonly passwords: Passwords;
  readonly edition: Edition;
  /** The figures in use: sentences and answers take theirs from here. */
  readonly figures: FiguresInUse;
  /** The hours of duty in use: who asks or reports is told by them whether somebody is there. */
  readonly duty: DutyBoard;
  readonly tips: TipsEdition;
  readonly townships: Townships;
  readonly categories: CategoriesData;
  readonly say: Say;
}

/** Starts the database, opens the key ring and reads the edition. `isClosing` tells an end that was asked for from one that was not. */
export async function layFoundation(
  config: Config,
  overrides: Overrides,
  closers: Closers,
  isClosing: () => boolean,
): Promise<Foundation> {
  const root = overrides.root ?? process.cwd();
  const locales = path.join(root, 'locales');
  const log = overrides.log ?? createLogger(config.logLevel);
  const starting = startDatabase({
    ...config.database,
    migrationsFolder: path.join(root, 'prisma', 'migrations'),
    log,
    onServerLost: () => {
      if (!isClosing()) {
        log.error('database_ended');
        overrides.onFatal?.('database_ended');
      }
    },
  });
  closers.add(() =>
    starting.then(
      (database) => database.close(),
      () => undefined,
    ),
  );
  const edition = readEdition(locales); // while PostgreSQL starts in its own process
  const figures = holdFigures(edition.figures);
  const tips = readTipsEdition(locales);
  const townships = readTownships(locales);
  const categories = readCategories(locales, edition.figures);
  const database = await starting;
  return {
    locales,
    clock: overrides.clock ?? systemClock,
    log,
    metrics: createMetrics(),
    database,
    ...(await openKeys(database, config.keyring)),
    passwords: createPasswords(),
    edition,
    figures,
    duty: createDutyBoard(config.timeZone),
    tips,
    townships,
    categories,
    say: createSay(locales, LOCALES, figures),
  };
}
