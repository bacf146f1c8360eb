export { triageRoutes } from './routes.js';
