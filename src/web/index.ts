export { createWeb } from './create-web.js';
export { serve, type Serving } from './serve.js';
export { publishKnowledge } from './published-knowledge.js';
export { createLimiter, type LimiterDeps } from './limiter.js';
export type * from './ports.js';
export { publishTips } from './published-tips.js';
