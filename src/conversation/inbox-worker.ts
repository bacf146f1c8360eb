import type { Database } from '../domain/contacts/index.js';
import {
  type Backoff,
  backoffMs,
  createBell,
  type MessagingDatabase,
  pause,
} from '../domain/messaging/index.js';
import { codeOf, isOutage, TurnTimeout } from './turn-failure.js';
import { createTurnTaker, type TurnTakerDeps } from './turn-taker.js';

export interface InboxWorkerDeps extends TurnTakerDeps {
  readonly db: MessagingDatabase;
  /** Told when replies were stored, so that they go out at once. */
  readonly onReplies: () => void;
  readonly timings?: Partial<WorkerTimings>;
}

export interface WorkerTimings {
  /** Chats whose turns run at once; each holds a connection. */
  readonly lanes: number;
  /** A turn that takes longer is taken back and counted as failed, in ms. */
  readonly turnWithinMs: number;
  /** How often rows of other processes are looked for. */
  readonly pollMs: number;
  readonly retry: Backoff;
  /** How long `stop` waits for what is in flight. */
  readonly stopWithinMs: number;
}

const DEFAULTS: WorkerTimings = {
  lanes: 4,
  turnWithinMs: 5000,
  pollMs: 500,
  retry: { baseMs: 500, capMs: 60_000 },
  stopWithinMs: 6_000,
};
/** A turn that has run for this long gives its lane to another chat, up to twice the lanes. */
const SLOW_MS = 500;
/** For how long an update that another process holds is left alone. */
const ELSEWHERE_MS = 100;
/** Chats looked up at once. */
const LOOK_AHEAD = 128;

/**
 * Takes stored updates to the conversation: of each chat the oldest, one at a time, also with several processes. The effects
 * of an update, its replies and its "done" commit together. A turn that fails is tried again with growing pauses and given up
 * after `MAX_TURN_ATTEMPTS`; the chat waits meanwhile, other chats don't.
 */
export function createInboxWorker(deps: InboxWorkerDeps) {
  const timings = { ...DEFAULTS, ...deps.timings };
  const bell = createBell();
  const stopping = new AbortController();
  const running = new Map<bigint, { readonly since: number; readonly done: Promise<void> }>();
  const heldElsewhere = new Map<bigint, number>();
  const turns = createTurnTaker(deps);
  let loop: Promise<void> | null = null;

  /** Runs one transaction; gives up waiting for it, and takes it back, when it is late. */
  const within = <T>(work: (tx: Database) => Promise<T>) =>
    deps.db.prisma.$transaction(
      (tx) => {
        const working = work(tx);
        working.catch(() => undefined); // after a time-out nobody listens to it
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new TurnTimeout()), timings.turnWithinMs);
        });
        return Promise.race([working, late]).finally(() => clearTimeout(timer));
      },
      { maxWait: timings.turnWithinMs, timeout: timings.turnWithinMs + 1000 },
    );

  const handle = async (id: bigint): Promise<void> => {
    try {
      const taken = await within((tx) => turns.take(tx, id));
      if (taken === 'answered') {
        deps.onReplies();
      } else if (taken === 'held_elsewhere') {
        heldElsewhere.set(id, performance.now() + ELSEWHERE_MS);
      }
    } catch (error) {
      await recordFailure(id, error);
    }
  };

  const recordFailure = async (id: bigint, error: unknown): Promise<void> => {
    const code = codeOf(error);
    try {
      if (isOutage(error)) {
        deps.log('inbox_database_away', { code });
        await pause(timings.pollMs, stopping.signal);
      } else if (await within((tx) => turns.fail(tx, id, code, (n) => backoffMs(n, timings.retry)))) {
        deps.onReplies();
      }
    } catch (second) {
      deps.log('inbox_failure_not_recorded', { code: codeOf(second) });
      await pause(timings.pollMs, stopping.signal);
    }
  };

  const free = (): number => {
    const slow = [...running.values()].filter(({ since }) => performance.now() - since > SLOW_MS).length;
    return timings.lanes + Math.min(slow, timings.lanes) - running.size;
  };

  const begin = (id: bigint): void => {
    const done = handle(id).finally(() => {
      running.delete(id);
      if (!heldElsewhere.has(id)) {
        bell.ring();
      }
    });
    running.set(id, { since: performance.now(), done });
  };

  /** Starts what is due. @returns whether there may be more at once */
  const startDue = async (): Promise<boolean> => {
    const ids = await deps.inbox.due(deps.db.prisma, deps.clock.now(), LOOK_AHEAD + running.size);
    heldElsewhere.forEach((until, id) => until < performance.now() && heldElsewhere.delete(id));
    const waiting = ids.filter((id) => !running.has(id) && !heldElsewhere.has(id));
    while (waiting.length > 0 && !stopping.signal.aborted) {
      if (free() > 0) {
        begin(waiting.shift() as bigint);
      } else {
        await bell.wait(SLOW_MS / 2, stopping.signal);
      }
    }
    return ids.length > 0;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const more = await startDue().catch((error: unknown) => {
        deps.log('inbox_database_away', { code: codeOf(error) });
        return false;
      });
      await bell.wait(more ? Math.min(ELSEWHERE_MS, timings.pollMs) : timings.pollMs, stopping.signal);
    }
  };

  return {
    start(): void {
      loop ??= run();
    },
    /** There is a new update: look at once. */
    wake: bell.ring,
    /** Begins nothing new and waits for what is in flight, at most 6 s; what is later is taken back and done by the next process. */
    async stop(): Promise<void> {
      stopping.abort();
      const ended = Promise.all([loop, ...[...running.values()].map(({ done }) => done)]);
      const waited = new AbortController();
      await Promise.race([ended, pause(timings.stopWithinMs, waited.signal)]);
      waited.abort();
    },
  };
}
export type InboxWorker = ReturnType<typeof createInboxWorker>;
