import type { PoolClient } from 'pg';
import type { Log } from './types.js';

export interface ListenerDeps {
  /** A connection of the pool that is kept for listening. */
  readonly connect: () => Promise<PoolClient>;
  /** PostgreSQL's name of the channel. */
  readonly channel: string;
  readonly onSignal: (payload: string) => void;
  /** Listening begins, or begins again: what was told meanwhile is missed. */
  readonly onListening: () => void;
  readonly log: Log;
}

export interface Listener {
  isListening(): boolean;
  close(): void;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;
const CHECK_EVERY_MS = 20_000;

/** Listens to PostgreSQL's notifications for as long as the service runs; finds a lost server again by itself. */
export function createListener({ connect, channel, onSignal, onListening, log }: ListenerDeps): Listener {
  let client: PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let retryMs = FIRST_RETRY_MS;

  const later = (ms: number, work: () => Promise<void>) => {
    clearTimeout(timer);
    timer = setTimeout(() => void work(), ms);
    timer.unref();
  };

  function lose(lost: PoolClient, error?: Error): void {
    if (client !== lost) {
      return;
    }
    client = undefined;
    lost.removeAllListeners('notification');
    lost.release(true);
    if (!isClosed) {
      log.warn({ code: codeOf(error) }, 'chat_listener_lost');
      later(retryMs, begin);
    }
  }

  /** A dead connection can look alive for hours: ask. */
  async function check(asked: PoolClient): Promise<void> {
    try {
      await asked.query({ text: 'SELECT 1', query_timeout: 5000 } as { text: string });
      later(CHECK_EVERY_MS, () => check(asked));
    } catch (error) {
      lose(asked, error as Error);
    }
  }

  async function begin(): Promise<void> {
    let made: PoolClient | undefined;
    try {
      made = await connect();
      const mine = made;
      client = mine;
      mine.on('notification', (message) => onSignal(message.payload ?? ''));
      mine.on('error', (error) => lose(mine, error));
      mine.on('end', () => lose(mine));
      await mine.query(`LISTEN ${channel}`);
      if (isClosed) {
        lose(mine);
        return;
      }
      retryMs = FIRST_RETRY_MS;
      later(CHECK_EVERY_MS, () => check(mine));
      onListening();
    } catch (error) {
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      if (made) {
        lose(made, error as Error);
      } else if (!isClosed) {
        log.warn({ code: codeOf(error) }, 'chat_listener_lost');
        later(retryMs, begin);
      }
    }
  }

  void begin();
  return {
    isListening: () => client !== undefined,
    close() {
      isClosed = true;
      clearTimeout(timer);
      if (client) {
        lose(client);
      }
    },
  };
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && /^[A-Z0-9_]{1,30}$/.test(code) ? code : 'unknown';
}
