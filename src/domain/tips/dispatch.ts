import type { Clock } from '../../lib/clock.js';
import type { MessagingDatabase } from '../messaging/index.js';
import { createCampaignStore } from './campaign-store.js';
import { shanghaiTime } from './days.js';
import { type DueTip, dueTips } from './due-tips.js';
import { fanOut, holdFanOut } from './fan-out-store.js';
import { nextAllowed } from './quiet-hours.js';
import type { Calendar, Tip } from './schema.js';

export interface DispatchDeps {
  readonly db: MessagingDatabase['prisma'];
  readonly calendar: Calendar;
  readonly tips: readonly Tip[];
  readonly clock: Clock;
}

/** What a run began and ended. */
export interface Dispatched {
  readonly tips: number;
  readonly broadcasts: number;
  readonly recipients: number;
  readonly ended: number;
}

const FAN_OUT_WITHIN_MS = 60_000;

/**
 * Begins every sending that is due and ends those that are through. Begun is a campaign together with its recipients, or not at all;
 * a second process, a second run or a clock that jumps finds it begun already.
 */
export function createDispatch({ db, calendar, tips, clock }: DispatchDeps): () => Promise<Dispatched> {
  const campaigns = createCampaignStore();
  const together = { timeout: FAN_OUT_WITHIN_MS, maxWait: FAN_OUT_WITHIN_MS };
  const timing = (now: Date) => ({ day: shanghaiTime(now).day, notBefore: nextAllowed(now), now });

  /** @returns how many people get it; null when it had begun before */
  const beginTip = ({ dedupeKey, tipId, segment }: DueTip): Promise<number | null> =>
    db.$transaction(async (tx) => {
      await holdFanOut(tx, FAN_OUT_WITHIN_MS);
      const now = clock.now();
      const made = { dedupeKey, tipId, segment, state: 'sending', startedAt: now, now } as const;
      const { id, isNew } = await campaigns.add(tx, made);
      return isNew ? fanOut(tx, { campaignId: id, segment, tipId, ...timing(now) }) : null;
    }, together);

  /** @returns how many people get it; null when it is not approved any more, or had begun before */
  const beginBroadcast = (id: string): Promise<number | null> =>
    db.$transaction(async (tx) => {
      await holdFanOut(tx, FAN_OUT_WITHIN_MS);
      const now = clock.now();
      const begun = await campaigns.move(tx, id, 'start', { now });
      return begun && fanOut(tx, { campaignId: id, segment: begun.segment, tipId: null, ...timing(now) });
    }, together);

  /** In order: life and limb take the places first. One that fails is tried again at the next run and holds nobody else up. */
  const beginAll = async <T>(
    due: readonly T[],
    begin: (one: T) => Promise<number | null>,
    failures: unknown[],
  ): Promise<number[]> => {
    const begun: number[] = [];
    for (const one of due) {
      const people = await begin(one).catch((error: unknown) => {
        failures.push(error);
        return null;
      });
      begun.push(...(people === null ? [] : [people]));
    }
    return begun;
  };

  return async () => {
    const now = clock.now();
    const due = dueTips(calendar, tips, now);
    const known = await campaigns.known(
      db,
      due.map(({ dedupeKey }) => dedupeKey),
    );
    const missing = due.filter(({ dedupeKey }) => !known.has(dedupeKey));
    const failures: unknown[] = [];
    const begunTips = await beginAll(missing, beginTip, failures);
    const begunBroadcasts = await beginAll(await campaigns.due(db, now), beginBroadcast, failures);
    await campaigns.releaseStragglers(db);
    const dispatched = {
      tips: begunTips.length,
      broadcasts: begunBroadcasts.length,
      recipients: [...begunTips, ...begunBroadcasts].reduce((sum, people) => sum + people, 0),
      ended: await campaigns.finish(db, clock.now()),
    };
    if (failures.length > 0) {
      throw failures[0];
    }
    return dispatched;
  };
}
