import type { Config } from '../config.js';
import { createAnswerNews } from '../conversation/answer-news.js';
import { createAuditStore } from '../domain/audit/index.js';
import { createGapStore, createQuestionDesk } from '../domain/knowledge/index.js';
import { questionRoutes } from '../web/index.js';
import type { ConsoleRoom } from './console.js';
import { buildDelivery } from './delivery.js';
import type { Foundation } from './foundation.js';

/** The questions without an answer in the console; an answer goes where the question came from. */
export function buildQuestionRoom(config: Config, foundation: Foundation): ConsoleRoom {
  const { database, sealer, say, clock } = foundation;
  const questions = createQuestionDesk({
    gaps: createGapStore(sealer),
    audit: createAuditStore(),
    transaction: (work) => database.prisma.$transaction(work),
    bring: createAnswerNews({ deliver: buildDelivery(config, foundation), say, clock }),
    clock,
  });
  return {
    routes: questionRoutes({ questions }),
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
