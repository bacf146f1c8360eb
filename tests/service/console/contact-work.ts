import { submissionOn } from './case-work.js';
import type { Answer, Fields, StaffBrowser } from './staff-browser.js';

/** One officer who wants to reach the reporter of one case. */
export function reaching(officer: StaffBrowser, id: string) {
  const page = `/console/cases/${id}/contact`;
  const send = async (path: string, fields: Fields): Promise<Answer> =>
    officer.submit(page, { submission: await submissionOn(officer, page), ...fields }, `${page}${path}`);
  const rules = async () => rulesOn((await officer.get(page)).html);
  const markToLift = async () =>
    /name="unsafe_at" value="([^"]+)"/.exec((await officer.get(page)).html)?.[1] ?? '';
  return {
    page,
    open: () => officer.get(page),
    rules,
    /** Ticks all rules but those, and asks for the number. */
    number: async (fields: Fields = {}, but: readonly string[] = []) =>
      send('', { rules: (await rules()).filter((rule) => !but.includes(rule)), ...fields }),
    noteCall: (outcome: string, words = '', fields: Fields = {}) =>
      send('/call', { outcome, call_words: words, ...fields }),
    /** What the form to lift "not safe" stands on. */
    markToLift,
    lift: async (reason: string, fields: Fields = {}) =>
      send('/lift', { lift_reason: reason, unsafe_at: await markToLift(), ...fields }),
  };
}

const rulesOn = (html: string): string[] =>
  [...html.matchAll(/name="rules" value="([a-z_]+)"/g)].map(([, rule]) => rule ?? '');
