export { createWeb } from './create-web.js';
export { createLimiter, type LimiterDeps } from './limiter.js';
export type * from './ports.js';
