import { type AgeBand, bandsOf, clauses, type Lexicon, normalise, tokenise } from '../language/index.js';
import { createPostings } from './postings.js';
import { FEATURES, type Features, score } from './ranking.js';
import { type KnowledgeEntry } from './schema.js';

export interface Candidate {
  readonly entry: KnowledgeEntry;
  /** Log-odds that this entry answers the question, before it is compared with the others. */
  readonly score: number;
  readonly features: Features;
}

export interface SearchOptions {
  /** Age bands known from the talk or the child's profile, when the question names none. */
  readonly bands?: readonly AgeBand[];
  /** Entries that stay out, by index row: only for training, where a phrasing must not find itself. */
  readonly without?: (entry: KnowledgeEntry, phrasing: number) => boolean;
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

/** Tokens of a text: its characters, pairs and words, and the notions it speaks of (`#name`). */
export function termsOf(text: string, lexicon: Lexicon): Set<string> {
  const standard = lexicon.standardise(normalise(text));
  return new Set([...tokenise(standard), ...lexicon.notionsOf(standard).map((notion) => `#${notion}`)]);
}

/** Clauses of a long message on their own and with their neighbour: the question may hide in one of them. */
function passages(question: string): string[] {
  const parts = clauses(normalise(question)).filter((part) => [...part].length >= 3);
  return parts.length < 2 ? [] : [...parts, ...parts.slice(1).map((part, i) => `${parts[i] ?? ''} ${part}`)];
}

/** Builds the index of one language: a row for each phrasing and title, and one for each answer. */
export function createSearchIndex(entries: readonly KnowledgeEntry[], lexicon: Lexicon): SearchIndex {
  const phrasings = entries.flatMap((entry, at) => [entry.title, ...entry.questions].map((text, nth) => ({ at, nth, text })));
  const questionRows = createPostings(
    phrasings.map((row) => termsOf(row.text, lexicon)),
    weightOf,
  );
  const answerRows = createPostings(
    entries.map((entry) => termsOf([entry.title, entry.answer, ...(entry.steps ?? [])].join('\n'), lexicon)),
    weightOf,
  );
  const massOf = (terms: ReadonlySet<string>) => [...terms].reduce((sum, term) => sum + questionRows.mass(term), 0);

  /** For each entry its three best phrasings' cosine with the terms. */
  function bestPhrasings(terms: ReadonlySet<string>, without: SearchOptions['without']): Map<number, [number, number, number]> {
    const mass = Math.sqrt(massOf(terms)) || 1;
    const best = new Map<number, [number, number, number]>();
    questionRows.match(terms, (row, shared) => {
      const phrasing = phrasings[row];
      const entry = phrasing && entries[phrasing.at];
      if (!phrasing || !entry || without?.(entry, phrasing.nth)) {
        return;
      }
      const cosine = shared / (mass * Math.sqrt(questionRows.rowMass(row)) || 1);
      const top = best.get(phrasing.at);
      if (!top) {
        best.set(phrasing.at, [cosine, 0, 0]);
      } else if (cosine > top[0]) {
        best.set(phrasing.at, [cosine, top[0], top[1]]);
      } else if (cosine > top[1]) {
        best.set(phrasing.at, [top[0], cosine, top[1]]);
      } else if (cosine > top[2]) {
        best.set(phrasing.at, [top[0], top[1], cosine]);
      }
    });
    return best;
  }

  return {
    size: entries.length,
    search(question, options = {}, limit = 8) {
      const terms = termsOf(question, lexicon);
      const whole = bestPhrasings(terms, options.without);
      const partly = new Map<number, number>();
      for (const passage of passages(question).slice(0, 24)) {
        for (const [at, [cosine]] of bestPhrasings(termsOf(passage, lexicon), options.without)) {
          partly.set(at, Math.max(partly.get(at) ?? 0, cosine));
        }
      }
      const answers = new Map<number, number>();
      const mass = massOf(terms) || 1;
      answerRows.match(terms, (at, shared) => answers.set(at, shared / mass));
      const named = bandsOf(normalise(question));
      const bands = named.length > 0 ? named : (options.bands ?? []);
      const trust = named.length > 0 ? 1 : 0.5;

      const candidates = [...whole].map(([at, [first, second, third]]): Candidate => {
        const entry = entries[at] as KnowledgeEntry;
        const features: Features = {
          best: first,
          consensus: (first + second + third) / 3,
          passage: Math.max(partly.get(at) ?? 0, first),
          answer: answers.get(at) ?? 0,
          band: trust * bandFit(entry, bands),
        };
        return { entry, score: score(features), features };
      });
      return candidates.sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1)).slice(0, limit);
    },
  };
}

/** 1 when the entry is for a named band, −1 when it is for others only, 0 when nothing is known or it holds for all. */
function bandFit(entry: KnowledgeEntry, bands: readonly AgeBand[]): number {
  if (bands.length === 0 || entry.bands.includes('any')) {
    return 0;
  }
  return bands.some((band) => entry.bands.includes(band)) ? 1 : -1;
}

export { FEATURES };
