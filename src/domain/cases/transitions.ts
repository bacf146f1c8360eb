import type { Action } from '../staff/index.js';
import type { CaseState, ClockKind } from './types.js';

/** One way from state to state, or a step within one. */
export interface Transition {
  /** Words: `console-cases:transitions.<name>`. */
  readonly name: string;
  readonly from: readonly CaseState[];
  /** Null: the state stays. */
  readonly to: CaseState | null;
  /** Who may: whoever holds the permission, or the reporter herself. */
  readonly action: Action | 'reporter';
  /** What has to be given with it: a reason for colleagues, words to her, an officer; or that the report was judged before. */
  readonly requires: 'reason' | 'message' | 'assignee' | 'judgement' | null;
  readonly starts: readonly ClockKind[];
  readonly stops: readonly ClockKind[];
  /** Moves the end of `finish` to its extended date. */
  readonly extends: boolean;
  /** Only while this clock runs. */
  readonly during: ClockKind | null;
  /** Not while one of these runs. */
  readonly notDuring: readonly ClockKind[];
  /** Whose hands the case is in afterwards: the named officer's, the acting one's, nobody's; null: as before. */
  readonly hands: 'assignee' | 'self' | 'nobody' | null;
  /** Whether a linked chat is told that there is news. */
  readonly tells: boolean;
  /** Whether the console offers it now. */
  readonly button: boolean;
}

const WORKING = ['accepted', 'assigned', 'in_progress', 'returned', 'extended', 'reopened'] as const;
const OPEN = ['registered', 'assessed', ...WORKING, 'replied', 'follow_up'] as const;
const ENDED = ['not_accepted', 'closed', 'withdrawn'] as const;

/** States in which nothing is left to do for her: what a list of open cases leaves out. */
export const ENDED_STATES: readonly CaseState[] = [...ENDED, 'archived'];

/** Nothing ends before somebody has spoken with her and a harmed minor was reported, or it was written down why not. */
const UNSAFE_TO_END = ['first_contact', 'mandatory_report'] as const;

type Given = Pick<Transition, 'name' | 'from' | 'to'> & Partial<Transition>;
const step = (given: Given): Transition => ({
  action: 'case_change',
  requires: null,
  starts: [],
  stops: [],
  extends: false,
  during: null,
  notDuring: [],
  hands: null,
  tells: false,
  button: true,
  ...given,
});

/**
 * The life of a case, whole. Sources: registering, telling and handing back 信访工作条例 23; finishing and extending 34; review 35.
 * That the Federation takes up, passes on and urges: 妇女权益保障法 73, 76; 反家庭暴力法 13. Assessing the danger first, follow-up and archive:
 * the Federation's rules for family violence (妇联规程; fact sheet §2.2). Where no source is named the step is internal.
 */
export const TRANSITIONS: readonly Transition[] = [
  step({ name: 'assess', from: ['registered', 'reopened'], to: 'assessed', requires: 'judgement' }),
  step({
    name: 'accept',
    from: ['assessed'],
    to: 'accepted',
    starts: ['finish'],
    stops: ['tell_receipt'],
    tells: true,
  }),
  step({
    name: 'not_accept',
    from: ['assessed'],
    to: 'not_accepted',
    requires: 'message',
    stops: ['tell_receipt', 'finish'],
    notDuring: UNSAFE_TO_END,
    tells: true,
  }),
  step({
    name: 'assign',
    from: WORKING,
    to: 'assigned',
    requires: 'assignee',
    hands: 'assignee',
  }),
  step({
    name: 'start',
    from: ['accepted', 'assigned', 'returned', 'reopened'],
    to: 'in_progress',
    hands: 'self',
  }),
  step({
    name: 'return',
    from: ['assigned', 'in_progress', 'extended'],
    to: 'returned',
    requires: 'reason',
    hands: 'nobody',
  }),
  step({
    name: 'extend',
    from: ['in_progress'],
    to: 'extended',
    requires: 'reason',
    extends: true,
    tells: true,
  }),
  step({
    name: 'reply',
    from: ['in_progress', 'extended'],
    to: 'replied',
    requires: 'message',
    starts: ['follow_up'],
    stops: ['first_contact'],
    tells: true,
  }),
  step({ name: 'follow_up', from: ['replied'], to: 'follow_up', stops: ['follow_up'] }),
  step({
    name: 'resume',
    from: ['replied', 'follow_up'],
    to: 'in_progress',
    requires: 'reason',
    stops: ['follow_up'],
  }),
  step({
    name: 'close',
    from: ['follow_up'],
    to: 'closed',
    stops: ['finish', 'follow_up'],
    notDuring: UNSAFE_TO_END,
    tells: true,
  }),
  /** At her own wish, which an officer has heard from herself: somebody else may have made her say so. */
  step({
    name: 'withdraw',
    from: OPEN,
    to: 'withdrawn',
    requires: 'reason',
    stops: ['tell_receipt', 'finish', 'follow_up'],
    notDuring: UNSAFE_TO_END,
  }),
  step({ name: 'archive', from: ENDED, to: 'archived' }),
  step({
    name: 'reopen',
    from: ENDED,
    to: 'reopened',
    requires: 'reason',
    starts: ['finish', 'first_contact'],
    hands: 'nobody',
    tells: true,
  }),
  /** 复查申请 (信访工作条例 35): she herself asks for another look. */
  step({
    name: 'object',
    from: ['not_accepted', 'closed'],
    to: 'reopened',
    action: 'reporter',
    requires: 'reason',
    starts: ['finish', 'first_contact'],
    hands: 'nobody',
    button: false,
  }),
  /** She was spoken with by phone or in person; a message that she reads does the same. */
  step({
    name: 'contact',
    from: OPEN,
    to: null,
    stops: ['first_contact'],
    during: 'first_contact',
  }),
  /** Nobody under age was or may be harmed (the reason says how that is known), so there is nothing to report. */
  step({
    name: 'no_report_due',
    from: OPEN,
    to: null,
    requires: 'reason',
    stops: ['mandatory_report'],
    during: 'mandatory_report',
  }),
];
