export { type DutyRoutesDeps, dutyRoutes } from './routes.js';
