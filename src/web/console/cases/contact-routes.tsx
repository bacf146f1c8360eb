import { CALL_OUTCOMES } from '../../../domain/cases/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, fields, staffOf } from '../route.js';
import { callIn } from './call-form.js';
import { ContactPage, type ContactPageProps, type TypedContact } from './contact-page.js';
import type { CasesDeps } from './deps.js';
import { NumberPage } from './number-page.js';

type Deps = Pick<CasesDeps, 'contact'>;

/** Calling her: the rules, the number in the answer to them and nowhere else, and how it went. */
export function contactRoutes(deps: Deps): readonly ConsoleRoute[] {
  const path = '/cases/:id/contact';
  const rule = 'case_change';
  return [
    { method: 'GET', path, rule, handle: (call) => show(deps, call) },
    { method: 'POST', path, rule, handle: (call) => showNumber(deps, call) },
    { method: 'POST', path: `${path}/call`, rule, handle: (call) => noteCall(deps, call) },
    { method: 'POST', path: `${path}/lift`, rule, handle: (call) => lift(deps, call) },
  ];
}

type Failed = ContactPageProps['failed'];
const idOf = ({ params }: ConsoleCall) => params.id ?? '';

async function show({ contact }: Deps, call: ConsoleCall, failed?: Failed, status?: number): Promise<void> {
  const { tongue, secrets, query } = call;
  const sheet = await contact.sheet(staffOf(call), idOf(call));
  const isLifted = query.done === 'lifted';
  const shown = { tongue, secrets, sheet, isLifted, ...(failed && { failed }) };
  call.page(tongue.say('console-contact:title'), <ContactPage {...shown} />, status);
}

/** Does it, or shows the page again with why not and with what was typed. */
async function attempt(
  deps: Deps,
  call: ConsoleCall,
  typed: Omit<NonNullable<Failed>, 'problem'>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (
      !(error instanceof AppError) ||
      error.code === 'not_found' ||
      ![400, 404, 409].includes(error.status)
    ) {
      throw error;
    }
    const problem = call.tongue.say(`errors:${error.code}`, error.params);
    await show(deps, call, { problem, ...typed }, error.status);
  }
}

async function showNumber(deps: Deps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets, form } = call;
  const typed = contactIn(form);
  await attempt(deps, call, { contact: typed }, async () => {
    const submission = field(form, 'submission');
    const shown = await deps.contact.showNumber(staffOf(call), idOf(call), typed, submission);
    const body = <NumberPage tongue={tongue} secrets={secrets} shown={shown} />;
    call.page(tongue.say('console-contact:title'), body);
  });
}

const contactIn = (form: ConsoleCall['form']): TypedContact => ({
  rules: fields(form, 'rules'),
  confirmed: field(form, 'confirmed') === 'yes',
  reason: field(form, 'reason').replace(/\r\n?/g, '\n').trim(),
});

async function noteCall(deps: Deps, call: ConsoleCall): Promise<void> {
  const typed = callIn(call.form);
  await attempt(deps, call, { call: typed }, async () => {
    const outcome = CALL_OUTCOMES.find((known) => known === typed.outcome);
    if (!outcome) {
      throw new AppError('outcome_missing');
    }
    const submission = field(call.form, 'submission');
    await deps.contact.noteCall(staffOf(call), idOf(call), { outcome, words: typed.words, submission });
    call.redirect(`/console/cases/${idOf(call)}?done=called`);
  });
}

async function lift(deps: Deps, call: ConsoleCall): Promise<void> {
  const reason = field(call.form, 'lift_reason').replace(/\r\n?/g, '\n').trim();
  await attempt(deps, call, { lift: reason }, async () => {
    const unsafeAt = momentIn(field(call.form, 'unsafe_at'));
    await deps.contact.liftUnsafe(staffOf(call), idOf(call), { reason, unsafeAt });
    call.redirect(`/console/cases/${idOf(call)}/contact?done=lifted`);
  });
}

/** The mark that the form stood on; null when it names none. */
function momentIn(text: string): Date | null {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
