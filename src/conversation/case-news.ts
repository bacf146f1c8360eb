import { NEWS_KEY } from '../domain/cases/index.js';
import type { Database } from '../domain/contacts/index.js';
import { nextAllowed } from '../domain/tips/index.js';
import type { Clock } from '../lib/clock.js';
import type { Deliver } from './delivery.js';
import type { Say } from './types.js';

const NOTICE = 1;

export interface CaseNewsDeps {
  readonly deliver: Deliver;
  readonly say: Say;
  readonly clock: Clock;
}

/**
 * Tells a chat from which a case came that there is news, without a word of it or of the case: others may read the phone. Not
 * between 21:00 and 8:00. The same key again tells nothing. False when nobody can be told.
 */
export function createCaseNews({ deliver, say, clock }: CaseNewsDeps) {
  return (db: Database, contactId: string, key: string): Promise<boolean> =>
    deliver(
      db,
      contactId,
      (locale) => ({
        text: say(locale, 'console-cases:to_reporter.news'),
        links: [{ label: say(locale, 'console-cases:to_reporter.open'), url: '/r' }],
      }),
      { lane: NOTICE, dedupeKey: `${NEWS_KEY}${key}`, notBefore: nextAllowed(clock.now()) },
    );
}
