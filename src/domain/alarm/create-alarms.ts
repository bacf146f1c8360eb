import { randomUUID } from 'node:crypto';
import type { Clock } from '../../lib/clock.js';
import type { Database } from '../contacts/index.js';
import { type AlarmDatabase, type AlarmStore, createAlarmStore, type DueAlarm } from './alarm-store.js';
import { nextCallAt, stepOf } from './steps.js';
import type { AlarmsNow, CallStaff, RaiseAlarm, TakeAlarm } from './types.js';

/** Alarms as cases need them. */
export interface CaseAlarms {
  readonly raise: RaiseAlarm;
  readonly take: TakeAlarm;
  /** Whether nobody has taken the alarm of a case yet. */
  readonly isOpen: (db: Database, caseId: string) => Promise<boolean>;
  /** Who took the last alarm of a case; null when there was none. */
  readonly lastTakenBy: (db: Database, caseId: string) => Promise<string | null>;
}

/**
 * Raising an alarm and taking it. The first call goes out with it; where nobody can be called from (`call` is not given), it is due at once and
 * made by the next run of `createEscalate`.
 */
export function createCaseAlarms(call?: CallStaff): CaseAlarms {
  const store = createAlarmStore();
  return {
    async raise(tx, { caseId, cause, now }) {
      const id = randomUUID();
      if ((await store.add(tx, { id, caseId, cause, now })) && call) {
        await callNext(store, call, tx, { id, raisedAt: now, calls: 0 }, now);
      }
    },
    take: (tx, caseId, staffId, now) => store.close(tx, caseId, staffId, now),
    isOpen: (db, caseId) => store.isOpen(db, caseId),
    lastTakenBy: (db, caseId) => store.lastTakenBy(db, caseId),
  };
}

/** The alarms that nobody has taken yet. */
export function createOpenAlarms(db: AlarmDatabase): () => Promise<AlarmsNow> {
  const store = createAlarmStore();
  return async () => ({ news: await store.news(db), oldest: await store.oldestOpen(db) });
}

export interface EscalateDeps {
  readonly db: AlarmDatabase;
  readonly call: CallStaff;
  readonly clock: Clock;
}

/**
 * Makes the calls that are due, one transaction each. Running late, twice or in several processes does no harm.
 * @returns how many calls were made
 */
export function createEscalate({ db, call, clock }: EscalateDeps): () => Promise<number> {
  const store = createAlarmStore();
  const one = (): Promise<boolean> =>
    db.$transaction(async (tx) => {
      const now = clock.now();
      const due = await store.nextDue(tx, now);
      if (due) {
        await callNext(store, call, tx, due, now);
      }
      return due !== null;
    });
  return async () => {
    let calls = 0;
    while (await one()) {
      calls += 1;
    }
    return calls;
  };
}

/** A call takes the place of those before it that could not be sent: after an outage each chat is called once. */
async function callNext(
  store: AlarmStore,
  call: CallStaff,
  tx: Database,
  { id, raisedAt, calls }: DueAlarm,
  now: Date,
): Promise<void> {
  const nth = calls + 1;
  const { level, roles } = stepOf(nth);
  await store.noteCall(tx, id, { calls: nth, level, dueAt: nextCallAt(raisedAt, nth, now) }, now);
  if (calls > 0) {
    await store.takeBack(tx, id, 'alarm_called_again');
  }
  await call(tx, { alarmId: id, nth, roles });
}
