import { occasionsOn, type Occurrence } from './calendar.js';
import { targetOf } from './audience.js';
import { addDays, type Day, shanghaiMoment, shanghaiTime } from './days.js';
import { type Calendar, type Occasion, RANKS, type Tip } from './schema.js';
import { segmentOf } from './segment.js';
import type { Segment } from './types.js';

/** When tips go out: work and supper are over, and the quiet hours are not yet there. */
export const TIPS_AT = { hour: 18, minute: 30 } as const;
/** What was missed is made up for so many days; older than that, it comes too late to be of use. */
export const MADE_UP_DAYS = 2;

/**
 * Whether an occasion may go by the rule's guess while the year's notice has not been entered. What protects life, health and growing
 * up is as true some days early or late, and is missed when it does not come; a civic day is spoken of by its date and waits for it.
 */
const GUESS_WILL_DO: Readonly<Record<Occasion['rank'], boolean>> = {
  life: true,
  health: true,
  growth: true,
  civic: false,
};

/** A tip that has to go out, if it has not already. */
export interface DueTip {
  /** Names this sending once and for all. */
  readonly dedupeKey: string;
  readonly tipId: string;
  readonly segment: Segment;
}

/** Whether it goes out as things stand. */
export const isSettled = ({ confirmed, occasion }: Occurrence): boolean =>
  confirmed || GUESS_WILL_DO[occasion.rank];
const rankOf = ({ occasion }: Occurrence) => RANKS.indexOf(occasion.rank);

/** The days whose hour has struck, the oldest first. */
function openDays(now: Date): Day[] {
  const { day } = shanghaiTime(now);
  const days = Array.from({ length: MADE_UP_DAYS + 1 }, (_, ago) => addDays(day, ago - MADE_UP_DAYS));
  return days.filter((one) => shanghaiMoment(one, TIPS_AT.hour, TIPS_AT.minute) <= now);
}

/**
 * Every tip of today and the days before it whose hour has struck, life and limb first. The same moment gives the same answer as often
 * as it is asked: what has been sent is known by its key.
 */
export function dueTips(calendar: Calendar, tips: readonly Tip[], now: Date): DueTip[] {
  const byId = new Map(tips.filter(({ locale }) => locale === 'zh-CN').map((tip) => [tip.id, tip]));
  return openDays(now)
    .flatMap((day) => occasionsOn(calendar, day).map((occurrence) => ({ day, occurrence })))
    .filter(({ occurrence }) => isSettled(occurrence))
    .sort((a, b) => rankOf(a.occurrence) - rankOf(b.occurrence))
    .flatMap(({ day, occurrence: { occasion, tips: ids } }) =>
      ids.flatMap((id) => {
        const tip = byId.get(id);
        return tip
          ? [
              {
                dedupeKey: `tip:${occasion.id}:${day}:${id}`,
                tipId: id,
                segment: segmentOf(targetOf(tip, occasion)),
              },
            ]
          : [];
      }),
    );
}
