import { AppError } from '../../../lib/errors.js';
import { may } from '../../../domain/staff/index.js';
import type { EntryName } from '../../../domain/knowledge/index.js';
import { type ConsoleCall, type ConsoleRoute, staffOf } from '../route.js';
import type { KnowledgeDeps } from './deps.js';
import { EntryPage } from './entry-page.js';
import { readListQuery } from './list-query.js';
import { ListPage } from './list-page.js';

/** What has been done and is said on the entry's page afterwards. */
const DONE = ['published', 'withdrawn', 'brought_back', 'kept', 'taken', 'discarded'];

/** The list and an entry. */
export function readingRoutes(deps: KnowledgeDeps): ConsoleRoute[] {
  return [
    { method: 'GET', path: '/knowledge', rule: 'knowledge_view', handle: (call) => list(deps, call) },
    {
      method: 'GET',
      path: '/knowledge/entries/:locale/:id',
      rule: 'knowledge_view',
      handle: (call) => show(deps, call),
    },
  ];
}

/** The entry that the path names. */
export const nameOf = ({ params }: Pick<ConsoleCall, 'params'>): EntryName => ({
  id: params.id ?? '',
  locale: params.locale ?? '',
});

/** The entry that the path names, with all that is known of it. Throws `not_found` (404). */
export async function fileOf({ desk }: KnowledgeDeps, call: ConsoleCall) {
  const file = await desk.open(nameOf(call));
  if (!file) {
    throw new AppError('not_found', 404);
  }
  return file;
}

async function list(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const { tongue } = call;
  const { id, roles } = staffOf(call);
  const query = readListQuery(call.query);
  call.page(
    tongue.say('console-knowledge:list.title'),
    <ListPage
      tongue={tongue}
      query={query}
      list={await deps.desk.list(id, query)}
      topics={deps.topics(tongue.locale)}
      mayEdit={may(roles, 'knowledge_edit')}
    />,
  );
}

async function show(deps: KnowledgeDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets, query } = call;
  const { roles } = staffOf(call);
  call.page(
    tongue.say('console-knowledge:entry.title'),
    <EntryPage
      {...{ tongue, deps, secrets }}
      file={await fileOf(deps, call)}
      mayEdit={may(roles, 'knowledge_edit')}
      mayPublish={may(roles, 'knowledge_publish')}
      done={DONE.find((code) => code === query.done) ?? null}
    />,
  );
}
