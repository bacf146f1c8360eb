import type { Dialogue } from '../dialogue.js';
import { createAuditStore } from '../domain/audit/index.js';
import {
  countConflicts,
  countDue,
  createKnowledgeDesk,
  dueBy,
  type KnowledgeDesk,
  type KnowledgeEntry,
  withFigures,
} from '../domain/knowledge/index.js';
import type { Staff } from '../domain/staff/index.js';
import { shanghaiTime } from '../domain/tips/index.js';
import { knowledgeRoutes } from '../web/index.js';
import type { ConsoleRoom } from './console.js';
import type { Foundation } from './foundation.js';

/** The knowledge base as staff keep it; other rooms begin drafts at its desk. */
export function buildKnowledgeDesk(
  { database, sealer, edition, figures, clock }: Foundation,
  { knowledge }: Pick<Dialogue, 'knowledge'>,
  { names }: Pick<Staff, 'names'>,
): KnowledgeDesk {
  return createKnowledgeDesk({
    transaction: (work) => database.prisma.$transaction(work),
    sealer,
    audit: createAuditStore(),
    staffNames: names,
    live: knowledge,
    shipped: edition.written,
    topics: (edition.topics.get('zh-CN') ?? []).map(({ id }) => id),
    laws: Object.keys(edition.laws.laws),
    shown: (entry) => withFigures([entry], figures.all())[0] ?? entry,
    clock,
    today: () => shanghaiTime(clock.now()).day,
  });
}

/** The pages of the knowledge base in the console. */
export function buildKnowledgeRoom(
  { database, edition, clock }: Foundation,
  { knowledge, replyOf, cite, topicTitle }: Dialogue,
  desk: KnowledgeDesk,
): ConsoleRoom {
  const db = database.prisma;
  const today = () => shanghaiTime(clock.now()).day;
  const laws = Object.entries(edition.laws.laws);
  return {
    routes: knowledgeRoutes({
      ...{ desk, replyOf, cite, today },
      topics: (locale) =>
        (edition.topics.get('zh-CN') ?? []).map(({ id }) => ({ id, title: topicTitle(id, locale) })),
      laws: (locale) => laws.map(([id, { en }]) => ({ id, title: locale === 'en' ? en : `《${id}》` })),
      groups: (locale) => groupsOf(knowledge.entries(), locale),
    }),
    todo: [
      {
        key: 'console-knowledge:todo.conflict',
        href: '/console/knowledge?listed=conflict',
        action: 'knowledge_publish',
        count: () => countConflicts(db),
      },
      {
        key: 'console-knowledge:todo.due',
        href: '/console/knowledge?listed=due',
        action: 'knowledge_publish',
        count: () => countDue(db, dueBy(today())),
      },
    ],
  };
}

/** Groups by the titles of their entries. */
function groupsOf(entries: readonly KnowledgeEntry[], locale: string) {
  const titles = new Map<string, string[]>();
  for (const { group, title, locale: own } of entries) {
    if (group !== undefined && own === locale) {
      titles.set(group, [...(titles.get(group) ?? []), title]);
    }
  }
  return [...titles].map(([id, all]) => ({ id, title: all.join(' / ') }));
}
