import type { Tongue } from './tongue.js';

/** When the script begins to watch: at once, or when something was typed into the form, or told in the chat. */
export type IdleFrom = 'now' | 'typing' | 'telling';

const EVENTS: Readonly<Record<IdleFrom, string | undefined>> = {
  now: undefined,
  typing: 'input change',
  telling: 'telling',
};

/** For the script, on pages with her words: after nine minutes in which nobody did anything it asks, and a minute later it closes the page. */
export function idleWords(
  { say }: Tongue,
  what: 'page' | 'form',
  from: IdleFrom = 'now',
): Record<string, string | undefined> {
  return {
    'data-idle': say(`leaving:idle.${what}`),
    'data-stay': say('leaving:idle.stay'),
    'data-idle-from': EVENTS[from],
  };
}
