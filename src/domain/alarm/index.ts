export { callKey, createAlarmStore } from './alarm-store.js';
export {
  type CaseAlarms,
  createCaseAlarms,
  createEscalate,
  createOpenAlarms,
  type EscalateDeps,
} from './create-alarms.js';
export { createRing, type RingDeps, type RingPhone } from './ring.js';
export {
  type AlarmCall,
  ALARM_CAUSES,
  type AlarmCause,
  type AlarmLevel,
  type AlarmNews,
  type AlarmsNow,
  type CallStaff,
  type OpenAlarm,
  type RaiseAlarm,
  type TakeAlarm,
} from './types.js';
