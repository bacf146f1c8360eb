import pg from 'pg';
import type { ChangeFeed } from '../../domain/knowledge/index.js';
import { pause } from '../../domain/messaging/index.js';

export interface ChangeFeedOptions {
  /** PostgreSQL's name of the channel. */
  readonly channel: string;
  /** How often it is looked whether the connection lives, and `hear` called without word; in ms. */
  readonly beatMs?: number;
  /** Codes only. */
  readonly log?: (event: string) => void;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5000;
/** A server whose machine vanished without a word is given up after about 25 s by itself, and sooner by the beat. */
const KEEPALIVE =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3';

/**
 * Word of changes by PostgreSQL's notifications, on a connection of its own that is made again whenever it is lost. What was told
 * in between is made up for by a call on every new connection and on every beat, also while no connection can be had.
 */
export function createChangeFeed(
  url: string,
  { channel, beatMs = 3000, log = () => undefined }: ChangeFeedOptions,
): ChangeFeed {
  return {
    follow(hear) {
      const stopping = new AbortController();
      const { signal } = stopping;
      const ended = (async () => {
        let retryMs = FIRST_RETRY_MS;
        while (!signal.aborted) {
          const heard = await listen(url, { channel, beatMs, hear, signal }).catch(() => false);
          if (!signal.aborted) {
            log('change_feed_lost');
            retryMs = heard ? FIRST_RETRY_MS : Math.min(retryMs * 2, LAST_RETRY_MS);
            await pause(retryMs * (0.75 + Math.random() / 2), signal);
            hear();
          }
        }
      })();
      return {
        stop: async () => {
          stopping.abort();
          await ended;
        },
      };
    },
  };
}

interface Listening {
  readonly channel: string;
  readonly beatMs: number;
  readonly hear: () => void;
  readonly signal: AbortSignal;
}

/** Listens until the connection ends or the signal comes. True when it was ever made; rejects when it could not be. */
async function listen(url: string, { channel, beatMs, hear, signal }: Listening): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3000,
    keepAlive: true,
    application_name: 'shouwang changes',
  });
  const over = new AbortController();
  const end = () => over.abort();
  client.on('error', end);
  client.on('end', end);
  client.on('notification', hear);
  signal.addEventListener('abort', end, { once: true });
  try {
    await client.connect();
    await client.query(KEEPALIVE);
    await client.query(`LISTEN ${channel}`);
    while (!over.signal.aborted) {
      hear();
      await pause(beatMs, over.signal);
      const question = { text: 'SELECT 1', query_timeout: 2 * beatMs };
      await (over.signal.aborted ? undefined : client.query(question).catch(end));
    }
    return true;
  } finally {
    signal.removeEventListener('abort', end);
    await Promise.race([client.end().catch(() => undefined), pause(1000)]);
  }
}
