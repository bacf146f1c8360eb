export { type CalendarDeps, calendarRoutes } from './routes.js';
