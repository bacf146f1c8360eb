export { coreRoutes, type CoreDeps, type Todo } from './core/index.js';
export type { ConsoleDeps } from './console-deps.js';
export { type Console, createConsole } from './create-console.js';
export { type ConsoleCall, type ConsoleRoute, field, fields, type Rule } from './route.js';
export { type ConsoleCookies, createConsoleCookies } from './visit.js';
