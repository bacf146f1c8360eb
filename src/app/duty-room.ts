import type { Config } from '../config.js';
import { createAuditStore } from '../domain/audit/index.js';
import { createDutyDesk } from '../domain/duty/index.js';
import { dutyRoutes } from '../web/index.js';
import type { ConsoleRoom } from './console.js';
import { DUTY_FIGURE, hoursInWords } from './duty-figures.js';
import type { Foundation } from './foundation.js';

/** The hours of duty in the console. */
export function buildDutyRoom(
  { timeZone }: Config,
  { database, figures, say, clock }: Foundation,
): ConsoleRoom {
  const duty = createDutyDesk({
    transaction: (work) => database.prisma.$transaction(work),
    audit: createAuditStore(),
    timeZone,
    clock,
  });
  const routes = dutyRoutes({
    duty,
    publicWords: (hours, locale) =>
      hoursInWords(hours, say, locale) ?? figures.words(locale)[DUTY_FIGURE] ?? '',
  });
  return { routes, todo: [] };
}
