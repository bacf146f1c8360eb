export { Badges } from './badges.js';
export type { CasesDeps, Officer } from './deps.js';
export { type CategoryGuide, createGuide } from './guide.js';
export { caseRoutes } from './routes.js';
