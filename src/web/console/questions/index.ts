export { type QuestionsDeps } from './deps.js';
export { questionRoutes } from './routes.js';
