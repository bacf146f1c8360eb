import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { AnswerCount, AnswerCountStore } from './answer-count-store.js';
import type { AnsweredQuestion, GapReason, GapStore, HeldQuestion, OpenQuestion } from './gap-store.js';
import { groupQuestions } from './group-questions.js';

/** Longest answer to a question, in code points: what fits one message. */
export const MOST_ANSWER = 600;
/** Questions that one answer can go to; more of a kind show up when these are answered. */
export const MOST_TOGETHER = 100;
/** Days that "what did not help" looks back. */
export const UNHELPFUL_DAYS = 90;
/** Questions that are looked through, the oldest: the next ones move up. */
const MOST_LISTED = 1000;
const MOST_UNHELPFUL = 100;

export interface QuestionDeskDeps {
  readonly gaps: GapStore;
  readonly counts: Pick<AnswerCountStore, 'unhelpful'>;
  readonly audit: AuditStore;
  readonly transaction: <T>(work: (db: Database) => Promise<T>) => Promise<T>;
  /** The tokens by which questions are alike. */
  readonly terms: (text: string) => Set<string>;
  /** Brings the answer to her who asked, on her channel; false when she can't be reached. The same key again brings nothing. */
  readonly bring: (
    db: Database,
    contactId: string,
    said: { readonly question: string; readonly answer: string },
    key: string,
  ) => Promise<boolean>;
  /** Where entries are written. */
  readonly drafts: {
    /** Begins a draft, or finds the one that this question led to before. Returns its id. */
    startDraft(
      staffId: string,
      from: {
        readonly locale: string;
        readonly question: string;
        readonly answer?: string;
        readonly gapId?: string;
      },
    ): Promise<string>;
  };
  readonly clock: Clock;
}

/** Questions that ask the same; the oldest first, never empty. */
export interface QuestionGroup {
  /** The oldest: the group is opened by it. */
  readonly id: string;
  readonly questions: readonly OpenQuestion[];
}

/** A question with those that ask the same and wait for an answer as well. */
export interface OpenedQuestion {
  readonly question: AnsweredQuestion;
  /** The oldest first, at most `MOST_TOGETHER` with the question itself; none when it has its answer. */
  readonly alike: readonly OpenQuestion[];
}

/** The questions that were left, for staff. What is read or changed has its audit row when a call resolves. */
export interface QuestionDesk {
  /** Without an answer, those alike together: the biggest group first, then the oldest. `reason`: only groups with such a question. */
  list(staffId: string, reason?: GapReason): Promise<readonly QuestionGroup[]>;
  /** Null for an unknown id. */
  open(staffId: string, id: string): Promise<OpenedQuestion | null>;
  /**
   * Keeps the answer for all these questions and sends it, once, to each who asked. The same answer of the same person again changes
   * nothing. Returns the id of the question under which it stands. Throws `questions_missing` (400), `answer_missing` (400),
   * `text_too_long` (400), `already_answered` (409, and then nothing is sent to anybody), `not_found` (404).
   */
  answer(staffId: string, ids: readonly string[], text: string): Promise<string>;
  /** A draft of an entry from a question, with its answer or with this one, which need not be complete. Throws `not_found` (404). */
  startDraft(staffId: string, id: string, text: string): Promise<string>;
  /** The entries that did not help in the last `UNHELPFUL_DAYS` days, what needs work most first; counts only, not audited. */
  unhelpful(): Promise<readonly AnswerCount[]>;
  /** How many wait; for a count on a page, not audited. */
  waiting(): Promise<number>;
}

