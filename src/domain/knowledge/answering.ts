import { type AgeBand, hasWords, type Lexicon, normalise } from '../language/index.js';
import type { KnowledgeEntry } from './schema.js';
import { type Candidate, createSearchIndex, type SearchIndex, termsOf } from './search.js';

/** What to do with a question: answer it, ask back with two to four choices, or say honestly that there is no answer. */
export type Decision =
  | { readonly kind: 'answer'; readonly entry: KnowledgeEntry; readonly confidence: number; readonly also: readonly KnowledgeEntry[] }
  | { readonly kind: 'clarify'; readonly choices: readonly KnowledgeEntry[] }
  | { readonly kind: 'none' };

export interface AskOptions {
  readonly locale: string;
  /** Age bands known from the talk. */
  readonly bands?: readonly AgeBand[];
}

export interface Knowledge {
  /** Decides on a question in one language; a language without entries of its own falls back on Chinese. */
  decide(question: string, options: AskOptions): Decision;
  /** The candidates behind a decision, best first, for explanation. */
  explain(question: string, options: AskOptions): Candidate[];
  entry(id: string, locale: string): KnowledgeEntry | undefined;
  /** The entry of the same group for another age, or undefined. */
  sibling(entry: KnowledgeEntry, bands: readonly AgeBand[]): KnowledgeEntry | undefined;
  topics(locale: string): readonly string[];
  entriesOf(topic: string, locale: string): readonly KnowledgeEntry[];
}

/** Below this fit with everything that an entry says, it is no answer whatever the rest. */
const LEAST_PROFILE = 0.2;
/** Share of the likelihood that the first entry needs to be given without asking back. */
const SURE = 0.34;
/** A question with less mass than this says too little to be answered: "打针的事". */
const SHORT = 4;

const likelihoods = (candidates: readonly Candidate[]) => {
  const top = candidates[0]?.score ?? 0;
  const odds = candidates.map((candidate) => Math.exp(candidate.score - top));
  const sum = odds.reduce((a, b) => a + b, 0) || 1;
  return odds.map((odd) => odd / sum);
};

/** Builds the look-up of all languages from their entries. */
export function createKnowledge(entries: readonly KnowledgeEntry[], lexicon: Lexicon): Knowledge {
  const locales = [...new Set(entries.map((entry) => entry.locale))];
  const indexes = new Map<string, SearchIndex>(
    locales.map((locale) => [locale, createSearchIndex(entries.filter((entry) => entry.locale === locale), lexicon)]),
  );
  const byId = new Map(entries.map((entry) => [`${entry.locale}|${entry.id}`, entry]));
  const indexOf = (locale: string) => indexes.get(locale) ?? indexes.get('zh-CN');
  const explain = (question: string, { locale, bands }: AskOptions) => indexOf(locale)?.search(question, bands ? { bands } : {}) ?? [];

  return {
    explain,
    decide(question, options) {
      if (!hasWords(normalise(question))) {
        return { kind: 'none' };
      }
      const candidates = explain(question, options);
      const shares = likelihoods(candidates);
      const top = candidates[0];
      if (!top || top.features.profile < LEAST_PROFILE) {
        return { kind: 'none' };
      }
      const share = shares[0] ?? 0;
      const words = contentOf(question, lexicon);
      const confidence = share * Math.min(1, top.features.profile / 0.5);
      if (words < SHORT && share < 0.75) {
        return { kind: 'clarify', choices: distinct(candidates).slice(0, 4) };
      }
      if (share >= SURE || top.features.best >= 0.55) {
        return { kind: 'answer', entry: top.entry, confidence, also: distinct(candidates).slice(1, 3) };
      }
      return top.features.best >= 0.3 || top.features.profile >= 0.32
        ? { kind: 'answer', entry: top.entry, confidence, also: distinct(candidates).slice(1, 3) }
        : { kind: 'none' };
    },
    entry: (id, locale) => byId.get(`${locale}|${id}`) ?? byId.get(`zh-CN|${id}`),
    sibling: (entry, bands) =>
      entry.group === undefined
        ? undefined
        : entries.find(
            (other) =>
              other.locale === entry.locale && other.group === entry.group && other.id !== entry.id && bands.some((band) => other.bands.includes(band)),
          ),
    topics: (locale) => [...new Set(entries.filter((entry) => entry.locale === locale).map((entry) => entry.topic))],
    entriesOf: (topic, locale) => entries.filter((entry) => entry.locale === locale && entry.topic === topic),
  };
}

/** How many tokens of substance a question has: pairs and notions, not single characters. */
function contentOf(question: string, lexicon: Lexicon): number {
  return [...termsOf(question, lexicon)].filter((term) => term.startsWith('#') || [...term].length > 1).length;
}

/** One entry of each group: choices that differ in more than age. */
function distinct(candidates: readonly Candidate[]): KnowledgeEntry[] {
  const seen = new Set<string>();
  return candidates
    .map((candidate) => candidate.entry)
    .filter((entry) => {
      const name = entry.group ?? entry.id;
      return seen.has(name) ? false : seen.add(name);
    });
}

