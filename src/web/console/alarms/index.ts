export { AlarmBanner, type AlarmWatch } from './banner.js';
export { OpenAlarms, TakeAlarm } from './open-alarms.js';
export { alarmRoutes } from './routes.js';
