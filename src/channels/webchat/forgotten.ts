import type { Answered } from '../../conversation/chat.js';

const MOST = 1000;

/**
 * The last results of people just forgotten, in memory alone and by digest: a double click on "delete" must not begin a
 * new talk under the old cookie.
 */
export function createForgotten() {
  const results = new Map<string, Answered>();
  return {
    find: (key: string | undefined): Answered | undefined =>
      key === undefined ? undefined : results.get(key),
    keep(key: string | undefined, answered: Answered): void {
      if (key === undefined || !answered.forgotten) {
        return;
      }
      results.set(key, answered);
      const oldest = results.keys().next();
      if (results.size > MOST && !oldest.done) {
        results.delete(oldest.value);
      }
    },
  };
}
