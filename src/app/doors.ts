import { createTelegram, type Telegram } from '../channels/telegram/index.js';
import { createWebchat, type Webchat } from '../channels/webchat/index.js';
import type { Config } from '../config.js';
import { newSession } from '../conversation/types.js';
import type { Cases, Drafts } from '../domain/cases/index.js';
import type { Evidence } from '../domain/evidence/index.js';
import { RETENTION } from '../domain/privacy/index.js';
import { createCampaignWords, type TipsPages } from '../domain/tips/index.js';
import { createLeadership } from '../infra/leadership.js';
import { createPrintSheet } from '../infra/print-sheet.js';
import {
  type Console,
  createEndedForms,
  createLimiter,
  createWeb,
  type Limiter,
  type Log as WebLog,
  publishKnowledge,
  publishTips,
} from '../web/index.js';
import type { Conversation } from './conversation.js';
import type { Foundation } from './foundation.js';
import type { Overrides } from './overrides.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Telegram's door, or null when the operator gave no token. */
export function buildTelegram(
  { telegram: choice, http }: Config,
  { database, sealer, tips, say, clock, log, metrics }: Foundation,
  { contacts, talk, dialogue }: Conversation,
  { telegramTimings }: Overrides,
): Telegram | null {
  return (
    choice &&
    createTelegram({
      token: choice.token,
      apiRoot: choice.apiRoot,
      secret: choice.secret ?? sealer.derivedSecret('telegram webhook'),
      ...(http.publicUrl ? { publicUrl: http.publicUrl } : {}),
      db: database,
      sealer,
      contacts,
      talk,
      campaignReply: createCampaignWords({ db: database.prisma, tips: tips.tips, cite: dialogue.cite, say }),
      say,
      clock,
      leadership: createLeadership(database.url, { log: (event, fields) => log.info(event, fields) }),
      log: (event, fields) => log.info(event, fields),
      count: metrics.count,
      ...(telegramTimings ? { timings: telegramTimings } : {}),
    })
  );
}

export function buildWebchat(
  { database, sealer, clock, log }: Foundation,
  { contacts, talk, dialogue }: Conversation,
): Webchat {
  return createWebchat({
    db: database.prisma,
    sealer,
    contacts,
    talk,
    welcome: (locale) => dialogue.turn(newSession(locale), { kind: 'text', text: '/start' }).replies,
    clock,
    connect: () => database.pool.connect(),
    log: { warn: (fields, event) => log.warn(event, { ...fields }) },
  });
}

/** Counts what comes in, over all doors. */
export function buildLimiter({ database, sealer, clock }: Foundation, { limits }: Overrides): Limiter {
  return createLimiter({ pool: database.pool, sealer, clock, ...(limits ? { limits } : {}) });
}

/** The log as the pages write it. */
export function webLog(log: Foundation['log']): WebLog {
  return {
    info: (fields, event) => log.info(event, { ...fields }),
    warn: (fields, event) => log.warn(event, { ...fields }),
    error: (fields, event) => log.error(event, { ...fields }),
  };
}

/** What the pages stand on that is built elsewhere. */
export interface WebParts {
  readonly limiter: Limiter;
  readonly cases: Cases;
  readonly drafts: Drafts;
  readonly evidence: Evidence;
  readonly tipsPages: TipsPages;
  readonly console: Console;
  /** Takes the process out of service before it stops. */
  readonly isClosing: () => boolean;
}

/** The pages. */
export function buildWeb(
  { http }: Config,
  { database, sealer, edition, duty, tips, townships, say, clock, log, metrics }: Foundation,
  { dialogue }: Conversation,
  webchat: Webchat,
  { limiter, cases, drafts, evidence, tipsPages, console, isClosing }: WebParts,
): ReturnType<typeof createWeb> {
  const { publicUrl, metricsToken, ...rest } = http;
  return createWeb({
    config: {
      ...rest,
      ...(publicUrl ? { publicUrl } : {}),
      ...(metricsToken ? { metricsToken } : {}),
      retention: {
        chatHours: RETENTION.webChat / HOUR,
        contactDays: RETENTION.contact / DAY,
        answerDays: RETENTION.webAnswer / DAY,
        tipsPageDays: RETENTION.tipsPage / DAY,
        receivedDays: RETENTION.received / DAY,
      },
    },
    say,
    knowledge: publishKnowledge(dialogue, edition.shelves, say),
    tips: publishTips({ ...tips, cite: dialogue.cite, clock }),
    subscribing: {
      pages: tipsPages,
      townships: (locale) => townships.all.map(({ id, name }) => ({ id, title: name[locale] })),
    },
    webchat,
    reports: {
      file: (intake, origin) =>
        database.prisma.$transaction((tx) => cases.fileCase(tx, intake, { ...origin, now: clock.now() })),
      tracking: cases.tracking,
      drafts,
      danger: cases.danger,
      hear: cases.hear,
    },
    duty: (now) => duty.at(now),
    evidence,
    printSheet: createPrintSheet(),
    limiter,
    endedForms: createEndedForms({ pool: database.pool, sealer, limiter, clock }),
    console,
    health: { live: () => true, ready: async () => !isClosing() && (await database.ping()) >= 0 },
    metricsText: metrics.text,
    clock,
    log: webLog(log),
    onServed: metrics.served,
  });
}
