import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import { areOffered, draftOf, type Problem, problemsOf } from './check.js';
import type { BroadcastDeps } from './deps.js';
import { type BroadcastForm, EMPTY_FORM, readForm } from './form.js';
import { FormPage } from './form-page.js';
import { groupsIn } from './groups.js';
import { PreviewPage } from './preview-page.js';

/** Writing a broadcast: the form, the preview, and only then a draft. */
export function writingRoutes(deps: BroadcastDeps): ConsoleRoute[] {
  const rule = 'broadcast_write';
  return [
    { method: 'GET', path: '/broadcasts/new', rule, handle: (call) => showForm(deps, call, EMPTY_FORM) },
    {
      method: 'POST',
      path: '/broadcasts/new',
      rule,
      handle: (call) => showForm(deps, call, formOf(deps, call)),
    },
    { method: 'POST', path: '/broadcasts/preview', rule, handle: (call) => showPreview(deps, call) },
    { method: 'POST', path: '/broadcasts', rule, handle: (call) => keepDraft(deps, call) },
  ];
}

/** What the fields hold. Throws `bad_request` for a box that the page does not offer. */
function formOf(deps: BroadcastDeps, { form, tongue }: ConsoleCall): BroadcastForm {
  const read = readForm(form);
  if (!areOffered(read.groups, groupsIn(deps, tongue))) {
    throw new AppError('bad_request', 400);
  }
  return read;
}

function showForm(
  deps: BroadcastDeps,
  call: ConsoleCall,
  form: BroadcastForm,
  problems: readonly Problem[] = [],
): void {
  const { tongue, secrets } = call;
  call.page(
    tongue.say('console-tips:form.title'),
    <FormPage
      tongue={tongue}
      secrets={secrets}
      form={form}
      offered={groupsIn(deps, tongue)}
      problems={problems}
    />,
    problems.length > 0 ? 400 : 200,
  );
}

async function showPreview(deps: BroadcastDeps, call: ConsoleCall): Promise<void> {
  const form = formOf(deps, call);
  const problems = problemsOf(form, deps.clock.now());
  if (problems.length > 0) {
    showForm(deps, call, form, problems);
    return;
  }
  const { tongue, secrets } = call;
  const draft = draftOf(form);
  call.page(
    tongue.say('console-tips:preview.title'),
    <PreviewPage
      tongue={tongue}
      secrets={secrets}
      form={form}
      draft={draft}
      reach={await deps.broadcasts.count(draft.segment)}
      offered={groupsIn(deps, tongue)}
    />,
  );
}

async function keepDraft(deps: BroadcastDeps, call: ConsoleCall): Promise<void> {
  const form = formOf(deps, call);
  const problems = problemsOf(form, deps.clock.now());
  if (problems.length > 0) {
    showForm(deps, call, form, problems);
    return;
  }
  const submission = field(call.form, 'submission');
  const { id } = await deps.broadcasts.draft(staffOf(call).id, draftOf(form), submission);
  call.redirect(`/console/broadcasts/${id}`);
}
