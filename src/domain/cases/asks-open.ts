import type { CaseAsk, WaitingAsk } from './asks.js';
import type { EntryKind } from './entry-kinds.js';
import type { Intake } from './intake.js';
import { ENDED_STATES, TRANSITIONS } from './transitions.js';
import type { CaseState, ClockKind } from './types.js';

/** A line of the timeline as far as it matters here. */
interface Line {
  readonly kind: EntryKind;
  readonly transition: string | null;
  readonly from_state: CaseState | null;
  readonly to_state: CaseState | null;
}

/** A case as far as it decides what she may ask for. */
export interface AskStanding {
  readonly state: CaseState;
  /** The clocks that run. */
  readonly running: readonly ClockKind[];
  /** Oldest first. */
  readonly lines: readonly Line[];
  readonly intake: Pick<Intake, 'contact' | 'phone' | 'statistics'>;
  /** Whether a chat is told that there is news. */
  readonly isLinked: boolean;
}

export const OBJECTED: readonly CaseState[] = TRANSITIONS.find(({ name }) => name === 'object')?.from ?? [];
const RATED: readonly CaseState[] = ['closed', 'archived'];
/** Moves that say that an officer has spoken with her. */
export const SPOKEN: readonly string[] = ['contact', 'reply'];

/** What she may ask for now. */
export function openAsks(standing: AskStanding): readonly CaseAsk[] {
  const { state } = standing;
  const isOpen = !ENDED_STATES.includes(state);
  const offered: Readonly<Record<CaseAsk, boolean>> = {
    callback: isOpen,
    object: OBJECTED.includes(state),
    withdrawal: isOpen && !waitingAsks(standing).includes('withdrawal'),
    rating: RATED.includes(state) && isUnrated(standing),
    removal: keepsContact(standing),
  };
  return (Object.keys(offered) as CaseAsk[]).filter((ask) => offered[ask]);
}

/** What she has asked for and still waits: nobody has spoken with her since. */
export function waitingAsks({
  state,
  running,
  lines,
}: Pick<AskStanding, 'state' | 'running' | 'lines'>): readonly WaitingAsk[] {
  if (ENDED_STATES.includes(state) || !running.includes('first_contact')) {
    return [];
  }
  const heard = lines.findLastIndex((line) => SPOKEN.includes(line.transition ?? '') || hasEnded(line));
  const after = (kind: EntryKind) => lines.findLastIndex((line) => line.kind === kind);
  const waits: Readonly<Record<WaitingAsk, boolean>> = {
    callback: after('callback_wanted') > Math.max(heard, after('contact_removed')),
    withdrawal: after('withdrawal_wanted') > heard,
  };
  return (Object.keys(waits) as WaitingAsk[]).filter((ask) => waits[ask]);
}

/** Once for each time that it was closed. */
function isUnrated({ lines }: AskStanding): boolean {
  const ended = lines.findLastIndex((line) => hasEnded(line) && line.to_state !== 'archived');
  const rated = lines.findLastIndex(({ kind }) => kind === 'rated');
  return lines[ended]?.to_state === 'closed' && ended > rated;
}

/** A line with which the case ended; a step within a state is none. */
const hasEnded = ({ from_state: from, to_state: to }: Line): boolean =>
  to !== null && to !== from && ENDED_STATES.includes(to);

const keepsContact = ({ intake: { contact = 'no', phone, statistics }, isLinked }: AskStanding): boolean =>
  contact !== 'no' || phone !== undefined || statistics === 'yes' || isLinked;
