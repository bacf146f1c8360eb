import { inPlainSight } from '../../../domain/cases/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import type { CasesDeps } from './deps.js';
import { FindPage, type FindPageProps } from './find-page.js';

/** Whether there is an earlier case of a caller: never without a reason, and never in an address. */
export function findRoutes(deps: Pick<CasesDeps, 'find'>): readonly ConsoleRoute[] {
  const path = '/cases/find';
  return [
    { method: 'GET', path, rule: 'case_find', handle: (call) => show(call, {}) },
    { method: 'POST', path, rule: 'case_find', handle: (call) => find(deps, call) },
  ];
}

function show(call: ConsoleCall, shown: Pick<FindPageProps, 'failed' | 'found'>, status?: number): void {
  const { tongue, secrets } = call;
  const body = <FindPage say={tongue.say} secrets={secrets} {...shown} />;
  call.page(tongue.say('console-contact:find.title'), body, status);
}

async function find({ find: findCases }: Pick<CasesDeps, 'find'>, call: ConsoleCall): Promise<void> {
  const typed = {
    text: inPlainSight(field(call.form, 'asked')).trim(),
    kind: field(call.form, 'kind'),
    words: field(call.form, 'words').replace(/\r\n?/g, '\n').trim(),
  };
  try {
    show(call, { found: await findCases(staffOf(call), typed) });
  } catch (error) {
    if (!(error instanceof AppError) || ![400, 429].includes(error.status)) {
      throw error;
    }
    const problem = call.tongue.say(`errors:${error.code}`, error.params);
    show(call, { failed: { typed, problem } }, error.status);
  }
}
