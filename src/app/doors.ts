import { createTelegram, type Telegram } from '../channels/telegram/index.js';
import { createWebchat, type Webchat } from '../channels/webchat/index.js';
import type { Config } from '../config.js';
import { newSession } from '../conversation/types.js';
import { RETENTION } from '../domain/privacy/index.js';
import { createLeadership } from '../infra/leadership.js';
import { createLimiter, createWeb, publishKnowledge, publishTips } from '../web/index.js';
import type { Conversation } from './conversation.js';
import type { Foundation } from './foundation.js';
import type { Overrides } from './overrides.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Telegram's door, or null when the operator gave no token. */
export function buildTelegram(
  { telegram: choice, http }: Config,
  { database, sealer, say, clock, log, metrics }: Foundation,
  { contacts, talk }: Conversation,
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

/** The pages. `isClosing` takes the process out of service before it stops. */
export function buildWeb(
  { http }: Config,
  { database, sealer, edition, tips, say, clock, log, metrics }: Foundation,
  { dialogue }: Conversation,
  webchat: Webchat,
  { limits }: Overrides,
  isClosing: () => boolean,
): ReturnType<typeof createWeb> {
  const { publicUrl, ...rest } = http;
  return createWeb({
    config: {
      ...rest,
      ...(publicUrl ? { publicUrl } : {}),
      retention: { chatHours: RETENTION.webChat / HOUR, contactDays: RETENTION.contact / DAY },
    },
    say,
    knowledge: publishKnowledge(dialogue, edition.shelves, say),
    tips: publishTips({ ...tips, cite: dialogue.cite, clock }),
    webchat,
    limiter: createLimiter({ pool: database.pool, sealer, clock, ...(limits ? { limits } : {}) }),
    health: { live: () => true, ready: async () => !isClosing() && (await database.ping()) >= 0 },
    metricsText: metrics.text,
    clock,
    log: {
      info: (fields, event) => log.info(event, { ...fields }),
      warn: (fields, event) => log.warn(event, { ...fields }),
      error: (fields, event) => log.error(event, { ...fields }),
    },
    onServed: metrics.served,
  });
}
