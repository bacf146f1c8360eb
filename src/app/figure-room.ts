import type { Dialogue } from '../dialogue.js';
import { createAuditStore } from '../domain/audit/index.js';
import { createDutyStore } from '../domain/duty/index.js';
import { createFigureDesk, createKnowledgeStore } from '../domain/knowledge/index.js';
import { figuresInSentences } from '../infra/i18n.js';
import { figureRoutes } from '../web/index.js';
import type { ConsoleRoom } from './console.js';
import { figuresOfDuty } from './duty-figures.js';
import type { Foundation } from './foundation.js';

/** The figures that change from year to year, in the console. */
export function buildFigureRoom(
  { database, edition, clock, locales, say }: Foundation,
  { cite }: Pick<Dialogue, 'cite'>,
): ConsoleRoom {
  const store = createKnowledgeStore();
  const figures = createFigureDesk({
    transaction: (work) => database.prisma.$transaction(work),
    audit: createAuditStore(),
    shipped: edition.figures,
    derived: async (db) => figuresOfDuty(await createDutyStore().read(db), say),
    entries: async (db) => (await store.all(db, edition.written)).entries,
    sentences: figuresInSentences(locales, 'zh-CN'),
    clock,
  });
  return { routes: figureRoutes({ figures, cite, clock }), todo: [] };
}
