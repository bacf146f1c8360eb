import { addDays, type Calendar, occasionsOn, shanghaiTime } from '../../../domain/tips/index.js';
import { may } from '../../../domain/staff/index.js';
import type { BroadcastDeps } from '../broadcasts/index.js';
import type { ConsoleCall, ConsoleRoute } from '../route.js';
import { CalendarPage, type PlannedDay } from './calendar-page.js';

export type CalendarDeps = Pick<BroadcastDeps, 'tips' | 'themes' | 'clock'> & { readonly calendar: Calendar };

const DAYS_AHEAD = 30;

/** The calendar of tips: what goes out by itself in the next 30 days. */
export function calendarRoutes(deps: CalendarDeps): readonly ConsoleRoute[] {
  return [{ method: 'GET', path: '/tips', rule: 'tip_view', handle: (call) => showCalendar(deps, call) }];
}

function showCalendar({ tips, themes, clock, calendar }: CalendarDeps, call: ConsoleCall): void {
  const { tongue, staff } = call;
  const { day: today } = shanghaiTime(clock.now());
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => addDays(today, ahead))
    .map((day): PlannedDay => ({ day, occurrences: occasionsOn(calendar, day) }))
    .filter(({ occurrences }) => occurrences.length > 0);
  call.page(
    tongue.say('console-tips:calendar.title'),
    <CalendarPage
      tongue={tongue}
      days={days}
      tips={tips}
      themes={themes(tongue.locale)}
      maySeeList={may(staff?.roles ?? [], 'broadcast_view')}
    />,
  );
}
