import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../generated/prisma/client.js';

export interface DatabaseOptions {
  /** Most connections at once; 10 when not given. */
  readonly poolSize?: number;
  /** Told of every connection that broke while idle, e.g. because the server went away. The error can hold no statement. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** One pool, used by Prisma and by plain SQL alike. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  /** Milliseconds of one round trip; rejects when the server doesn't answer within about 3 s. */
  ping(): Promise<number>;
  close(): Promise<void>;
}

const CONNECT_WITHIN_MS = 3000;
const STATEMENT_WITHIN_MS = 10_000;

/** Opens the database lazily: nothing is connected before the first query, and a lost server is found again by the next one. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const lost = options.onConnectionLost ?? (() => undefined);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    idle_in_transaction_session_timeout: 6 * STATEMENT_WITHIN_MS,
    keepAlive: true,
    application_name: 'shouwang',
  });
  pool.on('error', lost); // without a listener Node would end the process
  pool.on('connect', (client) => client.on('error', () => undefined)); // one in use: its query rejects as well
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    ping: () => ping(pool),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function ping(pool: pg.Pool): Promise<number> {
  const began = performance.now();
  const question = { text: 'SELECT 1', query_timeout: CONNECT_WITHIN_MS };
  await pool.query(question);
  return performance.now() - began;
}
