import { type AgeBand, bandsOf, type Lexicon, normalise, SINGLE, tokenise } from '../language/index.js';
import { createPostings } from './postings.js';
import { createProfiles, type Fit } from './profiles.js';
import { type Features, score } from './ranking.js';
import type { KnowledgeEntry } from './schema.js';

export interface Candidate {
  readonly entry: KnowledgeEntry;
  /** Standing among the candidates; only differences mean something. */
  readonly score: number;
  readonly features: Features;
}

export interface SearchOptions {
  /** Age bands known from the talk or the child's profile, when the question names none. */
  readonly bands?: readonly AgeBand[];
  /** A phrasing that must not find itself, by entry id and place (0 is the title): only for learning. */
  readonly leftOut?: { readonly id: string; readonly phrasing: number };
}

export interface SearchIndex {
  /** The best entries for a question, best first, at most `limit`. */
  search(question: string, options?: SearchOptions, limit?: number): Candidate[];
  readonly size: number;
}

const NOTION_WEIGHT = 1.6;
const SINGLE_WEIGHT = 0.45;
const weightOf = (token: string) =>
  token.startsWith('#') ? NOTION_WEIGHT : token.startsWith(SINGLE) ? SINGLE_WEIGHT : 1;

/** Tokens of a text: its characters, pairs and words, and the notions it speaks of (`#name`). */
export function termsOf(text: string, lexicon: Lexicon): Set<string> {
  const standard = lexicon.standardise(normalise(text));
  const terms = new Set(tokenise(standard));
  for (const notion of lexicon.notionsOf(standard)) {
    terms.add(`#${notion}`);
  }
  return terms;
}

/** 1 when the entry is for a named band, −1 when it is for others only, 0 when nothing is known or it holds for all. */
function bandFit(entry: KnowledgeEntry, bands: readonly AgeBand[]): number {
  if (bands.length === 0 || entry.bands.includes('any')) {
    return 0;
  }
  return bands.some((band) => entry.bands.includes(band)) ? 1 : -1;
}

const phrasingsOf = (entry: KnowledgeEntry) => [entry.title, ...entry.questions];
const answerOf = (entry: KnowledgeEntry) => [entry.title, entry.answer, ...(entry.steps ?? [])].join('\n');

/**
 * Builds an index over entries: a row for each phrasing and title, one for each answer, a profile for each entry.
 * `terms` gives the tokens of any text, entries' and questions' alike.
 */
export function createSearchIndex(
  entries: readonly KnowledgeEntry[],
  terms: (text: string) => Set<string>,
): SearchIndex {
  const rows = entries.flatMap((entry, at) =>
    phrasingsOf(entry).map((text, nth) => ({ entry: at, nth, tokens: terms(text) })),
  );
  const answers = entries.map((entry) => terms(answerOf(entry)));
  const entryOfRow = Uint32Array.from(rows, (row) => row.entry);
  const placeOfRow = Uint8Array.from(rows, (row) => Math.min(row.nth, 255));
  const questionRows = createPostings(
    rows.map((row) => row.tokens),
    weightOf,
  );
  const answerRows = createPostings(answers, weightOf);
  const byEntry = entries.flatMap((_, at) => [
    { entry: at, tokens: answers[at] ?? new Set<string>(), isAnswer: true },
  ]);
  const profileRows = [
    ...rows.map((row) => ({ entry: row.entry, tokens: row.tokens, isAnswer: false })),
    ...byEntry,
  ].sort((a, b) => a.entry - b.entry);
  const profiles = createProfiles(entries.length, profileRows);
  const positions = new Map(entries.map((entry, at) => [entry.id, at]));

  /** Cosines of each entry's three closest phrasings, three in a row; reused by every search. */
  const closest = new Float32Array(entries.length * 3);
  const inAnswer = new Float32Array(entries.length);

  function findClosest(asked: ReadonlySet<string>, leftOutEntry: number, leftOutPlace: number): void {
    closest.fill(0);
    const length = Math.sqrt(questionRows.queryMass(asked)) || 1;
    questionRows.match(asked, (row, shared) => {
      const entry = entryOfRow[row] ?? 0;
      if (entry === leftOutEntry && placeOfRow[row] === leftOutPlace) {
        return;
      }
      const cosine = shared / (length * Math.sqrt(questionRows.rowMass(row)) || 1);
      const at = entry * 3;
      for (let place = at; place < at + 3; place++) {
        if (cosine > (closest[place] ?? 0)) {
          closest.copyWithin(place + 1, place, at + 2);
          closest[place] = cosine;
          return;
        }
      }
    });
  }

  return {
    size: entries.length,
    search(question, options = {}, limit = 8) {
      const asked = terms(question);
      const leftAt = options.leftOut ? (positions.get(options.leftOut.id) ?? -1) : -1;
      const leftText =
        options.leftOut && entries[leftAt]
          ? phrasingsOf(entries[leftAt])[options.leftOut.phrasing]
          : undefined;
      findClosest(asked, leftAt, options.leftOut?.phrasing ?? -1);
      inAnswer.fill(0);
      const mass = answerRows.queryMass(asked) || 1;
      answerRows.match(asked, (entry, shared) => (inAnswer[entry] = shared / mass));
      const named = bandsOf(normalise(question));
      const bands = named.length > 0 ? named : (options.bands ?? []);
      const trust = named.length > 0 ? 1 : 0.5;

      const best: Candidate[] = [];
      const consider = (at: number, fit: Fit): void => {
        const entry = entries[at];
        if (!entry) {
          return;
        }
        const [first = 0, second = 0, third = 0] = closest.subarray(at * 3, at * 3 + 3);
        const features: Features = {
          best: first,
          consensus: (first + second + third) / 3,
          answer: inAnswer[at] ?? 0,
          ...fit,
          band: trust * bandFit(entry, bands),
        };
        insert(best, { entry, score: score(features), features }, limit);
      };
      profiles.fit(
        asked,
        consider,
        leftText === undefined ? undefined : { entry: leftAt, tokens: terms(leftText) },
      );
      return best;
    },
  };
}

/** Keeps the best candidates in order, at most `limit`. */
function insert(best: Candidate[], candidate: Candidate, limit: number): void {
  const last = best[limit - 1];
  if (last && last.score >= candidate.score) {
    return;
  }
  const at = best.findIndex((other) => other.score < candidate.score);
  best.splice(at < 0 ? best.length : at, 0, candidate);
  best.length = Math.min(best.length, limit);
}
