import { AppError } from '../../../lib/errors.js';
import { checkAnswers } from '../../public/help-form.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import type { CasesDeps } from './deps.js';
import { FiledPage } from './filed-page.js';
import { IntakePage, type IntakePageProps } from './intake-page.js';
import { answersIn, momentOf, toldIn } from './typed-intake.js';

/** Writing down what somebody tells by phone, letter or at the counter. */
export function intakeRoutes(deps: CasesDeps): readonly ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/intake',
      rule: 'case_intake',
      handle: (call) => show(call, { answers: {}, problems: {}, told: toldIn({}) }),
    },
    { method: 'POST', path: '/intake', rule: 'case_intake', handle: (call) => file(deps, call) },
  ];
}

type Shown = Pick<IntakePageProps, 'answers' | 'problems' | 'told' | 'failure'>;

function show(call: ConsoleCall, shown: Shown, status?: number): void {
  const { tongue, secrets } = call;
  const body = <IntakePage say={tongue.say} secrets={secrets} {...shown} />;
  call.page(tongue.say('console-cases:intake.title'), body, status);
}

/** Files the report and shows its digits in this very answer: so their address is nowhere kept, and sent again it shows them again. */
async function file({ desk, showDigits }: CasesDeps, call: ConsoleCall): Promise<void> {
  const { tongue, secrets } = call;
  const answers = answersIn(call.form);
  const told = toldIn(call.form);
  const checked = checkAnswers({ answers, assessment: {} });
  if ('problems' in checked) {
    show(call, { answers, problems: checked.problems, told }, 400);
    return;
  }
  const staff = staffOf(call);
  const toldAt = momentOf(told);
  const origin = {
    channel: told.channel,
    ...(toldAt && { toldAt }),
    locale: tongue.locale,
    submission: field(call.form, 'submission'),
  };
  try {
    const filed = await desk.intake(staff, checked.intake, origin);
    const slip = await showDigits(staff.id, filed, secrets.csrf);
    const body = <FiledPage say={tongue.say} filed={filed} slip={slip} />;
    call.page(tongue.say('console-cases:intake.title'), body);
  } catch (error) {
    if (!(error instanceof AppError) || !SHOWN_HERE.includes(error.code)) {
      throw error;
    }
    const failure = tongue.say(`errors:${error.code}`, error.params);
    show(call, { answers, problems: {}, told, failure }, error.status);
  }
}

/** What is said above the form, which keeps its words. */
const SHOWN_HERE = ['submission_changed', 'told_at_odd'];
