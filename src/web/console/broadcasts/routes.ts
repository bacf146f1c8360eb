import type { ConsoleRoute } from '../route.js';
import { controlRoutes } from './control-routes.js';
import type { BroadcastDeps } from './deps.js';
import { readingRoutes } from './reading-routes.js';
import { writingRoutes } from './writing-routes.js';

/** Campaigns in the console: what is sent, how far it is, and broadcasts from the first word to the result. */
export function broadcastRoutes(deps: BroadcastDeps): readonly ConsoleRoute[] {
  return [...writingRoutes(deps), ...readingRoutes(deps), ...controlRoutes(deps)];
}
