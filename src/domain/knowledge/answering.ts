import { type AgeBand, hasWords, isPinyin, type Lexicon, normalise } from '../language/index.js';
import { type Before, rankInContext } from './in-context.js';
import type { KnowledgeEntry } from './schema.js';
import { type Candidate, createSearchIndex, createTerms, type SearchIndex, type Terms } from './search.js';

/** What to do with a question: answer it, or say honestly that there is no answer. */
export type Decision =
  | {
      readonly kind: 'answer';
      readonly entry: KnowledgeEntry;
      readonly confidence: number;
      readonly also: readonly KnowledgeEntry[];
    }
  | { readonly kind: 'none' };

export interface AskOptions {
  readonly locale: string;
  /** What was spoken of before, when the question may lean on it. */
  readonly before?: Before | undefined;
  /** Age bands known from the talk. */
  readonly bands?: readonly AgeBand[];
}

/** How the best answer to a question stands among all. */
export interface Standing {
  /** Its score, and its share of the likelihood among the candidates, in [0, 1]. */
  readonly score: number;
  readonly share: number;
  /** Cosine with its closest phrasing; fit of pairs and of characters with all that it says. */
  readonly best: number;
  readonly pairs: number;
  readonly characters: number;
  /** Topics of the first four candidates. */
  readonly topics: number;
  /** Han characters of the question that say something of what is asked; a Latin word counts as two. */
  readonly substance: number;
}

export interface Knowledge {
  /** What may have been meant by a question that says too little: up to four entries of different subjects. */
  choices(question: string, options: AskOptions): readonly KnowledgeEntry[];
  /** How well the question is met by what is known. */
  standing(question: string, options: AskOptions): Standing;
  /** Decides on a question in one language; a language without entries of its own falls back on Chinese. */
  decide(question: string, options: AskOptions): Decision;
  /** True when an entry fits a question so well that words of another field in it don't matter. */
  isKnown(question: string, options: AskOptions): boolean;
  /** The candidates behind a decision, best first, for explanation. */
  explain(question: string, options: AskOptions): Candidate[];
  entry(id: string, locale: string): KnowledgeEntry | undefined;
  /** The entry of the same group for another age, or undefined. */
  sibling(entry: KnowledgeEntry, bands: readonly AgeBand[]): KnowledgeEntry | undefined;
  topics(locale: string): readonly string[];
  entriesOf(topic: string, locale: string): readonly KnowledgeEntry[];
}

/** A first candidate below this standing is no answer: questions of other fields end here (measured on labelled questions). */
export const LEAST_SCORE = 4.2;
/** From this standing on an entry is taken to be what was asked. */
const KNOWN_SCORE = 6;

const likelihoods = (candidates: readonly Candidate[]) => {
  const top = candidates[0]?.score ?? 0;
  const odds = candidates.map((candidate) => Math.exp(candidate.score - top));
  const sum = odds.reduce((a, b) => a + b, 0) || 1;
  return odds.map((odd) => odd / sum);
};

/** What of a look-up has been prepared. Anything else is built when the first question needs it. */
export interface Prepared {
  readonly terms?: Terms;
  /** Indexes by language. */
  readonly words?: ReadonlyMap<string, SearchIndex>;
  /** The index of the sounds of Chinese. */
  readonly sounds?: SearchIndex | undefined;
}

/** Builds the look-up of all languages from their entries. */
export function createKnowledge(
  entries: readonly KnowledgeEntry[],
  lexicon: Lexicon,
  { terms = createTerms(lexicon), words, sounds }: Prepared = {},
): Knowledge {
  const chinese = entries.filter((entry) => entry.locale === 'zh-CN');
  const indexes = new Map<string, SearchIndex>(words);
  /** An index is built when its first question comes; a language without entries of its own is asked in Chinese. */
  const indexOf = (locale: string): SearchIndex => {
    const built = indexes.get(locale);
    if (built) {
      return built;
    }
    const own = entries.filter((entry) => entry.locale === locale);
    const index = createSearchIndex(own.length > 0 ? own : chinese, (text) => terms.words(text));
    indexes.set(locale, index);
    return index;
  };
  indexOf('zh-CN');
  const byId = new Map(entries.map((entry) => [`${entry.locale}|${entry.id}`, entry]));
  let bySound = sounds;
  /** The index of a language; of sounds for Mandarin in Latin letters, built when the first such question comes. */
  const indexFor = (question: string, locale: string) =>
    locale === 'zh-CN' && isPinyin(normalise(question))
      ? (bySound ??= createSearchIndex(chinese, (text) => terms.sounds(text)))
      : indexOf(locale);
  const search = (question: string, { locale, bands }: AskOptions) =>
    indexFor(question, locale).search(question, bands ? { bands } : {});
  const explain = (question: string, options: AskOptions) => {
    const { before } = options;
    const alone = search(question, options);
    return before && before.lean > 0
      ? rankInContext(alone, search(`${before.question} ${question}`, options), before)
      : alone;
  };

  return {
    explain,
    standing(question, options) {
      const candidates = explain(question, options);
      const { score = 0, features } = candidates[0] ?? {};
      return {
        score,
        share: likelihoods(candidates)[0] ?? 0,
        best: features?.best ?? 0,
        pairs: features?.pairs ?? 0,
        characters: features?.characters ?? 0,
        topics: new Set(candidates.slice(0, 4).map(({ entry }) => entry.topic)).size,
        substance: substanceOf(question, lexicon),
      };
    },
    choices: (question, options) =>
      distinct(explain(question, options).filter(({ features }) => features.best > 0)).slice(0, 4),
    decide(question, options) {
      if (!hasWords(normalise(question))) {
        return { kind: 'none' };
      }
      const candidates = explain(question, options);
      const top = candidates[0];
      const share = likelihoods(candidates)[0] ?? 0;
      if (!top || top.score < LEAST_SCORE * (1 - (options.before?.lean ?? 0) / 2)) {
        return { kind: 'none' };
      }
      return { kind: 'answer', entry: top.entry, confidence: share, also: distinct(candidates).slice(1, 3) };
    },
    isKnown: (question, options) => (explain(question, options)[0]?.score ?? 0) >= KNOWN_SCORE,
    entry: (id, locale) => byId.get(`${locale}|${id}`) ?? byId.get(`zh-CN|${id}`),
    sibling: (entry, bands) =>
      entry.group === undefined
        ? undefined
        : entries.find(
            (other) =>
              other.locale === entry.locale &&
              other.group === entry.group &&
              other.id !== entry.id &&
              bands.some((band) => other.bands.includes(band)),
          ),
    topics: (locale) => [
      ...new Set(entries.filter((entry) => entry.locale === locale).map((entry) => entry.topic)),
    ],
    entriesOf: (topic, locale) => entries.filter((entry) => entry.locale === locale && entry.topic === topic),
  };
}

function substanceOf(question: string, lexicon: Lexicon): number {
  const substance = lexicon.substance(lexicon.standardise(normalise(question)));
  const han = [...substance].filter((char) => /\p{Script=Han}/u.test(char)).length;
  const latin = substance.match(/[a-z]+|\d+/g)?.length ?? 0;
  return han + latin * 2;
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
