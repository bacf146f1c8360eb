import type { Log } from '../../lib/log.js';

/** Word that something may have changed, from any process; as a port. */
export interface ChangeFeed {
  /** Calls `hear` after every change, and now and then in between, since word can get lost. */
  follow(hear: () => void): { stop(): Promise<void> };
}

export interface FollowingDeps {
  readonly feed: ChangeFeed;
  /** The number of the last change. */
  readonly revision: () => Promise<bigint>;
  /** The number up to which all changes are served already. */
  readonly served: bigint;
  /** Reads what stands now and serves it. */
  readonly reload: () => Promise<void>;
  readonly log: Log;
}

/**
 * Serves every change, whichever process made it. One reload runs at a time; what changes meanwhile is served by the next. One that
 * fails is tried again when the feed speaks next.
 */
export function followChanges({ feed, revision, served, reload, log }: FollowingDeps): {
  stop(): Promise<void>;
} {
  let known = served;
  let isAsked = false;
  let running: Promise<void> | null = null;

  const catchUp = async (): Promise<void> => {
    while (isAsked) {
      isAsked = false;
      const latest = await revision(); // read before the rest: a change that comes in between is served twice, not missed
      if (latest !== known) {
        await reload();
        known = latest;
      }
    }
  };

  const following = feed.follow(() => {
    isAsked = true;
    running ??= catchUp()
      .catch((error: unknown) => log.warn('knowledge_reload_failed', { code: codeOf(error) }))
      .finally(() => (running = null));
  });
  return {
    async stop() {
      await following.stop();
      await running;
    },
  };
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && /^[A-Z0-9_]{1,30}$/.test(code) ? code : 'unknown';
}
