import {
  backoffMs,
  type InboxStore,
  type MessagingDatabase,
  pause,
} from '../../../domain/messaging/index.js';
import type { Clock } from '../../../lib/clock.js';
import type { BotApi } from '../bot-api.js';
import { untilDone } from '../patience.js';
import { ALLOWED_UPDATES, readEnvelope } from './update-schema.js';

export interface PollerDeps {
  readonly api: BotApi;
  readonly pool: MessagingDatabase['pool'];
  readonly inbox: InboxStore;
  readonly clock: Clock;
  readonly onNew: () => void;
  readonly log: (event: string, fields: Record<string, string | number | boolean>) => void;
  /** For how long Telegram holds an empty answer back; 50 s when not given. */
  readonly holdSeconds?: number;
  /** How much longer an answer may take before the connection counts as dead; 15 s when not given. */
  readonly graceMs?: number;
}

const BATCH = 100;
const RETRY = { baseMs: 1000, capMs: 60_000 };
/** How soon a batch is fetched again that the database did not take. */
const NOT_KEPT_MS = 1000;

/** Fetches updates as long as this process leads. Telegram is told to forget a batch only after all of it is in the inbox. */
export async function pollUpdates(deps: PollerDeps, signal: AbortSignal): Promise<void> {
  const { api, log } = deps;
  await untilDone('deleteWebhook', () => api.call('deleteWebhook', {}, { signal }), { log, signal });
  let offset: number | undefined;
  let failures = 0;
  while (!signal.aborted) {
    const fetched = await fetchBatch(deps, offset, signal);
    if ('kept' in fetched) {
      failures = 0;
      offset = nextOffset(fetched.kept);
    } else if (!signal.aborted) {
      failures += 1;
      log('telegram_poll_failed', { code: fetched.code });
      await pause(fetched.waitMs ?? backoffMs(failures, RETRY), signal);
    }
  }
}

/** One call. @returns the updates, all of them in the inbox, or why the same call has to be made again */
async function fetchBatch(
  deps: PollerDeps,
  offset: number | undefined,
  signal: AbortSignal,
): Promise<{ kept: unknown[] } | { code: string; waitMs?: number }> {
  const holdSeconds = deps.holdSeconds ?? 50;
  const withinMs = holdSeconds * 1000 + (deps.graceMs ?? 15_000);
  const params = { timeout: holdSeconds, limit: BATCH, offset, allowed_updates: ALLOWED_UPDATES };
  const fetched = await deps.api.call('getUpdates', params, { withinMs, signal });
  if (!fetched.ok) {
    const { failure } = fetched;
    return {
      code: failure.code,
      ...(failure.kind === 'retry_after' ? { waitMs: failure.seconds * 1000 } : {}),
    };
  }
  const updates: unknown = fetched.result;
  if (!Array.isArray(updates) || (updates.length > 0 && nextOffset(updates) === undefined)) {
    return { code: 'unreadable' };
  }
  return (await keepBatch(deps, updates)) ? { kept: updates } : { code: 'not_kept', waitMs: NOT_KEPT_MS };
}

/** @returns false when an update could not be kept: the same batch has to come again. */
async function keepBatch(
  { pool, inbox, clock, onNew }: PollerDeps,
  updates: readonly unknown[],
): Promise<boolean> {
  try {
    for (const update of updates) {
      const envelope = readEnvelope(update);
      if (envelope) {
        const payload = JSON.stringify(update);
        if (
          (await inbox.accept(pool, { channel: 'telegram', ...envelope, payload, now: clock.now() })) ===
          'new'
        ) {
          onNew();
        }
      }
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * What to confirm with the next call. After an empty answer nothing is left to confirm, and none is given: after a quiet week
 * Telegram begins its ids anew, and an old offset would hide the new ones.
 */
function nextOffset(updates: readonly unknown[]): number | undefined {
  const ids = updates.flatMap((update) => Number(readEnvelope(update)?.updateId ?? []));
  return ids.length > 0 ? Math.max(...ids) + 1 : undefined;
}
