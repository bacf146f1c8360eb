import { setTimeout as delay } from 'node:timers/promises';

/** Waits, but no longer than until the signal aborts; never rejects. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (!signal?.aborted && ms > 0) {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }
}

export interface Backoff {
  readonly baseMs: number;
  readonly capMs: number;
}

/** Milliseconds before try number `attempt` + 1 (the first failure is 1): doubled each time, capped, with jitter of a half. */
export function backoffMs(attempt: number, { baseMs, capMs }: Backoff): number {
  const full = Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full * (0.5 + Math.random() / 2));
}

/** Wakes the one loop of this process that waits for work. A ring while it doesn't wait is kept for its next wait. */
export interface Bell {
  readonly ring: () => void;
  /** Resolves at the next ring, after `ms`, or when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let wake = () => undefined as void;
  return {
    ring() {
      rung = true;
      wake();
    },
    async wait(ms, signal) {
      if (!rung && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', wake);
            resolve();
          };
          signal?.addEventListener('abort', wake, { once: true });
        });
        signal?.removeEventListener('abort', wake);
      }
      rung = false;
    },
  };
}
