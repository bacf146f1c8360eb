import { createAuditStore } from '../domain/audit/index.js';
import { createStaff, LINK_HOURS } from '../domain/staff/index.js';
import { createPasswords } from '../infra/passwords.js';
import { loadConfig } from '../config.js';
import { systemClock } from '../lib/clock.js';
import { StartupError } from '../lib/errors.js';
import { withDatabase } from './database.js';

const USAGE = 'Use: npm run staff -- link LOGIN';

/** `npm run staff -- link LOGIN`: prints a one-time link with which somebody who lost her password chooses a new one. */
export function staff([action, login]: readonly string[]): Promise<void> {
  if (action !== 'link' || !login) {
    throw new StartupError(USAGE);
  }
  return withDatabase(async ({ database, sealer }) => {
    const { idOf, room } = createStaff({
      db: database.prisma,
      sealer,
      passwords: createPasswords(),
      audit: createAuditStore(),
      clock: systemClock,
    });
    const id = await idOf(login);
    if (!id) {
      throw new StartupError(`There is no account ${JSON.stringify(login)}.`);
    }
    const { linkToken } = await room.makeLink(null, id).catch(() => {
      throw new StartupError('This account is disabled; an administrator can enable it.');
    });
    const { publicUrl, port } = loadConfig().http;
    const link = `${publicUrl ?? `http://localhost:${port}`}/console/link/${linkToken}`;
    process.stdout.write(`${link}\nIt works once, within ${LINK_HOURS} hours.\n`);
  });
}
