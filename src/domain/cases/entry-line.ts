import type { StoredEntry } from './entry-store.js';
import { withoutPhones } from './phones-in.js';
import { readRating } from './rating.js';
import type { CaseSeal } from './seal.js';
import type { CaseLine } from './types.js';

/** A line of the timeline as staff read it. */
export function entryLine(
  seal: CaseSeal,
  { id, kind, created_at: at, payload, transition, to_state: toState }: StoredEntry,
  known: Pick<CaseLine, 'staffName' | 'danger'>,
): CaseLine {
  const text = payload && seal.openEntry(id, payload);
  const shown = kind === 'callback_wanted' && text !== null ? withoutPhones(text) : text;
  const rated = kind === 'rated' && text !== null ? readRating(text) : null;
  return {
    ...{ id, kind, at, transition, toState, ...known },
    text: rated ? rated.words : shown,
    rating: rated?.rating ?? null,
  };
}
