import type { RingPhone } from '../domain/alarm/index.js';

const WITHIN_MS = 10_000;

/** Tells the operator's own address that an emergency waits: the event and its level, nothing else. Follows no redirect. */
export function createAlarmWebhook(url: string): RingPhone {
  return async (level) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ event: 'alarm', level }),
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    await response.body?.cancel();
    if (!response.ok) {
      throw new Error('the webhook did not take it');
    }
  };
}
