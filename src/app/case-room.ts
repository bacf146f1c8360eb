import type { Dialogue } from '../dialogue.js';
import { createAuditStore } from '../domain/audit/index.js';
import { type Cases, createShowDigits, createTodoStore } from '../domain/cases/index.js';
import type { Evidence } from '../domain/evidence/index.js';
import { fillPlaces } from '../domain/knowledge/index.js';
import { may, type Staff } from '../domain/staff/index.js';
import { caseRoutes, createGuide, type Todo, triageRoutes } from '../web/index.js';
import type { ConsoleRoom } from './console.js';
import type { Foundation } from './foundation.js';

/** Cases in the console. */
export function buildCaseRoom(
  foundation: Foundation,
  {
    cases: { desk, contactDesk, find, danger, tracking },
    dialogue,
    evidence,
  }: { readonly cases: Cases; readonly dialogue: Pick<Dialogue, 'cite'>; readonly evidence: Evidence },
  { room }: Pick<Staff, 'room'>,
): ConsoleRoom {
  const { database, categories, figures, townships, clock } = foundation;
  const names = new Map(townships.all.map(({ id, name }) => [id, name]));
  const routes = caseRoutes({
    desk,
    contact: contactDesk,
    find,
    danger,
    evidence,
    showDigits: createShowDigits({ db: database.prisma, tracking, audit: createAuditStore(), clock }),
    officers: async () =>
      (await room.list()).filter(({ disabled, roles }) => !disabled && may(roles, 'case_change')),
    guide: createGuide(categories, dialogue.cite, (text, locale) =>
      fillPlaces(text, (name) => figures.words(locale)[name]),
    ),
    townshipName: (id, locale) => names.get(id)?.[locale] ?? id,
    clock,
  });
  const triage = triageRoutes({ desk, clock });
  return { routes: [...routes, ...triage], todo: todoOf(foundation) };
}

function todoOf({ database, clock }: Foundation): readonly Todo[] {
  const store = createTodoStore();
  const waiting = (name: keyof Awaited<ReturnType<typeof store.count>>, query: string): Todo => ({
    action: 'case_list',
    count: async () => (await store.count(database.prisma, clock.now()))[name],
    href: `/console/cases?${query}`,
    key: `console-cases:todo.${name}`,
  });
  return [
    waiting('emergencies', 'urgency=emergency'),
    waiting('overdue', 'show=overdue'),
    waiting('unread', 'show=unread'),
  ];
}
