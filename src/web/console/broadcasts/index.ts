export type { BroadcastDeps, Option } from './deps.js';
export { broadcastRoutes } from './routes.js';
