import type { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Sealer } from '../domain/privacy/index.js';
import type { Clock } from '../lib/clock.js';
import type { EndedForms, Limiter } from './ports.js';

export interface EndedFormsDeps {
  readonly pool: Pool;
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly limiter: Pick<Limiter, 'take'>;
  readonly clock: Clock;
}

const DAY_IN_SECONDS = 24 * 3600;
/** So many are known without asking the database. */
const MOST_AT_HAND = 10_000;
const FIND_WITHIN_MS = 500;

/**
 * Kept beside the rate limits in PostgreSQL, so that a restart doesn't forget it, and swept with them: a digest of the form's token, which
 * tells neither a session nor a case. The newest are at hand in memory too: they count at once, whatever the database does.
 */
export function createEndedForms({ pool, sealer, limiter, clock }: EndedFormsDeps): EndedForms {
  const store = new RateLimiterPostgres({
    ...{ keyPrefix: 'ended', points: 1, duration: DAY_IN_SECONDS },
    ...{ storeClient: pool, storeType: 'pool', tableName: 'rate_limit', tableCreated: true },
  });
  const atHand = new Map<string, number>();
  const keyOf = (token: string) => Buffer.from(sealer.blindIndex('ended_form', token)).toString('hex');
  const remember = (key: string) => {
    atHand.set(key, clock.now().getTime() + DAY_IN_SECONDS * 1000);
    const [oldest] = atHand.keys();
    if (atHand.size > MOST_AT_HAND && oldest !== undefined) {
      atHand.delete(oldest);
    }
  };
  const isAtHand = (key: string) => (atHand.get(key) ?? 0) > clock.now().getTime();

  return {
    async end(token, network) {
      const key = keyOf(token);
      remember(key);
      if ((await limiter.take('network', network)) === 0) {
        await store.set(key, 1, DAY_IN_SECONDS);
      }
    },
    async has(token) {
      const key = keyOf(token);
      return isAtHand(key) || isStored(store, key);
    },
  };
}

async function isStored(store: RateLimiterPostgres, key: string): Promise<boolean> {
  const found = store.get(key).then(
    (row) => row !== null,
    () => false,
  );
  const late = new Promise<false>((resolve) => setTimeout(resolve, FIND_WITHIN_MS, false).unref());
  return Promise.race([found, late]);
}
