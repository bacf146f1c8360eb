import type { Locale } from '../../conversation/types.js';
import { pause } from '../../domain/messaging/index.js';
import type { BotApi } from './bot-api.js';
import { untilDone } from './patience.js';
import { ALLOWED_UPDATES } from './receive/update-schema.js';

type Log = (event: string, fields: Record<string, string | number | boolean>) => void;

/** In the order of Telegram's menu. */
const COMMANDS = ['start', 'ask', 'report', 'tips', 'clear', 'language', 'help', 'stop', 'privacy'] as const;
/** Telegram's language code, and ours; those whose language has no list of its own see the first. */
const LISTS: ReadonlyArray<readonly [string | undefined, Locale]> = [
  [undefined, 'en'],
  ['zh', 'zh-CN'],
  ['en', 'en'],
];
const MAX_CONNECTIONS = 20;

export interface RegistrationDeps {
  readonly api: BotApi;
  readonly say: (locale: Locale, key: string) => string;
  readonly log: Log;
}

/** Shows Telegram's menu of commands in each language. */
export async function registerCommands(
  { api, say, log }: RegistrationDeps,
  signal: AbortSignal,
): Promise<void> {
  for (const [language_code, locale] of LISTS) {
    const commands = COMMANDS.map((command) => ({
      command,
      description: say(locale, `telegram:commands.${command}`),
    }));
    const call = () =>
      api.call('setMyCommands', { commands, ...(language_code ? { language_code } : {}) }, { signal });
    await untilDone('setMyCommands', call, { log, signal });
  }
}

/** Tells Telegram where to bring updates. */
export async function registerWebhook(
  { api, log }: RegistrationDeps,
  webhook: { readonly url: string; readonly secret: string },
  signal: AbortSignal,
): Promise<void> {
  const params = {
    url: webhook.url,
    secret_token: webhook.secret,
    allowed_updates: ALLOWED_UPDATES,
    max_connections: MAX_CONNECTIONS,
  };
  const done = await untilDone('setWebhook', () => api.call('setWebhook', params, { signal }), {
    log,
    signal,
  });
  if (done !== null) {
    log('telegram_webhook_set', {});
  }
  await untilAborted(signal);
}

/** The bot's own name, which only Telegram knows. */
export async function findUsername(
  { api, log }: RegistrationDeps,
  signal: AbortSignal,
): Promise<string | null> {
  const me = await untilDone('getMe', () => api.call('getMe', {}, { signal }), { log, signal });
  return typeof me?.username === 'string' ? me.username : null;
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(60_000, signal);
  }
}
