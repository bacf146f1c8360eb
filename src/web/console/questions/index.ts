export { type QuestionsDeps, questionRoutes } from './routes.js';
