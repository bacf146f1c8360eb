import { clauses, hasWords, normalise } from '../../domain/language/index.js';
import { said } from '../steps/said.js';
import type { TurnDeps } from '../turn-deps.js';
import type { TurnResult } from '../types.js';
import { type At, backToForm } from './at.js';

/** Whether words ask who will know of it, alone or among others. */
export const asksWhoKnows = (deps: TurnDeps, text: string): boolean =>
  partsOf(deps, text).includes('secrecy');

/** Whether words ask that and say nothing else. */
export function asksOnlyWhoKnows(deps: TurnDeps, text: string): boolean {
  const parts = partsOf(deps, text);
  return parts.includes('secrecy') && parts.every((part) => part !== null);
}

function partsOf({ phrases }: TurnDeps, text: string): Array<string | null> {
  const whole = phrases.option('asks', text);
  return whole
    ? [whole]
    : clauses(normalise(text))
        .filter(hasWords)
        .map((part) => phrases.option('asks', part) ?? phrases.smalltalk(part));
}

/** Who can read it, that nobody calls without her wish, how to get away from the page; then the open question again. */
export const sayWhoKnows = (at: At): TurnResult => backToForm(at, said(at.session, whoKnows(at)));

/** What was heard, after the answer to who will know of it. */
export const afterWhoKnows = (at: At, result: TurnResult): TurnResult => ({
  ...result,
  replies: [whoKnows(at), ...result.replies],
});

function whoKnows({ deps: { say }, session: { locale }, setting }: At) {
  const away = setting.place === 'abroad' ? 'abroad' : 'here';
  return {
    text: `${say(locale, 'flow:report.secrecy')}\n${say(locale, `flow:report.get_away_${away}`)}`,
    sensitive: true,
  };
}
