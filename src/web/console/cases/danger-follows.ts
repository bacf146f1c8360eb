import type { DangerLevel } from '../../../domain/cases/index.js';

/**
 * What follows from a level (分级处理: 妇联规程; fact sheet §2.2 ④, §5 R2). Words: `console-danger:follows.<level>.<name>`. That nothing is mediated
 * at medium or while unclear follows from the rules as well: they name it for low danger alone, and with her consent.
 */
export const FOLLOWS: Readonly<Record<DangerLevel, readonly string[]>> = {
  high: ['mediation', 'police', 'plan', 'order', 'doctor', 'address', 'visits'],
  medium: ['police', 'injury', 'order', 'aid', 'shelter', 'mediation'],
  unclear: ['not_low', 'ask', 'meanwhile', 'mediation'],
  low: ['only', 'advice', 'police', 'mediation', 'again'],
};
