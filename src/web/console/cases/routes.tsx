import { type ConsoleCall, type ConsoleRoute, staffOf } from '../route.js';
import { alarmRoutes } from '../alarms/index.js';
import { changeRoutes } from './change-routes.js';
import { contactRoutes } from './contact-routes.js';
import { dangerRoutes } from './danger-routes.js';
import type { CasesDeps } from './deps.js';
import { evidenceRoutes } from './evidence-routes.js';
import { findRoutes } from './find-routes.js';
import { intakeRoutes } from './intake-routes.js';
import { ListPage } from './list-page.js';
import { asFilter, readListQuery } from './list-query.js';
import { createShowCase } from './show-case.js';

/** Cases in the console: found, read, worked on, and written down for those who call. */
export function caseRoutes(deps: CasesDeps): readonly ConsoleRoute[] {
  const show = createShowCase(deps);
  return [
    { method: 'GET', path: '/cases', rule: 'case_list', handle: (call) => list(deps, call) },
    ...findRoutes(deps), // before a case of that name
    { method: 'GET', path: '/cases/:id', rule: 'case_view', handle: (call) => show(call) },
    ...alarmRoutes(deps),
    ...changeRoutes(deps, show),
    ...contactRoutes(deps),
    ...dangerRoutes(deps),
    ...evidenceRoutes(deps, show),
    ...intakeRoutes(deps),
  ];
}

async function list({ desk, clock }: CasesDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets, alarms } = call;
  const query = readListQuery(call.query);
  const { rows, total } = await desk.list(staffOf(call), asFilter(query));
  const shown = { tongue, secrets, alarms, query, rows, total };
  const body = <ListPage {...shown} now={clock.now()} />;
  call.page(tongue.say('console-cases:list.title'), body);
}
