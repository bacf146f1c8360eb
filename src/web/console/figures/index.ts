export { type FiguresDeps, figureRoutes } from './routes.js';
