import { obey, press } from './steps/command.js';
import { replyToUnreadable } from './steps/small-talk.js';
import { warn } from './steps/safety.js';
import { type At, backToForm, explain } from './report/at.js';
import { hearMove, hearWords } from './report/hear.js';
import { cancel, hearLeaving, staying } from './report/leave.js';
import { hearSubscription } from './subscribe/hear.js';
import type { TurnDeps } from './turn-deps.js';
import type { Effect, Message, Session, Setting, TurnResult } from './types.js';

/** A message while a form is open; null when none is. */
export function goOn(
  deps: TurnDeps,
  session: Session,
  message: Message,
  setting: Setting,
): TurnResult | null {
  const { flow } = session;
  if (!flow) {
    return null;
  }
  if (message.kind === 'text') {
    return flow.kind === 'report'
      ? hearReport({ deps, session, flow, setting }, message.text)
      : hearSubscription({ deps, session, flow, setting }, message.text);
  }
  const result =
    message.kind === 'button'
      ? press(deps, session, message.value, setting)
      : replyToUnreadable(deps, session, message.kind);
  return flow.kind === 'report' && !isOfForm(message)
    ? comeBack({ deps, session, flow, setting }, result)
    : result;
}

const isOfForm = (message: Message) =>
  message.kind === 'button' && /^(?:f|report|subscribe)(?::|$)/.test(message.value);

/** Words in the open report: danger comes first and takes nothing from the form; then whether she leaves it, and all else. */
function hearReport(asked: At, text: string): TurnResult {
  const { deps, session, setting } = asked;
  const at = { ...asked, flow: staying(asked.flow) };
  const warning = warn(deps, session, text, setting);
  if (warning) {
    const { session: kept, replies } = hearMove(at, text) ?? hearWords(at, text, true);
    return { ...warning, session: kept, replies: [...warning.replies, ...replies.slice(-1)] };
  }
  return hearLeaving(asked, text) ?? hearCalmly(at, text);
}

/** Moves of the form, commands, and her own words. */
function hearCalmly(at: At, text: string): TurnResult {
  const { deps, session, setting } = at;
  const command = deps.phrases.command(text);
  if (command === 'repeat') {
    return explain(at);
  }
  if (session.pending?.kind === 'forget' && (command === 'yes' || command === 'no')) {
    return comeBack(at, obey(deps, session, text, setting) as TurnResult);
  }
  const move = hearMove(at, text) ?? (command === 'cancel' ? cancel(at) : null);
  const obeyed = move ? null : obey(deps, session, text, setting);
  return move ?? (obeyed ? comeBack(at, obeyed) : hearWords(at, text, false));
}

/** After these nothing more is shown: everything is deleted, or somebody may be looking. */
const ENDS: ReadonlySet<Effect['type']> = new Set(['forget', 'clear_chat']);

/** After something beside the form its open question comes again, unless that ended the form, opened it, or asks something itself. */
function comeBack(at: At, result: TurnResult): TurnResult {
  const { flow } = result.session;
  const ended = flow?.kind !== 'report' || result.effects.some(({ type }) => ENDS.has(type));
  return ended || result.session.pending?.kind === 'forget' || isAsked(result)
    ? result
    : backToForm({ ...at, flow: staying(flow) }, result);
}

const isAsked = ({ replies }: TurnResult): boolean =>
  replies.some(({ buttons = [] }) =>
    buttons.some(({ value }) => value === 'f:cancel' || value === 'f:agree'),
  );
