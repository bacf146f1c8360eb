export { createWeb } from './create-web.js';
export { serve, type Serving } from './serve.js';
export { publishKnowledge } from './published-knowledge.js';
export { createEndedForms } from './ended-forms.js';
export { createLimiter, type LimiterDeps } from './limiter.js';
export type * from './ports.js';
export { publishTips } from './published-tips.js';
export { broadcastRoutes } from './console/broadcasts/index.js';
export { calendarRoutes } from './console/tips/index.js';
export { caseRoutes, createGuide } from './console/cases/index.js';
export { dutyRoutes } from './console/duty/index.js';
export { figureRoutes } from './console/figures/index.js';
export { knowledgeRoutes } from './console/knowledge/index.js';
export { triageRoutes } from './console/triage/index.js';
export { questionRoutes } from './console/questions/index.js';
export {
  type Console,
  type ConsoleRoute,
  coreRoutes,
  createConsole,
  createConsoleCookies,
  type Todo,
} from './console/index.js';
