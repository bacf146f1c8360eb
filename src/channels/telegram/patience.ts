import { backoffMs, pause } from '../../domain/messaging/index.js';
import type { Outcome } from './bot-api.js';

const RETRY = { baseMs: 1000, capMs: 60_000 };

/** Tries a call again and again, with growing pauses up to a minute, until it works. @returns null when the signal aborted first */
export async function untilDone<T>(
  what: string,
  call: () => Promise<Outcome<T>>,
  options: {
    readonly signal: AbortSignal;
    readonly log: (event: string, fields: Record<string, string | number | boolean>) => void;
  },
): Promise<T | null> {
  for (let failures = 1; !options.signal.aborted; failures += 1) {
    const outcome = await call();
    if (outcome.ok) {
      return outcome.result;
    }
    if (options.signal.aborted) {
      return null;
    }
    const { failure } = outcome;
    options.log('telegram_call_failed', { what, code: failure.code });
    await pause(
      failure.kind === 'retry_after' ? failure.seconds * 1000 : backoffMs(failures, RETRY),
      options.signal,
    );
  }
  return null;
}
