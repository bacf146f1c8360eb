import pg from 'pg';
import { type Leadership, pause } from '../domain/messaging/index.js';

export interface LeadershipOptions {
  /** How long one that does not lead waits before it tries again, in ms. */
  readonly retryMs?: number;
  /** How often the leader makes sure that its connection lives, in ms; an answer may take twice as long. */
  readonly heartbeatMs?: number;
  /** Codes only. */
  readonly log?: (event: string, fields: Record<string, string | number | boolean>) => void;
}

interface Timings {
  readonly retryMs: number;
  readonly heartbeatMs: number;
}

/** A leader whose machine vanished without a word is given up by the server after about 25 s. */
const KEEPALIVE =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3';

/**
 * Leadership by a PostgreSQL advisory lock on a connection of its own: the server frees it when the process or the connection
 * ends, never by age. A connection that dies silently is noticed within three heartbeats.
 */
export function createLeadership(url: string, options: LeadershipOptions = {}): Leadership {
  const timings = { retryMs: options.retryMs ?? 3000, heartbeatMs: options.heartbeatMs ?? 2000 };
  const log = options.log ?? (() => undefined);
  return {
    compete(name, work) {
      const stopping = new AbortController();
      const ended = (async () => {
        while (!stopping.signal.aborted) {
          const led = await leadOnce(url, name, work, stopping.signal, timings).catch(() => 'failed');
          if (led !== 'taken') {
            log('leadership_ended', { name, reason: led });
          }
          await pause(timings.retryMs * (0.75 + Math.random() / 2), stopping.signal);
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

/** Tries for the lock until it is had, works under it, and gives it back. Rejects when the server can't be reached. */
async function leadOnce(
  url: string,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  stop: AbortSignal,
  timings: Timings,
): Promise<'taken' | 'lost' | 'given_up'> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3000,
    keepAlive: true,
    application_name: `shouwang ${name}`,
  });
  const term = new AbortController();
  let lost = false;
  const lose = () => {
    lost = true;
    term.abort();
  };
  const giveUp = () => term.abort();
  client.on('error', lose);
  client.on('end', lose);
  stop.addEventListener('abort', giveUp, { once: true });
  try {
    await client.connect();
    await client.query(KEEPALIVE);
    if (stop.aborted || !(await tryLock(client, name, timings))) {
      return stop.aborted ? 'given_up' : 'taken';
    }
    const heart = beat(client, term.signal, timings, lose);
    await work(term.signal);
    const outcome = lost ? 'lost' : 'given_up';
    term.abort();
    await heart;
    return outcome;
  } finally {
    stop.removeEventListener('abort', giveUp);
    await Promise.race([client.end().catch(() => undefined), pause(1000)]);
  }
}

async function tryLock(client: pg.Client, name: string, timings: Timings): Promise<boolean> {
  const question = {
    text: 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS led',
    values: [`shouwang:${name}`],
    query_timeout: 2 * timings.heartbeatMs,
  };
  const { rows } = await client.query<{ led: boolean }>(question);
  return rows[0]?.led ?? false;
}

async function beat(client: pg.Client, term: AbortSignal, timings: Timings, lose: () => void): Promise<void> {
  while (!term.aborted) {
    const question = { text: 'SELECT 1', query_timeout: 2 * timings.heartbeatMs };
    await client.query(question).catch(lose);
    await pause(timings.heartbeatMs, term);
  }
}
