import type { Say } from '../../conversation/types.js';
import type { AlarmsNow } from '../../domain/alarm/index.js';
import type { SignIn } from '../../domain/staff/index.js';
import type { Log } from '../ports.js';
import type { ConsoleRoute } from './route.js';
import type { ConsoleCookies } from './visit.js';

/** What the console stands on. */
export interface ConsoleDeps {
  readonly config: {
    readonly https: boolean;
    readonly publicUrl?: string;
    /** How often an open page asks for emergencies, in milliseconds; every 20 seconds when not given. */
    readonly alarmEveryMs?: number;
    /** Folder of the style sheet; the one of the public pages when not given. */
    readonly assets?: string;
  };
  readonly say: Say;
  readonly signIn: Pick<SignIn, 'who'>;
  /** The emergencies that nobody has taken yet. */
  readonly alarms: () => Promise<AlarmsNow>;
  readonly cookies: ConsoleCookies;
  /** All there are; of two that fit an address the first wins. */
  readonly routes: readonly ConsoleRoute[];
  readonly log: Log;
}
