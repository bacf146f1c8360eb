import type { Config } from '../config.js';
import { createAnswerNews } from '../conversation/answer-news.js';
import type { Dialogue } from '../dialogue.js';
import { createAuditStore } from '../domain/audit/index.js';
import type { Database } from '../domain/contacts/index.js';
import {
  createAnswerCountStore,
  createGapStore,
  createQuestionDesk,
  type QuestionDeskDeps,
  tellingTerms,
} from '../domain/knowledge/index.js';
import { createLexicon } from '../domain/language/index.js';
import { questionRoutes } from '../web/index.js';
import type { ConsoleRoom } from './console.js';
import { buildDelivery } from './delivery.js';
import type { Foundation } from './foundation.js';

/** An answer may go to a hundred people in one transaction. */
const WITHIN_MS = 20_000;

/** What the questions need of the other rooms. */
export interface QuestionNeighbours {
  readonly dialogue: Pick<Dialogue, 'knowledge'>;
  readonly drafts: QuestionDeskDeps['drafts'];
}

/** The questions that were left, in the console; an answer goes where the question came from. */
export function buildQuestionRoom(
  config: Config,
  foundation: Foundation,
  { dialogue: { knowledge }, drafts }: QuestionNeighbours,
): ConsoleRoom {
  const { database, edition, sealer, say, clock } = foundation;
  const questions = createQuestionDesk({
    gaps: createGapStore(sealer),
    counts: createAnswerCountStore(),
    audit: createAuditStore(),
    transaction: <T>(work: (db: Database) => Promise<T>) =>
      database.prisma.$transaction(work, { timeout: WITHIN_MS }),
    terms: tellingTerms(createLexicon(edition.lexicon)),
    bring: createAnswerNews({ deliver: buildDelivery(config, foundation), say, clock }),
    drafts,
    clock,
  });
  return {
    routes: questionRoutes({
      questions,
      entryTitle: (id, locale) => knowledge.entry(id, locale)?.title,
    }),
    todo: [
      {
        action: 'question_list',
        count: () => questions.waiting(),
        href: '/console/questions',
        key: 'console-questions:todo',
      },
    ],
  };
}
