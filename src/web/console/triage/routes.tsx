import { type CaseDesk, isMonth, monthOf } from '../../../domain/cases/index.js';
import { may } from '../../../domain/staff/index.js';
import type { Clock } from '../../../lib/clock.js';
import { type ConsoleCall, type ConsoleRoute, staffOf } from '../route.js';
import { pageNumber } from '../views/pager.js';
import { TriagePage } from './triage-page.js';

export interface TriageDeps {
  readonly desk: Pick<CaseDesk, 'waiting' | 'agreement'>;
  readonly clock: Clock;
}

/** What the triage suggested: what waits for a decision, and how often staff agreed. */
export function triageRoutes(deps: TriageDeps): readonly ConsoleRoute[] {
  return [{ method: 'GET', path: '/triage', rule: 'triage_view', handle: (call) => show(deps, call) }];
}

async function show({ desk, clock }: TriageDeps, call: ConsoleCall): Promise<void> {
  const { tongue, query } = call;
  const staff = staffOf(call);
  const thisMonth = monthOf(clock.now());
  const month = query.month !== undefined && isMonth(query.month) ? query.month : thisMonth;
  const page = pageNumber(query.page);
  const body = (
    <TriagePage
      tongue={tongue}
      page={page}
      waiting={may(staff.roles, 'case_list') ? await desk.waiting(staff, page) : null}
      agreement={await desk.agreement(staff, month)}
      thisMonth={thisMonth}
    />
  );
  call.page(tongue.say('console-triage:page.title'), body);
}
