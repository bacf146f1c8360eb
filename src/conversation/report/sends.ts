import type { Message } from '../types.js';

const SENDING = /^f:(send|now):/;

/** True for a button that sends a report. Whoever presses it is not told to wait with everybody else. */
export const sendsReport = (message: Message): boolean =>
  message.kind === 'button' && SENDING.test(message.value);
