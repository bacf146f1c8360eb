import { type AgeBand, bandsOf, type Lexicon, normalise, tokenise } from '../language/index.js';
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
  /** A phrasing that must not find itself, by entry id and place: only for learning. */
  readonly leftOut?: { readonly id: string; readonly phrasing: number };
}

export interface SearchIndex {
  /** The best entries for a question, best first, at most `limit`. */
  search(question: string, options?: SearchOptions, limit?: number): Candidate[];
  readonly size: number;
}

const NOTION_WEIGHT = 1.6;
const SINGLE_CHARACTER_WEIGHT = 0.45;
const weightOf = (token: string) =>
  token.startsWith('#') ? NOTION_WEIGHT : /^\p{Script=Han}$/u.test(token) ? SINGLE_CHARACTER_WEIGHT : 1;
const NO_FIT: Fit = [0, 0, 0];

/** Tokens of a text: its characters, pairs and words, and the notions it speaks of (`#name`). */
export function termsOf(text: string, lexicon: Lexicon): Set<string> {
  const standard = lexicon.standardise(normalise(text));
  return new Set([...tokenise(standard), ...lexicon.notionsOf(standard).map((notion) => `#${notion}`)]);
}

/** 1 when the entry is for a named band, −1 when it is for others only, 0 when nothing is known or it holds for all. */
function bandFit(entry: KnowledgeEntry, bands: readonly AgeBand[]): number {
  if (bands.length === 0 || entry.bands.includes('any')) {
    return 0;
  }
  return bands.some((band) => entry.bands.includes(band)) ? 1 : -1;
}

type Best = readonly [number, number, number];
const NONE: Best = [0, 0, 0];
const withCosine = ([a, b, c]: Best, cosine: number): Best =>
  cosine > a ? [cosine, a, b] : cosine > b ? [a, cosine, b] : [a, b, Math.max(c, cosine)];

/** Builds the index of one language: a row for each phrasing and title, one for each answer, a profile for each entry. */
export function createSearchIndex(entries: readonly KnowledgeEntry[], lexicon: Lexicon): SearchIndex {
  const phrasings = entries.flatMap((entry, at) =>
    [entry.title, ...entry.questions].map((text, nth) => ({ at, nth, terms: termsOf(text, lexicon) })),
  );
  const answers = entries.map((entry) => termsOf([entry.title, entry.answer, ...(entry.steps ?? [])].join('\n'), lexicon));
  const questionRows = createPostings(
    phrasings.map((row) => row.terms),
    weightOf,
  );
  const answerRows = createPostings(answers, weightOf);
  const termsByEntry = entries.map((): Array<ReadonlySet<string>> => []);
  phrasings.forEach((row) => termsByEntry[row.at]?.push(row.terms));
  const profiles = createProfiles(
    entries.map((_, at) => ({ phrasings: termsByEntry[at] ?? [], answer: answers[at] ?? new Set<string>() })),
  );
  const positions = new Map(entries.map((entry, at) => [entry.id, at]));
  const massOf = (terms: ReadonlySet<string>) => [...terms].reduce((sum, term) => sum + questionRows.mass(term), 0);

  /** For each entry the cosines of its three closest phrasings. */
  function closestPhrasings(terms: ReadonlySet<string>, leftOut: SearchOptions['leftOut']): Map<number, Best> {
    const length = Math.sqrt(massOf(terms)) || 1;
    const best = new Map<number, Best>();
    questionRows.match(terms, (row, shared) => {
      const phrasing = phrasings[row];
      if (phrasing && !(leftOut && phrasing.nth === leftOut.phrasing && entries[phrasing.at]?.id === leftOut.id)) {
        const cosine = shared / (length * Math.sqrt(questionRows.rowMass(row)) || 1);
        best.set(phrasing.at, withCosine(best.get(phrasing.at) ?? NONE, cosine));
      }
    });
    return best;
  }

  return {
    size: entries.length,
    search(question, options = {}, limit = 8) {
      const terms = termsOf(question, lexicon);
      const closest = closestPhrasings(terms, options.leftOut);
      const inAnswer = new Map<number, number>();
      const mass = massOf(terms) || 1;
      answerRows.match(terms, (at, shared) => inAnswer.set(at, shared / mass));
      const leftAt = options.leftOut && positions.get(options.leftOut.id);
      const leftOut =
        leftAt === undefined ? undefined : { entry: leftAt, tokens: termsByEntry[leftAt]?.[options.leftOut?.phrasing ?? -1] ?? new Set<string>() };
      const fits = profiles.fit(terms, leftOut);
      const named = bandsOf(normalise(question));
      const bands = named.length > 0 ? named : (options.bands ?? []);
      const trust = named.length > 0 ? 1 : 0.5;

      return entries
        .flatMap((entry, at): Candidate[] => {
          const [first, second, third] = closest.get(at) ?? NONE;
          const [notions, pairs, characters] = fits.get(at) ?? NO_FIT;
          if (first === 0 && pairs === 0 && notions === 0) {
            return [];
          }
          const features: Features = {
            best: first,
            consensus: (first + second + third) / 3,
            answer: inAnswer.get(at) ?? 0,
            notions,
            pairs,
            characters,
            band: trust * bandFit(entry, bands),
          };
          return [{ entry, score: score(features), features }];
        })
        .sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1))
        .slice(0, limit);
    },
  };
}
