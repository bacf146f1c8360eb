import type { Effect, Reply, Session, TurnResult } from '../types.js';

/** A turn that only says something. */
export function said(session: Session, reply: Reply, effects: readonly Effect[] = []): TurnResult {
  return { kind: 'smalltalk', session: { ...session, greeted: true }, replies: [reply], effects };
}
