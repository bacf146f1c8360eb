import type { ConsoleRoute } from '../route.js';
import type { KnowledgeDeps } from './deps.js';
import { draftingRoutes } from './drafting-routes.js';
import { publishingRoutes } from './publishing-routes.js';
import { readingRoutes } from './reading-routes.js';

/** The knowledge base in the console: what the bot knows, from the first draft to the last version. */
export function knowledgeRoutes(deps: KnowledgeDeps): readonly ConsoleRoute[] {
  return [...readingRoutes(deps), ...draftingRoutes(deps), ...publishingRoutes(deps)];
}
