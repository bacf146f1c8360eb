export { createGateStore, type GateStore } from './gate-store.js';
export {
  createInboxStore,
  type InboxStore,
  MAX_TURN_ATTEMPTS,
  type MessagingDatabase,
  type Update,
} from './inbox-store.js';
export { type Lane } from './lane.js';
export { type Leadership } from './leadership.js';
export { type Claimable, type Sending } from './claim-store.js';
export { createOutboxStore, type Outcome, type OutboxStore, type Outgoing } from './outbox-store.js';
export {
  type Cleared,
  createTraceStore,
  type DueTrace,
  erasureKey,
  type Trace,
  type TraceStore,
} from './trace-store.js';
export { type Backoff, backoffMs, type Bell, createBell, pause } from './waiting.js';
