import type { Progress } from '../../../domain/tips/index.js';

/** With how many people nothing is left to do. */
export const doneOf = ({ sent, onPage, failed, cancelled }: Progress): number =>
  sent + onPage + failed + cancelled;

/** The lines of a result in the order in which they are read, only those that count somebody. */
export function linesOf(progress: Progress): Array<readonly [name: string, people: number]> {
  const { recipients, sent, onPage, read, waiting, held, failed, cancelled, possiblyTwice } = progress;
  const optional = { on_page: onPage, read, waiting, held, failed, cancelled, possibly_twice: possiblyTwice };
  return [
    ['recipients', recipients],
    ['sent', sent],
    ...Object.entries(optional).filter(([name, people]) => people > 0 || (name === 'read' && onPage > 0)),
  ];
}

/** Error codes whose meaning is the same for staff. */
const MEANINGS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(http_403|blocked)$/, 'gone'],
  [/^unsubscribed$/, 'unsubscribed'],
  [/^campaign_/, 'campaign_cancelled'],
  [/^(http_4\d\d|unreadable|migrated_twice)$/, 'rejected'],
  [/^(http_5\d\d|timeout|not_json|no_code|[A-Z_]+)$/, 'unreachable'],
];

/** Why some did not get it: the word of each meaning (`console-tips:reason.<meaning>`) with its people. */
export function meaningsOf(
  reasons: Progress['reasons'],
): Array<{ readonly meaning: string; readonly code: string; readonly people: number }> {
  const found = new Map<string, { meaning: string; code: string; people: number }>();
  for (const [code, people] of Object.entries(reasons)) {
    const meaning = MEANINGS.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
    const key = meaning === 'other' ? code : meaning;
    found.set(key, { meaning, code, people: (found.get(key)?.people ?? 0) + people });
  }
  return [...found.values()].sort((a, b) => b.people - a.people);
}
