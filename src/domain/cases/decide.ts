import { type Action, may } from '../staff/index.js';
import { AppError } from '../../lib/errors.js';
import { type Transition, TRANSITIONS } from './transitions.js';
import type { CaseState, ClockKind } from './types.js';

/** A case as far as a decision needs it. */
export interface Standing {
  readonly state: CaseState;
  /** The clocks that run. */
  readonly running: readonly ClockKind[];
  /** Whether somebody has decided what the report is to be taken for. */
  readonly judged: boolean;
}
export interface MoveDetails {
  readonly reason?: string;
  /** What is written to her with the move. */
  readonly message?: string;
  readonly assignTo?: string;
}

/** Whether state, clocks and roles allow it. A reporter has the role `reporter`. */
function allows(
  { from, during, notDuring, action }: Transition,
  standing: Omit<Standing, 'judged'>,
  roles: readonly string[],
) {
  return (
    from.includes(standing.state) &&
    (during === null || standing.running.includes(during)) &&
    !notDuring.some((clock) => standing.running.includes(clock)) &&
    holds(roles, action)
  );
}

const holds = (roles: readonly string[], action: Action | 'reporter') =>
  action === 'reporter' ? roles.includes(action) : may(roles, action);

/**
 * The one decision about a move. Throws `transition_not_allowed` (409), also for a name that doesn't exist; `judgement_missing` (409);
 * `reason_missing`, `message_missing` and `assignee_missing` (400).
 */
export function decide(
  standing: Standing,
  name: string,
  roles: readonly string[],
  details: MoveDetails,
): Transition {
  const transition = TRANSITIONS.find((known) => known.name === name);
  if (!transition || !allows(transition, standing, roles)) {
    throw new AppError('transition_not_allowed', 409);
  }
  demand(transition, standing, details);
  return transition;
}

function demand(
  { requires }: Transition,
  { judged }: Standing,
  { reason, message, assignTo }: MoveDetails,
): void {
  if (requires === 'judgement' && !judged) {
    throw new AppError('judgement_missing', 409);
  }
  if (requires === 'reason' && !reason?.trim()) {
    throw new AppError('reason_missing');
  }
  if (requires === 'message' && !message?.trim()) {
    throw new AppError('message_missing');
  }
  if (requires === 'assignee' && !assignTo) {
    throw new AppError('assignee_missing');
  }
}

/** Names of the moves that the console offers now; what they demand is said with each. */
export function offered(standing: Omit<Standing, 'judged'>, roles: readonly string[]): readonly string[] {
  return TRANSITIONS.filter((transition) => transition.button && allows(transition, standing, roles)).map(
    ({ name }) => name,
  );
}
