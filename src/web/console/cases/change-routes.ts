import { TRANSITIONS } from '../../../domain/cases/index.js';
import type { StaffMember } from '../../../domain/staff/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import type { CasesDeps } from './deps.js';
import { type Draft, type FormName, readDraft } from './draft.js';
import { judgeForm } from './judge-form.js';
import { asDecision } from './typed-decision.js';
import type { Done, ShowCase } from './show-case.js';

interface Change {
  readonly form: (call: ConsoleCall) => FormName;
  readonly done: Done;
  readonly make: (staff: StaffMember, id: string, draft: Draft, call: ConsoleCall) => Promise<void>;
}

/** What is done to a case by the forms on its page. */
export function changeRoutes({ desk }: CasesDeps, show: ShowCase): readonly ConsoleRoute[] {
  const route = (path: string, change: Change): ConsoleRoute => ({
    method: 'POST',
    path: `/cases/:id/${path}`,
    rule: 'case_change',
    handle: (call) => carryOut(call, change, show),
  });
  const submission = ({ form }: ConsoleCall) => field(form, 'submission');
  return [
    route('move', {
      form: (call) => `move-${transitionOf(call)}`,
      done: 'moved',
      make: (staff, id, { text, assignTo }, call) =>
        desk.move(staff, id, transitionOf(call), {
          submission: submission(call),
          ...(text !== '' && { [isToldHer(transitionOf(call)) ? 'message' : 'reason']: text }),
          ...(assignTo !== '' && { assignTo }),
        }),
    }),
    route('judgements/:judgement', {
      form: ({ params }) => judgeForm(params.judgement ?? ''),
      done: 'judged',
      make: (staff, id, { text, typed }, call) =>
        desk.judge(staff, id, call.params.judgement ?? '', asDecision(typed, text), submission(call)),
    }),
    route('note', {
      form: () => 'note',
      done: 'note',
      make: (staff, id, { text }, call) => desk.note(staff, id, text, submission(call)),
    }),
    route('message', {
      form: () => 'message',
      done: 'message',
      make: (staff, id, { text }, call) => desk.write(staff, id, text, submission(call)),
    }),
    route('notices', {
      form: () => 'notices',
      done: 'notices',
      make: (staff, id, _draft, { form }) => desk.resumeNotices(staff, id, momentIn(field(form, 'left_at'))),
    }),
    route('police', {
      form: () => 'police',
      done: 'police',
      make: (staff, id, { text }, call) => desk.reported(staff, id, text, submission(call)),
    }),
  ];
}

/** Makes the change and shows the case anew; what could not be taken stays in its form with the reason. */
async function carryOut(call: ConsoleCall, { form, done, make }: Change, show: ShowCase): Promise<void> {
  const { params, tongue } = call;
  const draft = readDraft(call.form, form(call));
  try {
    await make(staffOf(call), params.id ?? '', draft, call);
  } catch (error) {
    if (!(error instanceof AppError) || ![400, 409].includes(error.status)) {
      throw error;
    }
    const problem = tongue.say(`errors:${error.code}`, error.params);
    await show(call, { draft, problem }, error.status);
    return;
  }
  call.redirect(`/console/cases/${params.id ?? ''}?done=${done}`);
}

/** A moment as a form of the page carries it. Throws `bad_request` (400) for anything else. */
function momentIn(text: string): Date {
  const at = new Date(text);
  if (!/^\d{4}-/.test(text) || Number.isNaN(at.getTime())) {
    throw new AppError('bad_request', 400);
  }
  return at;
}

/** Whether the words that come with a move are for her. */
const isToldHer = (transition: string) =>
  TRANSITIONS.find(({ name }) => name === transition)?.requires === 'message';

/** The name of the move that was pressed. Throws `bad_request` (400) for what no button carries. */
function transitionOf({ form }: ConsoleCall): string {
  const name = field(form, 'transition');
  if (!/^[a-z_]{1,40}$/.test(name)) {
    throw new AppError('bad_request', 400);
  }
  return name;
}
