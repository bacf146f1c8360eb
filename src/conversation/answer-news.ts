import type { Database } from '../domain/contacts/index.js';
import { nextAllowed } from '../domain/tips/index.js';
import type { Clock } from '../lib/clock.js';
import type { Deliver } from './delivery.js';
import type { Say } from './types.js';

const NOTICE = 1;

export interface AnswerNewsDeps {
  readonly deliver: Deliver;
  readonly say: Say;
  readonly clock: Clock;
}

/** Brings the answer of staff to her who had left a question, without her own words: they may light up on a locked phone. Not between 21:00 and 8:00. */
export function createAnswerNews({ deliver, say, clock }: AnswerNewsDeps) {
  return (
    db: Database,
    contactId: string,
    said: { readonly answer: string },
    key: string,
  ): Promise<boolean> =>
    deliver(
      db,
      contactId,
      (locale) => ({
        text: [say(locale, 'console-questions:to_asker.answered'), said.answer].join('\n'),
        sensitive: true,
      }),
      { lane: NOTICE, dedupeKey: `answer:${key}`, notBefore: nextAllowed(clock.now()) },
    );
}
