import { type Purpose, PURPOSES } from '../../../domain/evidence/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, staffOf } from '../route.js';
import type { CasesDeps } from './deps.js';
import { type FormName, readDraft } from './draft.js';
import { sendFile } from './send-file.js';
import type { ShowCase } from './show-case.js';

/** Evidence of a case: a photo's copy to look at, an original with its reason. */
export function evidenceRoutes(deps: CasesDeps, show: ShowCase): readonly ConsoleRoute[] {
  const path = '/cases/:id/evidence/:evidence';
  return [
    { method: 'GET', path, rule: 'case_view', handle: (call) => showCopy(deps, call) },
    {
      method: 'POST',
      path: `${path}/original`,
      rule: 'evidence_open',
      handle: (call) => openOriginal(deps, call, show),
    },
  ];
}

async function showCopy({ evidence }: CasesDeps, call: ConsoleCall): Promise<void> {
  const file = await evidence.showCopy(staffOf(call), ...idsOf(call));
  await sendFile(call, found(file), 'inline');
}

/** Hands the original out; what could not be taken stays in its form with the reason. */
async function openOriginal({ evidence }: CasesDeps, call: ConsoleCall, show: ShowCase): Promise<void> {
  const [caseId, id] = idsOf(call);
  const form: FormName = `original-${id}`;
  const draft = readDraft(call.form, form);
  const purpose = purposeOf(draft.purpose);
  try {
    const file = await evidence.openOriginal(staffOf(call), caseId, id, { purpose, reason: draft.text });
    await sendFile(call, found(file), 'attachment');
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 400) {
      throw error;
    }
    const problem = call.tongue.say(`errors:${error.code}`, error.params);
    await show(call, { draft, problem }, error.status);
  }
}

const idsOf = ({ params }: ConsoleCall): [string, string] => [params.id ?? '', params.evidence ?? ''];

function found<T>(file: T | null): T {
  if (file === null) {
    throw new AppError('not_found', 404);
  }
  return file;
}

/** Throws `bad_request` (400) for what the form doesn't offer. */
function purposeOf(chosen: string | undefined): Purpose {
  const purpose = PURPOSES.find((known) => known === chosen);
  if (!purpose) {
    throw new AppError('bad_request', 400);
  }
  return purpose;
}
