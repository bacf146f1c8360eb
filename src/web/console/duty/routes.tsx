import type { DutyDesk, DutyHours } from '../../../domain/duty/index.js';
import { may } from '../../../domain/staff/index.js';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field, staffOf } from '../route.js';
import { DutyPage } from './duty-page.js';
import type { DutyPageProps } from './duty-props.js';
import { readSingleDays, readWeek } from './typed.js';

export interface DutyRoutesDeps {
  readonly duty: DutyDesk;
  /** How the public reads the hours of 12338 at this moment. */
  readonly publicWords: (hours: DutyHours, locale: 'zh-CN' | 'en') => string;
}

/** The hours of duty in the console: everybody reads them, administrators change them. */
export function dutyRoutes(deps: DutyRoutesDeps): readonly ConsoleRoute[] {
  const { duty } = deps;
  return [
    { method: 'GET', path: '/duty', rule: 'signed_in', handle: (call) => show(deps, call) },
    {
      method: 'POST',
      path: '/duty',
      rule: 'duty_edit',
      handle(call) {
        const typedWeek = readWeek(call.form);
        return attempt(deps, call, { typedWeek }, () => duty.changeWeek(staffOf(call), typedWeek));
      },
    },
    {
      method: 'POST',
      path: '/duty/days',
      rule: 'duty_edit',
      handle(call) {
        const typedDays = readSingleDays(call.form);
        return attempt(deps, call, { typedDays }, () => duty.changeDays(staffOf(call), typedDays));
      },
    },
    {
      method: 'POST',
      path: '/duty/days/remove',
      rule: 'duty_edit',
      handle: (call) => attempt(deps, call, {}, () => duty.removeDay(staffOf(call), field(call.form, 'day'))),
    },
  ];
}

type Typed = Pick<DutyPageProps, 'typedWeek' | 'typedDays'>;

async function show(
  { duty, publicWords }: DutyRoutesDeps,
  call: ConsoleCall,
  typed: Typed = {},
  problem?: AppError,
) {
  const { tongue, secrets, query } = call;
  const day = problem?.params.day;
  const sheet = await duty.read();
  call.page(
    tongue.say('console-duty:title'),
    <DutyPage
      {...typed}
      tongue={tongue}
      secrets={secrets}
      sheet={sheet}
      publicWords={publicWords(sheet.hours, tongue.locale)}
      mayEdit={may(staffOf(call).roles, 'duty_edit')}
      isSaved={!problem && query.done === 'saved'}
      problem={
        problem && {
          text: tongue.say(`errors:${problem.code}`, problem.params),
          ...(typeof day === 'number' && { day }),
        }
      }
    />,
    problem?.status,
  );
}

/** Does it and shows the hours; what could not be taken stays in the form with the reason. */
async function attempt(
  deps: DutyRoutesDeps,
  call: ConsoleCall,
  typed: Typed,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || ![400, 409].includes(error.status)) {
      throw error;
    }
    await show(deps, call, typed, error);
    return;
  }
  call.redirect('/console/duty?done=saved');
}
