import {
  type AgeBand,
  bandsOf,
  type Lexicon,
  normalise,
  SINGLE,
  syllableTerms,
  tokenise,
} from '../language/index.js';
import { packLists } from './packed-lists.js';
import { buildProfiles } from './profiles.js';
import { type Features, profileScore, score } from './ranking.js';
import type { KnowledgeEntry } from './schema.js';
import { createTokenRows } from './token-rows.js';
import { type Asked, createVocabulary, recognise } from './vocabulary.js';

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
/** Entries whose phrasings and answers are compared one by one; the best by profile. With more the order of the first changes no more. */
const SHORTLIST = 64;
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

/** How texts are read, entries' and questions' alike: by words, or by sound for Mandarin in Latin letters. */
export interface Terms {
  readonly words: (text: string) => Iterable<string>;
  readonly sounds: (text: string) => Iterable<string>;
}

export const createTerms = (lexicon: Lexicon): Terms => ({
  words: (text) => termsOf(text, lexicon),
  sounds: (text) => syllableTerms(normalise(text)),
});

/** 1 when the entry is for a named band, −1 when it is for others only, 0 when nothing is known or it holds for all. */
function bandFit(entry: KnowledgeEntry, bands: readonly AgeBand[]): number {
  if (bands.length === 0 || entry.bands.includes('any')) {
    return 0;
  }
  return bands.some((band) => entry.bands.includes(band)) ? 1 : -1;
}

const phrasingsOf = (entry: KnowledgeEntry) => [entry.title, ...entry.questions];
const answerOf = (entry: KnowledgeEntry) => [entry.title, entry.answer, ...(entry.steps ?? [])].join('\n');

/** Every text of an entry that an index reads. */
export const textsOf = (entry: KnowledgeEntry): string[] => [...phrasingsOf(entry), answerOf(entry)];

/** What is compared closely: an entry with its fit. */
interface Contender {
  readonly at: number;
  readonly fit: Pick<Features, 'notions' | 'pairs' | 'characters' | 'band'>;
  readonly score: number;
}

/**
 * Builds an index over entries: a profile of each entry finds those that may fit, its phrasings and its answer decide between them.
 * `terms` gives the tokens of any text, entries' and questions' alike.
 */
export function createSearchIndex(
  entries: readonly KnowledgeEntry[],
  terms: (text: string) => Iterable<string>,
): SearchIndex {
  const building = buildSearchIndex(entries, terms);
  for (;;) {
    const step = building.next();
    if (step.done) {
      return step.value;
    }
  }
}

/** The same in short steps, for one who has something else to do in between; the last gives the index. */
export function* buildSearchIndex(
  entries: readonly KnowledgeEntry[],
  terms: (text: string) => Iterable<string>,
): Generator<undefined, SearchIndex> {
  const { vocabulary, names, phrasings, answers, firstRow } = yield* readTokens(entries, terms);
  const weights = Float32Array.from(names, weightOf);
  yield;
  const questionRows = createTokenRows(packLists(phrasings), weights, weightOf);
  yield;
  const answerRows = createTokenRows(packLists(answers), weights, weightOf);
  yield;
  const profiles = yield* buildProfiles(
    answers.map((answer, at) => ({
      phrasings: phrasings.slice(firstRow[at], firstRow[at + 1]),
      answer,
    })),
    names,
  );
  const positions = new Map(entries.map((entry, at) => [entry.id, at]));
  const marked = new Uint8Array(names.length);

  const shortlist = (asked: Asked, bandOf: (entry: KnowledgeEntry) => number, leftOut?: LeftOut) => {
    const best: Contender[] = [];
    profiles.fit(
      asked,
      (at, notions, pairs, characters) => {
        const entry = entries[at];
        const band = entry ? bandOf(entry) : 0;
        const standing = profileScore(notions, pairs, characters, band);
        const last = best[SHORTLIST - 1];
        if (!last || standing > last.score) {
          insert(best, { at, fit: { notions, pairs, characters, band }, score: standing }, SHORTLIST);
        }
      },
      leftOut,
    );
    return best;
  };

  /** Cosines of the three closest phrasings of an entry, the closest first. */
  const closest = (at: number, length: number, leftOutRow: number): number[] => {
    const cosines: number[] = [];
    for (let row = firstRow[at] ?? 0; row < (firstRow[at + 1] ?? 0); row++) {
      if (row !== leftOutRow) {
        cosines.push(
          questionRows.sharedMass(row, marked) / (length * Math.sqrt(questionRows.rowMass(row)) || 1),
        );
      }
    }
    return cosines.sort((a, b) => b - a);
  };

  return {
    size: entries.length,
    search(question, options = {}, limit = 8) {
      const asked = recognise(vocabulary, terms(question));
      const leftOut = options.leftOut && findLeftOut(options.leftOut);
      const named = bandsOf(normalise(question));
      const bands = named.length > 0 ? named : (options.bands ?? []);
      const trust = named.length > 0 ? 1 : 0.5;
      const length = Math.sqrt(questionRows.queryMass(asked)) || 1;
      const mass = answerRows.queryMass(asked) || 1;
      const contenders = shortlist(asked, (entry) => trust * bandFit(entry, bands), leftOut);

      asked.known.forEach((token) => (marked[token] = 1));
      const found: Candidate[] = [];
      for (const { at, fit } of contenders) {
        const entry = entries[at];
        const [first = 0, second = 0, third = 0] = closest(at, length, leftOut?.row ?? -1);
        const features: Features = {
          best: first,
          consensus: (first + second + third) / 3,
          answer: answerRows.sharedMass(at, marked) / mass,
          ...fit,
        };
        if (entry) {
          insert(found, { entry, score: score(features), features }, limit);
        }
      }
      asked.known.forEach((token) => (marked[token] = 0));
      return found;
    },
  };

  function findLeftOut({ id, phrasing }: NonNullable<SearchOptions['leftOut']>): LeftOut | undefined {
    const entry = positions.get(id);
    const row = entry === undefined ? undefined : (firstRow[entry] ?? 0) + phrasing;
    return entry === undefined || row === undefined
      ? undefined
      : { entry, row, tokens: new Set(phrasings[row]) };
  }
}

interface LeftOut {
  readonly entry: number;
  readonly row: number;
  readonly tokens: ReadonlySet<number>;
}

/** The tokens of all texts as numbers; the phrasings of entry `n` are the rows from `firstRow[n]` up to `firstRow[n + 1]`. */
function* readTokens(entries: readonly KnowledgeEntry[], terms: (text: string) => Iterable<string>) {
  const vocabulary = createVocabulary();
  const names: string[] = [];
  const read = (text: string) =>
    Array.from(terms(text), (token) => {
      const number = vocabulary.add(token);
      names[number] = token;
      return number;
    });
  const phrasings: number[][] = [];
  const firstRow = new Uint32Array(entries.length + 1);
  const answers: number[][] = [];
  for (const [at, entry] of entries.entries()) {
    phrasings.push(...phrasingsOf(entry).map(read));
    firstRow[at + 1] = phrasings.length;
    answers.push(read(answerOf(entry)));
    yield;
  }
  return { vocabulary, names, phrasings, answers, firstRow };
}

/** Keeps the best in order, at most `limit`. */
function insert<T extends { readonly score: number }>(best: T[], candidate: T, limit: number): void {
  const last = best[limit - 1];
  if (last && last.score >= candidate.score) {
    return;
  }
  const at = best.findIndex((other) => other.score < candidate.score);
  best.splice(at < 0 ? best.length : at, 0, candidate);
  best.length = Math.min(best.length, limit);
}
