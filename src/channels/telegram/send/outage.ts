import { type Backoff, backoffMs, pause } from '../../../domain/messaging/index.js';
import type { BotApi } from '../bot-api.js';

export interface OutageDeps {
  readonly api: BotApi;
  readonly withinMs: number;
  readonly retry: Backoff;
  readonly log: (event: string, fields: Record<string, string | number | boolean>) => void;
}

/**
 * Tells a message that Telegram can't take from a Telegram that isn't there: after a failure it is asked who we are. While it does
 * not answer, messages wait instead of wearing out their tries, however long it lasts.
 */
export function createOutage({ api, withinMs, retry, log }: OutageDeps) {
  let failures = 0;
  let asking: Promise<boolean> | null = null;

  const ask = async (signal: AbortSignal): Promise<boolean> => {
    const outcome = await api.call('getMe', {}, { withinMs, signal });
    const answers = outcome.ok || outcome.failure.kind !== 'transient';
    if (!answers && !signal.aborted) {
      failures += 1;
      log('telegram_away', { code: outcome.failure.code, failures });
    } else if (answers && failures > 0) {
      failures = 0;
      log('telegram_back', {});
    }
    return answers;
  };

  return {
    isOn: (): boolean => failures > 0,
    /** Whether Telegram answers. Several who ask at once are told the same. */
    telegramAnswers(signal: AbortSignal): Promise<boolean> {
      asking ??= ask(signal).finally(() => {
        asking = null;
      });
      return asking;
    },
    /** Waits a while, longer each time and a minute at most, and asks again. */
    async lookAgain(signal: AbortSignal): Promise<void> {
      await pause(backoffMs(failures, retry), signal);
      if (!signal.aborted) {
        await this.telegramAnswers(signal);
      }
    },
  };
}
export type Outage = ReturnType<typeof createOutage>;
