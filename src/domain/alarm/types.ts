import type { Role } from '../staff/index.js';
import type { Database } from '../contacts/index.js';

/** Why somebody is called. That she may take her own life is no cause of its own: it stands nowhere in plain. */
export const ALARM_CAUSES = ['emergency_filed', 'danger_assessed_high', 'danger_told_later'] as const;
export type AlarmCause = (typeof ALARM_CAUSES)[number];

/** How far an alarm has risen: each level calls more people. */
export type AlarmLevel = 1 | 2 | 3;

/** An alarm that nobody has taken yet. */
export interface OpenAlarm {
  readonly caseId: string;
  /** 0 for the moments before the first call. */
  readonly level: AlarmLevel | 0;
  readonly raisedAt: Date;
}

/** All that nobody has taken yet, in numbers. */
export interface AlarmNews {
  readonly open: number;
  /** The highest of them; 0 when nothing is open. */
  readonly level: AlarmLevel | 0;
  /** Calls made for all alarms there ever were: another number after every call, also when one alarm was taken and another raised. */
  readonly calls: number;
}

export interface AlarmsNow {
  readonly news: AlarmNews;
  /** The oldest first; no more than fit a page. */
  readonly oldest: readonly OpenAlarm[];
}

/** A call to staff; the same one again calls nobody. */
export interface AlarmCall {
  readonly alarmId: string;
  /** The first call of an alarm is 1. */
  readonly nth: number;
  /** Who is called. */
  readonly roles: readonly Role[];
}

/** Calls staff about an emergency in the caller's transaction, without a word of what or whose. */
export type CallStaff = (tx: Database, call: AlarmCall) => Promise<void>;

/** An emergency calls staff in the transaction of what caused it. A case that has an open alarm gets no other. */
export type RaiseAlarm = (
  tx: Database,
  alarm: { readonly caseId: string; readonly cause: AlarmCause; readonly now: Date },
) => Promise<void>;

/** Somebody takes care of it: the alarm of a case that is locked falls silent. False when none is open. */
export type TakeAlarm = (tx: Database, caseId: string, staffId: string, now: Date) => Promise<boolean>;