export function createQuestionDesk(deps: QuestionDeskDeps): QuestionDesk {
  const { gaps, counts, transaction, clock } = deps;
  const note = createNote(deps);
  const groupsOf = async (db: Database): Promise<OpenQuestion[][]> =>
    groupQuestions(await gaps.list(db, MOST_LISTED), deps.terms);

  return {
    list: (staffId, reason) =>
      transaction(async (db) => {
        const groups = (await groupsOf(db)).filter(
          (group) => reason === undefined || group.some((question) => question.reason === reason),
        );
        await note(db, staffId, 'question_list_viewed', null, String(groups.flat().length));
        return groups.flatMap((questions) => (questions[0] ? [{ id: questions[0].id, questions }] : []));
      }),

    open: (staffId, id) =>
      transaction(async (db) => {
        const question = await gaps.find(db, id);
        if (!question) {
          return null;
        }
        const group = question.answer ? [] : (await groupsOf(db)).find((known) => known.some(isIt(id)));
        const alike = (group ?? []).filter((known) => known.id !== id).slice(0, MOST_TOGETHER - 1);
        for (const shown of [question, ...alike]) {
          await note(db, staffId, 'question_viewed', shown.id);
        }
        return { question, alike };
      }),

    answer(staffId, ids, text) {
      const answer = asAnswer(text);
      if (ids.length === 0) {
        throw new AppError('questions_missing', 400);
      }
      return transaction(async (db) => {
        const held = await gaps.hold(db, ids.slice(0, MOST_TOGETHER));
        const lead = leadOf(held, ids, { answer, staffId });
        const bring = createBringOnce(deps, db, held);
        for (const question of held.filter((each) => !each.answer)) {
          const delivered = await bring(question, answer);
          const together = question.id === lead ? {} : { with: lead };
          await gaps.saveAnswer(
            db,
            question.id,
            { text: answer, staffId, delivered, ...together },
            clock.now(),
          );
          await note(
            db,
            staffId,
            'question_answered',
            question.id,
            delivered ? 'delivered' : 'not_delivered',
          );
        }
        return lead;
      });
    },

    async startDraft(staffId, id, text) {
      const found = await transaction(async (db) => {
        const question = await gaps.find(db, id);
        if (!question) {
          throw new AppError('not_found', 404);
        }
        await note(db, staffId, 'question_viewed', id);
        return question;
      });
      const answer = clean(text) || found.answer?.text;
      const from = { locale: found.locale, question: found.question, gapId: id };
      return deps.drafts.startDraft(staffId, answer ? { ...from, answer } : from);
    },

    unhelpful: () => transaction((db) => counts.unhelpful(db, UNHELPFUL_DAYS, clock.now(), MOST_UNHELPFUL)),
    waiting: () => transaction((db) => gaps.count(db)),
  };
}

const isIt =
  (id: string) =>
  (question: { readonly id: string }): boolean =>
    question.id === id;

function createNote({ audit, clock }: Pick<QuestionDeskDeps, 'audit' | 'clock'>) {
  return (
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
}

/** The question under which the answer stands. Throws when there is none any more, or when one has another answer already. */
function leadOf(
  held: readonly HeldQuestion[],
  ids: readonly string[],
  { answer, staffId }: { readonly answer: string; readonly staffId: string },
): string {
  const answered = held.filter((question) => question.answer);
  if (answered.some((question) => question.answer?.text !== answer || question.answer.staffId !== staffId)) {
    throw new AppError('already_answered', 409);
  }
  const lead =
    answered.find(({ answeredWith }) => answeredWith === null) ??
    held.find(({ id }) => id === ids[0]) ??
    held[0];
  if (!lead) {
    throw new AppError('not_found', 404);
  }
  return lead.id;
}

/** Brings an answer to whoever asked several of the questions only once; whether it went to her holds for all of hers. */
function createBringOnce(
  { bring }: Pick<QuestionDeskDeps, 'bring'>,
  db: Database,
  held: readonly HeldQuestion[],
) {
  const told = new Map(
    held.flatMap(({ contactId, answer }) => (contactId && answer ? [[contactId, answer.delivered]] : [])),
  );
  return async ({ id, contactId, question }: HeldQuestion, answer: string): Promise<boolean> => {
    if (contactId === null) {
      return false;
    }
    const delivered = told.get(contactId) ?? (await bring(db, contactId, { question, answer }, id));
    told.set(contactId, delivered);
    return delivered;
  };
}

/** Words without what no channel can carry. */
const clean = (text: string): string =>
  text
    .replaceAll('\0', '')
    .replaceAll('\r\n', '\n')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();

/** The answer as it is sent. Throws `answer_missing` or `text_too_long` (400). */
function asAnswer(text: string): string {
  const answer = clean(text);
  if (answer === '') {
    throw new AppError('answer_missing', 400);
  }
  if ([...answer].length > MOST_ANSWER) {
    throw new AppError('text_too_long', 400, { limit: MOST_ANSWER });
  }
  return answer;
}
