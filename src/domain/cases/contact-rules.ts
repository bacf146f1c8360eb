import { AppError } from '../../lib/errors.js';
import type { Intake } from './intake.js';
import type { Moment } from './safe-window.js';
import type { CaseUrgency } from './types.js';

/** What has to be kept to when she is called or texted; each is read and ticked. Words: `console-contact:rules.<rule>`. */
export const CONTACT_RULES = [
  'time',
  'answerer',
  'voicemail',
  'neutral',
  'code_word',
  'identify',
  'one_text',
  'no_answer',
  'line',
] as const;
export type ContactRule = (typeof CONTACT_RULES)[number];

/** Why no number is shown. Words: `console-contact:stops.<stop>`. */
export type ContactStop = 'removed' | 'no' | 'page' | 'chat' | 'no_number' | 'unsafe' | 'left';

/** Why she may be called now after all; the detail of the audit row. */
export type ShownAs = 'in_window' | 'named_time' | 'no_time' | 'out_of_window' | 'emergency';

/** What decides whether her number is shown. */
export interface ContactStanding {
  readonly contact: NonNullable<Intake['contact']>;
  readonly stop: ContactStop | null;
  readonly moment: Moment;
  readonly urgency: CaseUrgency;
  readonly rules: readonly ContactRule[];
}

/** What an officer gives for it. */
export interface ContactGiven {
  /** The rules that she has ticked. */
  readonly rules: readonly string[];
  /** Of a time that can't be read: that now is one that was named. Of none: that there is none, and the neutral sentence comes first. */
  readonly confirmed: boolean;
  readonly reason: string;
}

/** A reason of fewer characters says nothing. */
export const FEWEST_REASON = 10;

/** The rules that go for a case: what she did not say is forbidden. */
export function rulesOf({ contact, code_word: codeWord }: Intake): ContactRule[] {
  const word = codeWord === undefined ? [] : (['code_word'] as const);
  switch (contact) {
    case 'phone':
      return ['time', 'answerer', 'voicemail', 'neutral', ...word, 'identify', 'line'];
    case 'sms':
      return ['time', 'one_text', 'no_answer', ...word, 'line'];
    default:
      return [];
  }
}

/** What stops a call before it is made, the strongest first. */
export function stopOf(
  { contact = 'no', phone }: Intake,
  standing: { readonly removed: boolean; readonly isUnsafe: boolean; readonly hasLeft: boolean },
): ContactStop | null {
  if (contact === 'no') {
    return standing.removed ? 'removed' : 'no';
  }
  if (contact === 'page' || contact === 'chat') {
    return contact;
  }
  if (phone === undefined) {
    return 'no_number';
  }
  return standing.isUnsafe ? 'unsafe' : standing.hasLeft ? 'left' : null;
}

/** Whether an officer may go past it: only past the quick exit, in an emergency, with a reason. */
export const isPassable = ({ stop, urgency }: Pick<ContactStanding, 'stop' | 'urgency'>): boolean =>
  stop === null || (stop === 'left' && urgency === 'emergency');

/**
 * The one decision about showing a number. Throws `contact_stopped` (404 where there is nothing to call, 409 while something stops it);
 * `rules_unread`, `time_unconfirmed` and `reason_short` (400).
 */
export function allowNumber(standing: ContactStanding, given: ContactGiven): ShownAs {
  const { stop, moment, rules } = standing;
  if (!isPassable(standing)) {
    throw new AppError('contact_stopped', stop === 'unsafe' || stop === 'left' ? 409 : 404);
  }
  if (!rules.every((rule) => given.rules.includes(rule))) {
    throw new AppError('rules_unread');
  }
  if (stop === 'left') {
    reasoned(given.reason);
    return 'emergency';
  }
  switch (moment.kind) {
    case 'inside':
      return 'in_window';
    case 'not_given':
      confirmed(given);
      return 'no_time';
    case 'unreadable':
      return given.confirmed ? 'named_time' : outOfWindow(standing, given);
    case 'outside':
      return outOfWindow(standing, given);
  }
}

function outOfWindow({ urgency, moment }: ContactStanding, given: ContactGiven): ShownAs {
  if (urgency === 'emergency') {
    return 'emergency';
  }
  if (moment.kind === 'unreadable' && given.reason.trim() === '') {
    confirmed(given);
  }
  reasoned(given.reason);
  return 'out_of_window';
}

function confirmed({ confirmed: isConfirmed }: ContactGiven): void {
  if (!isConfirmed) {
    throw new AppError('time_unconfirmed');
  }
}

/** A reason as it is kept. Throws `reason_short` (400). */
export function reasoned(reason: string): string {
  const kept = reason.trim();
  if ([...kept].length < FEWEST_REASON) {
    throw new AppError('reason_short', 400, { fewest: FEWEST_REASON });
  }
  return kept;
}
