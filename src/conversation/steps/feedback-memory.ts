import { z } from 'zod';
import type { KnowledgeEntry } from '../../domain/knowledge/index.js';
import { type FeedbackMemory, type GivenAnswer, LOCALES, type Session } from '../types.js';
import { markOf } from './mark.js';

/** So many answers are remembered with their entry, and so many of them with the words that asked for them. */
const MOST_ANSWERS = 12;
const MOST_QUESTIONS = 3;
/** So many answers are known to have been judged. */
const MOST_JUDGED = 200;

const givenAnswerSchema = z.strictObject({
  mark: z.string(),
  entry: z.string(),
  locale: z.enum(LOCALES),
  question: z.string().optional(),
  kept: z.literal(true).optional(),
});
export const feedbackMemorySchema = z.strictObject({
  answers: z.array(givenAnswerSchema),
  judged: z.array(z.string()),
  open: z.string().optional(),
});

const NOTHING: FeedbackMemory = { answers: [], judged: [] };

/** The talk after an answer; the same answer to the same words keeps its mark. */
export function rememberAnswer(session: Session, entry: KnowledgeEntry, question: string): Session {
  const { answers, judged } = session.feedback ?? NOTHING;
  const locale = LOCALES.find((known) => known === entry.locale) ?? session.locale;
  const mark = markOf(`${entry.id} ${locale} ${question}`);
  const before = answers.find((answer) => answer.mark === mark);
  const others = answers.filter((answer) => answer !== before);
  const given: GivenAnswer = { ...before, mark, entry: entry.id, locale, question };
  return {
    ...session,
    feedback: { answers: [given, ...others].slice(0, MOST_ANSWERS).map(forgetOld), judged, open: mark },
  };
}

function forgetOld({ question, ...answer }: GivenAnswer, at: number): GivenAnswer {
  return question !== undefined && at < MOST_QUESTIONS ? { ...answer, question } : answer;
}

/** The answer of that mark; undefined when it is too long ago. */
export function answerOf({ feedback }: Session, mark: string | undefined): GivenAnswer | undefined {
  return feedback?.answers.find((answer) => answer.mark === mark);
}

export const isJudged = ({ feedback }: Session, mark: string): boolean =>
  feedback?.judged.includes(mark) ?? false;

export function rememberJudged(session: Session, mark: string): Session {
  const memory = session.feedback ?? NOTHING;
  return { ...session, feedback: { ...memory, judged: [mark, ...memory.judged].slice(0, MOST_JUDGED) } };
}

export function rememberKept(session: Session, mark: string): Session {
  const { feedback } = session;
  return feedback
    ? {
        ...session,
        feedback: {
          ...feedback,
          answers: feedback.answers.map((answer) =>
            answer.mark === mark ? { ...answer, kept: true as const } : answer,
          ),
        },
      }
    : session;
}

/** Plain words belong to no answer any more. */
export function closeAnswer(session: Session): Session {
  if (session.feedback?.open === undefined) {
    return session;
  }
  const { open: _open, ...feedback } = session.feedback;
  return { ...session, feedback };
}
