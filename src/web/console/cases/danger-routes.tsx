import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import { answersIn } from './danger-form.js';
import { DangerPage, type DangerPageProps } from './danger-page.js';
import type { CasesDeps } from './deps.js';

/** Assessing the danger of a case. */
export function dangerRoutes(deps: CasesDeps): readonly ConsoleRoute[] {
  const path = '/cases/:id/danger';
  return [
    { method: 'GET', path, rule: 'case_view', handle: (call) => show(deps, call) },
    { method: 'POST', path, rule: 'case_change', handle: (call) => assess(deps, call) },
  ];
}

async function show(
  { desk, danger }: CasesDeps,
  call: ConsoleCall,
  failed?: DangerPageProps['failed'],
  status?: number,
): Promise<void> {
  const { tongue, secrets, params, query } = call;
  const sheet = await desk.dangerSheet(staffOf(call), params.id ?? '');
  if (!sheet) {
    throw new AppError('not_found', 404);
  }
  const shown = {
    tongue,
    secrets,
    sheet,
    scale: danger,
    isDone: query.done === 'kept',
    ...(failed && { failed }),
  };
  call.page(tongue.say('console-danger:title'), <DangerPage {...shown} />, status);
}

/** Keeps the assessment and shows what follows from it; what could not be taken stays chosen. */
async function assess(deps: CasesDeps, call: ConsoleCall): Promise<void> {
  const id = call.params.id ?? '';
  const answers = answersIn(deps.danger, call.form);
  try {
    await deps.desk.assessDanger(staffOf(call), id, answers, field(call.form, 'submission'));
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 409) {
      throw error;
    }
    const problem = call.tongue.say(`errors:${error.code}`, error.params);
    await show(deps, call, { answers, problem }, error.status);
    return;
  }
  call.redirect(`/console/cases/${id}/danger?done=kept`);
}
