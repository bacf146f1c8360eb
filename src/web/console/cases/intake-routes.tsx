import { INTAKE_STEPS } from '../../../domain/cases/index.js';
import { AppError } from '../../../lib/errors.js';
import { type Answers, checkAnswers } from '../../public/help-form.js';
import { lineBreaks } from '../../public/line-breaks.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import type { CasesDeps } from './deps.js';
import { FiledPage } from './filed-page.js';
import { IntakePage, type IntakePageProps } from './intake-page.js';

/** Writing down what somebody tells by phone, letter or at the counter. */
export function intakeRoutes(deps: CasesDeps): readonly ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/intake',
      rule: 'case_intake',
      handle: (call) => show(call, { answers: {}, problems: {} }),
    },
    { method: 'POST', path: '/intake', rule: 'case_intake', handle: (call) => file(deps, call) },
  ];
}

type Shown = Pick<IntakePageProps, 'answers' | 'problems' | 'failure'>;

function show(call: ConsoleCall, shown: Shown, status?: number): void {
  const { tongue, secrets } = call;
  const body = <IntakePage say={tongue.say} secrets={secrets} {...shown} />;
  call.page(tongue.say('console-cases:intake.title'), body, status);
}

/** Files the report and shows its digits in this very answer: so their address is nowhere kept, and sent again it shows them again. */
async function file({ desk, showDigits }: CasesDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets } = call;
  const answers = answersIn(call.form);
  const checked = checkAnswers(answers);
  if ('problems' in checked) {
    show(call, { answers, problems: checked.problems }, 400);
    return;
  }
  const staff = staffOf(call);
  const origin = {
    channel: 'phone',
    locale: tongue.locale,
    submission: field(call.form, 'submission'),
  } as const;
  try {
    const filed = await desk.intake(staff, checked.intake, origin);
    const slip = await showDigits(staff.id, filed, secrets.csrf);
    const body = <FiledPage say={tongue.say} filed={filed} slip={slip} />;
    call.page(tongue.say('console-cases:intake.title'), body);
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 409) {
      throw error;
    }
    const failure = tongue.say(`errors:${error.code}`, error.params);
    show(call, { answers, problems: {}, failure }, 409);
  }
}

function answersIn(form: ConsoleCall['form']): Answers {
  const given = INTAKE_STEPS.map(({ name }) => [name, lineBreaks(field(form, name)).trim()] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}
