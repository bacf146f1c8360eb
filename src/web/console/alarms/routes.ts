import type { CaseDesk } from '../../../domain/cases/index.js';
import { type ConsoleRoute, staffOf } from '../route.js';
import { ALARMS_PATH } from './address.js';

/** Taking an alarm, and what the script on the pages asks: how many are open, how far the gravest has risen and how many calls were made, nothing else. */
export function alarmRoutes({ desk }: { readonly desk: Pick<CaseDesk, 'takeAlarm'> }): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: ALARMS_PATH,
      rule: 'alarm_view',
      unattended: true,
      handle: ({ res, alarmNews }) => void res.json(alarmNews),
    },
    {
      method: 'POST',
      path: '/cases/:id/alarm',
      rule: 'case_change',
      async handle(call) {
        const { id = '' } = call.params;
        const how = await desk.takeAlarm(staffOf(call), id);
        call.redirect(`/console/cases/${id}?done=${how}`);
      },
    },
  ];
}
