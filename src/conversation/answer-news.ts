import type { Database } from '../domain/contacts/index.js';
import { nextAllowed } from '../domain/tips/index.js';
import type { Clock } from '../lib/clock.js';
import type { Deliver } from './delivery.js';
import type { Say } from './types.js';

const NOTICE = 1;
/** She knows what she asked: so much of it, in code points, is enough to know it again. */
const MOST_QUOTED = 200;

export interface AnswerNewsDeps {
  readonly deliver: Deliver;
  readonly say: Say;
  readonly clock: Clock;
}

/** Brings the answer of staff, under the words of the question, to her who had left it. Not between 21:00 and 8:00. */
export function createAnswerNews({ deliver, say, clock }: AnswerNewsDeps) {
  return (
    db: Database,
    contactId: string,
    said: { readonly question: string; readonly answer: string },
    key: string,
  ): Promise<boolean> =>
    deliver(
      db,
      contactId,
      (locale) => ({
        text: [
          say(locale, 'console-questions:to_asker.asked'),
          shortened(said.question),
          '',
          say(locale, 'console-questions:to_asker.answered'),
          said.answer,
        ].join('\n'),
        sensitive: true,
      }),
      { lane: NOTICE, dedupeKey: `answer:${key}`, notBefore: nextAllowed(clock.now()) },
    );
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= MOST_QUOTED ? text : `${letters.slice(0, MOST_QUOTED).join('')}…`;
}
