import type { TelegramOptions } from '../channels/telegram/index.js';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { LimiterDeps } from '../web/index.js';

/** What a test or a benchmark may choose instead of the real thing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly limits?: LimiterDeps['limits'];
  readonly telegramTimings?: TelegramOptions['timings'];
  /** When due tips and broadcasts are looked for, in cron's form; every minute when not given. */
  readonly tipsCron?: string;
  /** When chats that are to be cleared are looked for, in cron's form; every 15 seconds when not given. */
  readonly clearingCron?: string;
  /** When calls to staff that are due are looked for, in cron's form; every 15 seconds when not given. */
  readonly alarmsCron?: string;
  /** How often an open page of the console asks for emergencies, in milliseconds; every 20 seconds when not given. */
  readonly alarmEveryMs?: number;
  /** Folder that holds `locales/` and `prisma/`; the working directory when not given. */
  readonly root?: string;
  /** Called when the service can't go on, e.g. because its own database ended. */
  readonly onFatal?: (reason: string) => void;
}
