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
  return {
    page,
    open: () => officer.get(page),
    move: (transition: string, fields: Fields = {}) => send('move', { transition, ...fields }),
    note: (text: string, fields: Fields = {}) => send('note', { text_note: text, ...fields }),
    message: (text: string, fields: Fields = {}) => send('message', { text_message: text, ...fields }),
    police: (text: string, fields: Fields = {}) => send('police', { text_police: text, ...fields }),
  };
}

/** The state that a case's page names. */
export const stateOn = (html: string): string => /现在：<\/?[^>]*>? ?<strong>([^<]+)</.exec(html)?.[1] ?? '';
