import { submissionOn } from './case-work.js';
import type { Answer, Fields, StaffBrowser } from './staff-browser.js';

/** One officer who wants to reach the reporter of one case. */
export function reaching(officer: StaffBrowser, id: string) {
  const page = `/console/cases/${id}/contact`;
  const send = async (path: string, fields: Fields): Promise<Answer> =>
    officer.submit(page, { submission: await submissionOn(officer, page), ...fields }, `${page}${path}`);
  const rules = async () => rulesOn((await officer.get(page)).html);
  return {
    page,
    open: () => officer.get(page),
    rules,
    /** Ticks all rules but those, and asks for the number. */
    number: async (fields: Fields = {}, but: readonly string[] = []) =>
      send('', { rules: (await rules()).filter((rule) => !but.includes(rule)), ...fields }),
    noteCall: (outcome: string, words = '', fields: Fields = {}) =>
      send('/call', { outcome, call_words: words, ...fields }),
    lift: (reason: string) => send('/lift', { lift_reason: reason }),
  };
}

const rulesOn = (html: string): string[] =>
  [...html.matchAll(/name="rules" value="([a-z_]+)"/g)].map(([, rule]) => rule ?? '');
