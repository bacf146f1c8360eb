import type { CaseDesk } from '../../../domain/cases/index.js';
import { type ConsoleRoute, staffOf } from '../route.js';
import { ALARMS_PATH } from './address.js';
import { levelOf } from './banner.js';

/** Taking an alarm, and what the script on the pages asks: how many are open and how far the gravest has risen, nothing else. */
export function alarmRoutes({ desk }: { readonly desk: Pick<CaseDesk, 'takeAlarm'> }): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: ALARMS_PATH,
      rule: 'alarm_view',
      unattended: true,
      handle: ({ res, alarms }) => void res.json({ open: alarms.length, level: levelOf(alarms) }),
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
