import { addDays, type Day, shanghaiMoment, shanghaiTime, weekdayOf } from '../tips/index.js';
import type { CaseUrgency, ClockKind } from './types.js';

const HOUR = 3_600_000;
/** "自受理之日起60日内办结", at most 30 more with reasons (信访工作条例 34). */
const FINISH_DAYS = 60;
const EXTENSION_DAYS = 30;

/** The end of a day in Asia/Shanghai: a period in days ends at 24:00 of its last one, the day it starts on doesn't count (民法典 201, 203). */
const endOf = (day: Day) => new Date(shanghaiMoment(addDays(day, 1), 0).getTime() - 1);
const daysAfter = (start: Date, days: number) => endOf(addDays(shanghaiTime(start).day, days));
const hoursAfter = (start: Date, hours: number) => new Date(start.getTime() + hours * HOUR);

/** The end of the n-th working day after a moment. Monday to Friday: make-up days and holidays only ever make it too early. */
function workingDaysAfter(start: Date, days: number): Date {
  let day = shanghaiTime(start).day;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    left -= ['saturday', 'sunday'].includes(weekdayOf(day)) ? 0 : 1;
  }
  return endOf(day);
}

/** Until somebody has spoken with her. Internal: "red at once, orange 24 hours, yellow 3 working days" of `categories.yaml`. */
function firstContactDue(start: Date, urgency: CaseUrgency): Date {
  switch (urgency) {
    case 'emergency':
      return hoursAfter(start, 1);
    case 'urgent':
      return hoursAfter(start, 24);
    case 'normal':
      return workingDaysAfter(start, 3);
  }
}

/**
 * When a clock that starts now runs out.
 * - `first_contact`: internal, see above.
 * - `mandatory_report`: the police are told at once (未成年人保护法 11; 强制报告意见 2020, 4–5); 24 hours is when the alarm sounds, not leave to wait.
 * - `tell_receipt`: she hears within 15 days whether and how it is dealt with (信访工作条例 23).
 * - `finish`: 60 days from acceptance (信访工作条例 34). 妇女权益保障法 73 and 76 name no days.
 * - `follow_up`: internal; she is asked again a week after the reply (fact sheet §2.2, after the first visit that follows a written warning).
 */
export function dueAt(kind: ClockKind, start: Date, urgency: CaseUrgency): Date {
  switch (kind) {
    case 'first_contact':
      return firstContactDue(start, urgency);
    case 'mandatory_report':
      return hoursAfter(start, 24);
    case 'tell_receipt':
      return daysAfter(start, 15);
    case 'finish':
      return daysAfter(start, FINISH_DAYS);
    case 'follow_up':
      return daysAfter(start, 7);
  }
}

/** The last day to finish once it was extended: counted from the start, so that a second extension adds nothing. */
export function extendedFinish(start: Date): Date {
  return daysAfter(start, FINISH_DAYS + EXTENSION_DAYS);
}
