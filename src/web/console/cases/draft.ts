import { MOST } from '../../../domain/cases/index.js';
import { type ConsoleCall, field } from '../route.js';
import { readTyped, type TypedDecision } from './typed-decision.js';

/** The forms of a case's page; each has fields of its own, so that none takes another's words. */
export const WRITINGS = ['note', 'message', 'police'] as const;
export type Writing = (typeof WRITINGS)[number];
export type FormName = Writing | 'notices' | `move-${string}` | `judge-${string}` | `original-${string}`;

export const MOST_OF: Readonly<Record<Writing, number>> = {
  note: MOST.message,
  message: MOST.message,
  police: 200,
};
/** What was typed into one form of the page. */
export interface Draft {
  readonly form: FormName;
  /** Note, message, receipt or reason. */
  readonly text: string;
  readonly assignTo: string;
  /** Of an original to be opened: what for. */
  readonly purpose?: string;
  /** Of a decision about a message. */
  readonly typed?: TypedDecision;
}

/** A form's words as they were counted in the browser: each line break is one character. */
export function readDraft(form: ConsoleCall['form'], name: FormName): Draft {
  return {
    form: name,
    text: field(form, `text_${name}`).replace(/\r\n?/g, '\n').trim(),
    assignTo: field(form, 'assign_to'),
    ...(name.startsWith('original-') && { purpose: field(form, `purpose_${name}`) }),
    ...(name.startsWith('judge-') && { typed: readTyped(form, name) }),
  };
}
