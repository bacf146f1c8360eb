import { hidden, noted } from '../service/web/reporter.js';
import { newVisitor, type Visitor } from './visitor.js';

export interface Receipt {
  readonly number: string;
  /** Four groups of four digits. */
  readonly code: string;
}

/** A report on its way: the form as her browser holds it. Sent again, it is the same form. */
export interface PendingReport {
  readonly submission: string;
  readonly happened: string;
  /** Sends it and reads number and digits. Rejects when the service is gone, or answers otherwise. */
  send(): Promise<Receipt>;
}

const post = (visitor: Visitor, path: string, fields: Readonly<Record<string, string>>) =>
  visitor.request(path, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams(fields),
  });

async function done(response: Response, status: number): Promise<string> {
  const text = await response.text();
  if (response.status !== status) {
    throw new Error(`answered ${response.status}`);
  }
  return text;
}

/** Opens the form in a browser of its own and fills it in. */
export async function openReport(
  url: string,
  answers: Readonly<Record<string, string>> & { readonly happened: string },
): Promise<PendingReport> {
  const visitor = newVisitor(url, { 'Accept-Language': 'zh' });
  await done(await visitor.request('/help'), 200); // how to leave comes first
  const fields = { ...hidden(await done(await visitor.request('/help?on=1'), 200)), ...answers };
  return {
    submission: fields.submission,
    happened: answers.happened,
    async send() {
      await done(await post(visitor, '/help', fields), 303);
      return noted(await done(await visitor.request('/help/done'), 200));
    },
  };
}

/** What stands under `/r` for somebody who has number and digits. Rejects when they don't open it. */
export async function readCase(url: string, { number, code }: Receipt): Promise<string> {
  const visitor = newVisitor(url, { 'Accept-Language': 'zh' });
  await done(await post(visitor, '/r', { number, code }), 303);
  return done(await visitor.request('/r/open'), 200);
}
