import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { AnsweredQuestion, GapStore, OpenQuestion } from './gap-store.js';

/** Longest answer to a question, in code points: what fits one message. */
export const MOST_ANSWER = 600;
/** Questions of one list, the oldest: the next ones move up. */
const MOST_LISTED = 200;

export interface QuestionDeskDeps {
  readonly gaps: GapStore;
  readonly audit: AuditStore;
  readonly transaction: <T>(work: (db: Database) => Promise<T>) => Promise<T>;
  /** Brings the answer to her who asked, on her channel; false when she can't be reached. The same key again brings nothing. */
  readonly bring: (
    db: Database,
    contactId: string,
    said: { readonly question: string; readonly answer: string },
    key: string,
  ) => Promise<boolean>;
  readonly clock: Clock;
}

/** The questions that had no answer, for staff. What is read or changed has its audit row when a call resolves. */
export interface QuestionDesk {
  /** Without an answer, the oldest first. */
  list(staffId: string): Promise<readonly OpenQuestion[]>;
  /** Null for an unknown id. */
  open(staffId: string, id: string): Promise<AnsweredQuestion | null>;
  /**
   * Keeps the answer and sends it to her who asked. The same answer of the same person again changes nothing. False when it
   * is kept but reached nobody. Throws `answer_missing` (400), `text_too_long` (400), `already_answered` (409), `not_found` (404).
   */
  answer(staffId: string, id: string, text: string): Promise<boolean>;
  /** How many wait; for a count on a page, not audited. */
  waiting(): Promise<number>;
}

export function createQuestionDesk({
  gaps,
  audit,
  transaction,
  bring,
  clock,
}: QuestionDeskDeps): QuestionDesk {
  const note = (
    db: Database,
    staffId: string,
    action: 'question_list_viewed' | 'question_viewed' | 'question_answered',
    id: string | null,
    detail?: string,
  ) =>
    audit.record(db, {
      staffId,
      action,
      subject: { kind: 'question', id },
      ...(detail !== undefined && { detail }),
      now: clock.now(),
    });

  return {
    list: (staffId) =>
      transaction(async (db) => {
        const questions = await gaps.list(db, MOST_LISTED);
        await note(db, staffId, 'question_list_viewed', null, String(questions.length));
        return questions;
      }),

    open: (staffId, id) =>
      transaction(async (db) => {
        const question = await gaps.find(db, id);
        if (question) {
          await note(db, staffId, 'question_viewed', id);
        }
        return question;
      }),

    answer(staffId, id, text) {
      const answer = asAnswer(text);
      return transaction(async (db) => {
        const held = await gaps.hold(db, id);
        if (!held) {
          throw new AppError('not_found', 404);
        }
        if (held.answer) {
          if (held.answer.text !== answer || held.answer.staffId !== staffId) {
            throw new AppError('already_answered', 409);
          }
          return held.answer.delivered;
        }
        const { contactId, question } = held;
        const delivered = contactId !== null && (await bring(db, contactId, { question, answer }, id));
        await gaps.saveAnswer(db, id, { text: answer, staffId, delivered }, clock.now());
        await note(db, staffId, 'question_answered', id, delivered ? 'delivered' : 'not_delivered');
        return delivered;
      });
    },

    waiting: () => transaction((db) => gaps.count(db)),
  };
}

/** The answer without what no channel can carry. Throws `answer_missing` or `text_too_long` (400). */
function asAnswer(text: string): string {
  const answer = text
    .replaceAll('\0', '')
    .replaceAll('\r\n', '\n')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
  if (answer === '') {
    throw new AppError('answer_missing', 400);
  }
  if ([...answer].length > MOST_ANSWER) {
    throw new AppError('text_too_long', 400, { limit: MOST_ANSWER });
  }
  return answer;
}
