import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Adapter } from '../../conversation/adapter.js';
import { createInboxWorker, type WorkerTimings } from '../../conversation/inbox-worker.js';
import type { Talk } from '../../conversation/talk.js';
import type { Say } from '../../conversation/types.js';
import type { ContactStore } from '../../domain/contacts/index.js';
import {
  createGateStore,
  createInboxStore,
  createOutboxStore,
  createTraceStore,
  type Leadership,
  type MessagingDatabase,
  pause,
} from '../../domain/messaging/index.js';
import type { Sealer } from '../../domain/privacy/index.js';
import type { Clock } from '../../lib/clock.js';
import { StartupError } from '../../lib/errors.js';
import { createBotApi } from './bot-api.js';
import { type PollerDeps, pollUpdates } from './receive/poller.js';
import { type Identity, readUpdate } from './receive/read-update.js';
import { findUsername, registerCommands, registerWebhook } from './registration.js';
import type { CampaignReply } from './send/campaign-call.js';
import { eraseCall } from './send/calls.js';
import { renderReplies } from './send/render.js';
import { createSender, type SenderTimings } from './send/sender.js';
import { createWebhook } from './receive/webhook.js';

export interface TelegramOptions {
  readonly token: string;
  /** Any Bot API server; Telegram's own when not given. */
  readonly apiRoot?: string;
  /** At least 32 characters of A–Z, a–z, 0–9, _ and -; derived from the key ring when the operator gives none. */
  readonly secret: string;
  /** With it updates come by webhook to `<publicUrl>/channels/telegram`, without it they are fetched. */
  readonly publicUrl?: string;
  readonly db: MessagingDatabase;
  readonly sealer: Sealer;
  readonly contacts: ContactStore;
  readonly talk: Talk;
  /** What a campaign says in a language. */
  readonly campaignReply: CampaignReply;
  readonly say: Say;
  readonly clock: Clock;
  readonly leadership: Leadership;
  /** Events and codes only, never what somebody wrote. */
  readonly log: (event: string, fields: Record<string, string | number | boolean>) => void;
  /** Counts an event for the metrics: telegram_accepted, telegram_sent, telegram_failed, telegram_retried. */
  readonly count?: (event: string) => void;
  readonly timings?: {
    readonly worker?: Partial<WorkerTimings>;
    readonly sender?: Partial<SenderTimings>;
    readonly poller?: Pick<PollerDeps, 'holdSeconds' | 'graceMs'>;
  };
}

export interface Telegram {
  /** For POST /channels/telegram, mounted before any body parser; works without `start`. Never rejects. */
  webhook(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Starts worker, sender and polling or registration in the background; returns at once and throws nothing. */
  start(): void;
  /** Finishes what is in flight, within about 10 s. */
  stop(): Promise<void>;
  readonly adapter: Adapter;
}

export const WEBHOOK_PATH = '/channels/telegram';
const IDENTITY_WITHIN_MS = 3000;

/**
 * Telegram's door, both ways. Every process of the database may run one: all accept updates and take turns, one of them, the
 * leader, sends, polls and registers.
 * @throws StartupError when token or secret are malformed
 */
export function createTelegram(options: TelegramOptions): Telegram {
  const { token, secret, publicUrl, db, sealer, clock, log, leadership } = options;
  checkSecrets(token, secret);
  const count = options.count ?? (() => undefined);
  const api = createBotApi(token, options.apiRoot ?? 'https://api.telegram.org');
  const inbox = createInboxStore(sealer);
  const outbox = createOutboxStore(sealer);
  let identity: Identity = { id: Number(token.split(':')[0]), username: null };
  const adapter: Adapter = {
    channel: 'telegram',
    read: (payload) => readUpdate(payload, identity),
    render: (address, replies) => renderReplies(address, replies, publicUrl),
    erase: eraseCall,
  };
  const gates = createGateStore();
  const sender = createSender({
    ...options,
    ...{ api, outbox, gates, count },
    traces: createTraceStore(),
    timings: options.timings?.sender,
  });
  const worker = createInboxWorker({
    ...options,
    inbox,
    outbox,
    adapters: [adapter],
    apologise: (locale) => ({ text: options.say(locale, 'telegram:turn_failed') }),
    onReplies: sender.wake,
    timings: options.timings?.worker,
  });
  const onNew = () => {
    count('telegram_accepted');
    worker.wake();
  };
  const stopping = new AbortController();
  let leading: ReturnType<Leadership['compete']> | null = null;

  const lead = async (signal: AbortSignal): Promise<void> => {
    const receive = publicUrl
      ? registerWebhook({ ...options, api }, { url: new URL(WEBHOOK_PATH, publicUrl).href, secret }, signal)
      : pollUpdates({ ...options.timings?.poller, api, pool: db.pool, inbox, clock, onNew, log }, signal);
    await Promise.all([sender.run(signal), receive, registerCommands({ ...options, api }, signal)]);
  };

  const begin = async (): Promise<void> => {
    const named = findUsername({ ...options, api }, stopping.signal).then((username) => {
      identity = { ...identity, username };
    });
    await Promise.race([named, pause(IDENTITY_WITHIN_MS, stopping.signal)]); // groups call the bot by its name
    if (!stopping.signal.aborted) {
      worker.start();
    }
  };

  return {
    adapter,
    webhook: createWebhook({ pool: db.pool, inbox, secret, clock, onNew, log }),
    start() {
      if (!leading) {
        leading = leadership.compete('telegram', lead);
        void begin();
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all([worker.stop(), leading?.stop()]);
      api.close();
    },
  };
}

function checkSecrets(token: string, secret: string): void {
  if (!/^\d+:[\w-]+$/.test(token)) {
    throw new StartupError('TELEGRAM_BOT_TOKEN is not a bot token: it looks like 123456:ABC-def.');
  }
  if (!/^[\w-]{32,256}$/.test(secret)) {
    throw new StartupError('TELEGRAM_WEBHOOK_SECRET needs 32 to 256 characters of A–Z, a–z, 0–9, _ and -.');
  }
}
