import type { AskedLine } from './asks.js';
import type { EntryKind } from './entry-kinds.js';
import type { StoredEntry } from './entry-store.js';
import { readRating } from './rating.js';
import type { CaseSeal } from './seal.js';
import type { TrackedLine } from './types.js';

/** The lines of hers that ask for something. */
const ASKED: Partial<Readonly<Record<EntryKind, AskedLine['ask']>>> = {
  callback_wanted: 'callback',
  withdrawal_wanted: 'withdrawal',
  rated: 'rating',
  contact_removed: 'removal',
};

/** What a line of the timeline is to her: no notes, and no reasons but her own. */
export function lineOf(seal: CaseSeal, entry: StoredEntry): TrackedLine[] {
  const { kind, id, payload, created_at: at, from_state: from, to_state: state } = entry;
  const text = payload && seal.openEntry(id, payload);
  const asked = ASKED[kind];
  if (asked) {
    return [askedLine(asked, at, text)];
  }
  if (kind === 'from_reporter' || kind === 'to_reporter') {
    return text === null ? [] : [{ kind, at, text }];
  }
  const step: TrackedLine[] = state && state !== from ? [{ kind: 'state', at, state }] : [];
  return entry.transition === 'object' && text !== null
    ? [{ kind: 'from_reporter', at, text }, ...step]
    : step;
}

function askedLine(ask: AskedLine['ask'], at: Date, text: string | null): AskedLine {
  if (ask !== 'rating' || text === null) {
    return { kind: 'asked', at, ask, text, rating: null };
  }
  const { rating, words } = readRating(text);
  return { kind: 'asked', at, ask, text: words, rating };
}
