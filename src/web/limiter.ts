import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Sealer } from '../domain/privacy/index.js';
import type { Clock } from '../lib/clock.js';
import { networkOf } from './network-of.js';
import { LIMITED_KINDS, type LimitedKind, type Limiter } from './ports.js';

export interface LimiterDeps {
  readonly pool: Pool;
  readonly sealer: Sealer;
  readonly clock: Clock;
  /**
   * Messages a minute, reports sent by button and sheets printed a minute, tries of a secret in a quarter of an hour (`tries_late`: a minute), reports an hour and a day, drafts saved an hour; roomy when not given, since
   * a village, or half a town of mobile phones, may share one address.
   */
  readonly limits?: { readonly network: number; readonly session: number } & Partial<
    Record<LimitedKind, number>
  >;
}

const ROOMY: Readonly<Record<LimitedKind, number>> = {
  ...{ network: 600, session: 60, send_network: 100, send: 10, sheet: 5 },
  ...{ tries: 60, tries_late: 1, report: 30, report_day: 100, draft: 60 },
};
/** Counted as they are named; everything else by its network. */
const AS_NAMED: readonly LimitedKind[] = ['session', 'send', 'sheet', 'tries_late'];
const SECONDS: Readonly<Record<LimitedKind, number>> = {
  ...{ network: 60, session: 60, send_network: 60, send: 60, sheet: 60, tries: 900, tries_late: 60 },
  ...{ report: 3600, report_day: 86_400, draft: 3600 },
};
/** A database that takes longer is counted in memory instead. */
const COUNT_WITHIN_MS = 500;

/**
 * Limits kept in PostgreSQL, so that they survive a restart and hold over all processes. Stored are only digests that
 * change every day: nobody can tell an address from them.
 */
export function createLimiter({ pool, sealer, clock, limits }: LimiterDeps): Limiter {
  const points = { ...ROOMY, ...limits };
  const lane = (kind: LimitedKind) => {
    const options = { keyPrefix: kind, points: points[kind], duration: SECONDS[kind] };
    const memory = new RateLimiterMemory(options);
    const store = new RateLimiterPostgres({
      ...options,
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      insuranceLimiter: memory,
    });
    return { memory, store };
  };
  const lanes = Object.fromEntries(LIMITED_KINDS.map((kind) => [kind, lane(kind)])) as Record<
    LimitedKind,
    ReturnType<typeof lane>
  >;

  const keyOf = (kind: LimitedKind, subject: string): string => {
    const day = clock.now().toISOString().slice(0, 10);
    const counted = AS_NAMED.includes(kind) ? subject : networkOf(subject);
    return Buffer.from(sealer.blindIndex(`rate|${kind}|${day}`, counted)).toString('hex');
  };

  return {
    async take(kind, subject) {
      const key = keyOf(kind, subject);
      const { memory, store } = lanes[kind];
      const stored = waitOf(store.consume(key));
      const late = new Promise<'late'>((resolve) => setTimeout(resolve, COUNT_WITHIN_MS, 'late').unref());
      const first = await Promise.race([stored, late]);
      return first === 'late' ? waitOf(memory.consume(key)) : first;
    },

    async giveBack(kind, subject) {
      await lanes[kind].store.reward(keyOf(kind, subject)).catch(() => undefined);
    },
  };
}

/** Milliseconds to wait, 0 for none. Whatever else goes wrong lets the message through: the limit protects, it decides nothing. */
async function waitOf(consumed: Promise<RateLimiterRes>): Promise<number> {
  try {
    await consumed;
    return 0;
  } catch (refusal) {
    return refusal instanceof RateLimiterRes ? Math.max(1, refusal.msBeforeNext) : 0;
  }
}
