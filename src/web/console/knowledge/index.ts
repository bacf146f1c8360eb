export type { KnowledgeDeps } from './deps.js';
export { knowledgeRoutes } from './routes.js';
