export interface Pace {
  /** Calls started in one second, evenly spaced. */
  readonly perSecond: number;
  /** Calls open at once. */
  readonly inFlight: number;
  /** Between the end of one message and the start of the next to the same chat, in ms. */
  readonly chatGapMs: number;
}

/** Telegram's published limits are 30 a second and one a second to a chat; the first stays below. */
export const TELEGRAM_PACE: Pace = { perSecond: 25, inFlight: 3, chatGapMs: 1000 };

/** When the next call may start, and which chats have to wait. Counts by the monotonic clock. */
export function createPacing({ perSecond, chatGapMs }: Pace) {
  const apartMs = 1000 / perSecond;
  let nextStart = 0;
  const restsUntil = new Map<string, number>();
  return {
    /** Milliseconds until the next call may start. */
    waitMs: (): number => Math.max(0, nextStart - performance.now()),

    /** A call to a chat starts: the chat rests until `end`. */
    begin(chat: string): void {
      nextStart = Math.max(performance.now() - apartMs / 2, nextStart) + apartMs; // a start that came late shortens the next wait
      restsUntil.set(chat, Infinity);
    },

    /** The call has ended; the chat rests a little longer. */
    end(chat: string, forMs = 0): void {
      restsUntil.set(chat, performance.now() + Math.max(forMs, chatGapMs));
    },

    resting(): string[] {
      const now = performance.now();
      restsUntil.forEach((until, chat) => until <= now && restsUntil.delete(chat));
      return [...restsUntil.keys()];
    },

    /** Milliseconds until the next chat may be written to again; Infinity when none rests. */
    untilAwakeMs: (): number => Math.min(...restsUntil.values()) - performance.now(),

    forgetRests: (): void => restsUntil.clear(),
  };
}
export type Pacing = ReturnType<typeof createPacing>;
