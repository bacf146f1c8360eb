import type { Config } from '../config.js';
import { createOpenAlarms } from '../domain/alarm/index.js';
import { createAuditRoom, createAuditStore } from '../domain/audit/index.js';
import { createStaff, type Staff } from '../domain/staff/index.js';
import {
  type Console,
  type ConsoleRoute,
  coreRoutes,
  createConsole,
  createConsoleCookies,
  type Limiter,
  type Todo,
} from '../web/index.js';
import { webLog } from './doors.js';
import type { Foundation } from './foundation.js';

/** A part of the console that is built elsewhere: its pages, and what of its waits for staff. */
export interface ConsoleRoom {
  readonly routes: readonly ConsoleRoute[];
  readonly todo: readonly Todo[];
}

export function buildStaff({ database, sealer, passwords, clock }: Foundation): Staff {
  return createStaff({ db: database.prisma, sealer, passwords, audit: createAuditStore(), clock });
}

/** The staff's pages: the console's own and those of its rooms. */
export function buildConsole(
  { http: { publicUrl, https }, telegram }: Config,
  { database, say, clock, log }: Foundation,
  { signIn, room, ownChat }: Staff,
  {
    limiter,
    rooms,
    alarmEveryMs,
  }: {
    readonly limiter: Limiter;
    readonly rooms: readonly ConsoleRoom[];
    readonly alarmEveryMs?: number | undefined;
  },
): Console {
  const cookies = createConsoleCookies(https);
  const where = publicUrl ? { publicUrl } : {};
  const core = coreRoutes({
    signIn,
    room,
    ownChat: telegram ? ownChat : null,
    audit: createAuditRoom({ db: database.prisma, audit: createAuditStore(), clock }),
    limiter,
    cookies,
    ...where,
    todo: rooms.flatMap(({ todo }) => todo),
  });
  return createConsole({
    config: { https, ...where, ...(alarmEveryMs !== undefined && { alarmEveryMs }) },
    say,
    signIn,
    alarms: createOpenAlarms(database.prisma),
    cookies,
    routes: [...core, ...rooms.flatMap(({ routes }) => routes)],
    log: webLog(log),
  });
}

/** The one-time link that the operator creates the first administrator with; null when there is one. */
export async function firstLink(
  { ensureFirstLink }: Staff,
  { role, http }: Config,
  url: string,
): Promise<string | null> {
  const token = role === 'worker' ? null : await ensureFirstLink();
  return token && `${http.publicUrl ?? url}/console/first/${token}`;
}
