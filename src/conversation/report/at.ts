import type { TurnDeps } from '../turn-deps.js';
import type { Button, Session, Setting, TurnResult } from '../types.js';
import { onward, type ReportFlow } from './flow.js';
import { ask } from './open.js';
import { stepOf } from './shown.js';
import { offerScale } from './scale-offer.js';

/** Everything that a step of the report form works with. */
export interface At {
  readonly deps: TurnDeps;
  readonly session: Session;
  readonly flow: ReportFlow;
  readonly setting: Setting;
}

export const askAgain = ({ deps, session, flow, setting }: At, ...notes: string[]): TurnResult =>
  ask(deps, session, flow, setting, notes);

export const goTo = (at: At, flow: ReportFlow, ...notes: string[]): TurnResult =>
  askAgain({ ...at, flow }, ...notes);

/** On from the open question. */
export const goOn = (at: At, flow: ReportFlow, ...notes: string[]): TurnResult =>
  goTo(at, offerScale(at.deps, onward(flow)), ...notes);

/** A sentence of the form in her language. */
export const note = (
  { deps, session }: At,
  key: string,
  params: Record<string, string | number> = {},
): string => deps.say(session.locale, `flow:${key}`, params);

const WANTED = { choice: 'report.choose', choices: 'report.choose_several', text: 'report.write' } as const;

/** The open question again, after what is wanted here: for whatever was no answer. */
export const explain = (at: At): TurnResult => askAgain(at, note(at, wantedAt(at)));

function wantedAt({ flow }: At): string {
  switch (flow.step) {
    case 'abroad':
      return 'abroad.first';
    case 'review':
      return 'report.unsent';
    case 'happened':
      return flow.draft.happened === undefined ? 'report.required' : 'report.write';
    case 'scale':
      return 'report.choose';
    default:
      return WANTED[stepOf(flow.step)?.kind ?? 'text'];
  }
}

/** The open question again for a button that stands under an earlier one. */
export const askInsteadOfOld = (at: At): TurnResult =>
  askAgain(at, note(at, at.flow.step === 'abroad' ? 'abroad.first' : 'report.old_button'));

/** What is said next, with more buttons before its own. */
export function withButtons(result: TurnResult, more: readonly Button[]): TurnResult {
  const last = result.replies.at(-1);
  return last
    ? {
        ...result,
        replies: [...result.replies.slice(0, -1), { ...last, buttons: [...more, ...(last.buttons ?? [])] }],
      }
    : result;
}

/** Something said beside the form, and then its open question again. */
export function backToForm(at: At, result: TurnResult): TurnResult {
  const again = askAgain({ ...at, session: result.session });
  return { ...result, session: again.session, replies: [...result.replies, ...again.replies] };
}
