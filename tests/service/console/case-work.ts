import type { Answer, Fields, StaffBrowser } from './staff-browser.js';

/** A case that was written down at the console. */
export interface WrittenCase {
  readonly id: string;
  readonly number: string;
  /** The 16 digits as they are read out. */
  readonly code: string;
}

/** Number, digits and id as the page after the intake shows them. */
export function readFiled(html: string): WrittenCase {
  const [number = '', code = ''] = [...html.matchAll(/<p class="aloud">([^<]*)</g)].map(
    ([, text]) => text ?? '',
  );
  return { number, code, id: /href="\/console\/cases\/([0-9a-f-]{36})"/.exec(html)?.[1] ?? '' };
}

/** Writes a report down as an officer does on the phone. */
export async function writeDown(officer: StaffBrowser, answers: Fields): Promise<WrittenCase> {
  const submission = await submissionOn(officer, '/console/intake');
  const { html } = await officer.submit('/console/intake', { submission, ...answers });
  return readFiled(html);
}

/** The token that the forms of a page carry. */
export async function submissionOn(officer: StaffBrowser, page: string): Promise<string> {
  return /name="submission" value="([^"]+)"/.exec((await officer.get(page)).html)?.[1] ?? '';
}

/** One officer at one case. */
export function workingOn(officer: StaffBrowser, id: string) {
  const page = `/console/cases/${id}`;
  const send = async (path: string, fields: Fields): Promise<Answer> =>
    officer.submit(page, { submission: await submissionOn(officer, page), ...fields }, `${page}/${path}`);
  const judge = async (choice: Fields = {}, fields: Fields = {}): Promise<Answer> => {
    const { report, fields: suggested } = readSuggestion((await officer.get(page)).html);
    const chosen = Object.entries(choice).map(([name, value]) => [`${name}_judge-${report}`, value]);
    return send(`judgements/${report}`, {
      ...suggested,
      ...(Object.fromEntries(chosen) as Fields),
      ...fields,
    });
  };
  return {
    page,
    open: () => officer.get(page),
    /** Decides about the report: as it is suggested but for what is chosen (`category`, `urgency`, `minor`, `suicide`, `text`). */
    judge,
    /** An assessment is preceded by the decision that it needs. */
    move: async (transition: string, fields: Fields = {}) => {
      if (transition === 'assess') {
        await judge();
      }
      return send('move', { transition, ...fields });
    },
    note: (text: string, fields: Fields = {}) => send('note', { text_note: text, ...fields }),
    message: (text: string, fields: Fields = {}) => send('message', { text_message: text, ...fields }),
    police: (text: string, fields: Fields = {}) => send('police', { text_police: text, ...fields }),
  };
}

/** The id of the report's judgement, and the fields of the button that decides as suggested. */
function readSuggestion(html: string): { readonly report: string; readonly fields: Fields } {
  const report = /id="judgement-([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
  const named = new RegExp(`type="hidden" name="([a-z]+_judge-${report})" value="([^"]*)"`, 'g');
  const fields = [...html.matchAll(named)].map(([, name = '', value = '']) => [name, value]);
  return { report, fields: Object.fromEntries(fields) as Fields };
}

/** The state that a case's page names. */
export const stateOn = (html: string): string => /现在：<\/?[^>]*>? ?<strong>([^<]+)</.exec(html)?.[1] ?? '';
