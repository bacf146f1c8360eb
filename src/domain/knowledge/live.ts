import type { Lexicon } from '../language/index.js';
import { createKnowledge, type Knowledge } from './answering.js';
import { createLiveTerms } from './live-terms.js';
import type { KnowledgeEntry } from './schema.js';
import { buildSearchIndex, createSearchIndex, type SearchIndex, textsOf } from './search.js';

/**
 * The knowledge base that can be exchanged while it is asked. Whoever holds it sees the new entries from the next call on; a turn asks
 * within one tick of the event loop and so sees one state throughout.
 */
export interface LiveKnowledge extends Knowledge {
  /** What is served now. */
  entries(): readonly KnowledgeEntry[];
  /** A look-up over other entries that nobody is answered from, made to be asked in one language. */
  imagine(entries: readonly KnowledgeEntry[], locale: string): Promise<Knowledge>;
  /** Builds the look-up over these entries and then serves it. Others are answered meanwhile; of several calls the last one counts. */
  serve(entries: readonly KnowledgeEntry[]): Promise<void>;
}

const CHINESE = 'zh-CN';

export function createLiveKnowledge(first: readonly KnowledgeEntry[], lexicon: Lexicon): LiveKnowledge {
  const terms = createLiveTerms(lexicon);
  let entries = first;
  /** By language, of what is served. */
  let indexes = new Map([[CHINESE, createSearchIndex(inLocale(first, CHINESE), terms.learning.words)]]);
  let knowledge = createKnowledge(first, lexicon, { terms, words: indexes });
  let asked = 0;

  /** Builds what these languages need in short steps; the index of a language in which nothing changed is used again. */
  const prepare = async (wanted: readonly KnowledgeEntry[], locales: readonly string[]) => {
    const words = new Map<string, SearchIndex>();
    for (const locale of new Set([CHINESE, ...locales])) {
      const own = inLocale(wanted, locale);
      const present = isSame(own, inLocale(entries, locale)) ? indexes.get(locale) : undefined;
      words.set(locale, present ?? (await inSteps(buildSearchIndex(own, terms.learning.words))));
    }
    const sounds = terms.hasSounds()
      ? await inSteps(buildSearchIndex(inLocale(wanted, CHINESE), terms.sounds))
      : undefined;
    return { words, knowledge: createKnowledge(wanted, lexicon, { terms, words, sounds }) };
  };

  return {
    entries: () => entries,
    async imagine(wanted, locale) {
      const prepared = await prepare(wanted, inLocale(wanted, locale).length > 0 ? [locale] : []);
      return prepared.knowledge;
    },
    async serve(wanted) {
      const turn = ++asked;
      const next = await prepare(
        wanted,
        wanted.map(({ locale }) => locale),
      );
      if (turn === asked) {
        terms.keep(wanted.flatMap(textsOf));
        entries = wanted;
        indexes = next.words;
        knowledge = next.knowledge;
      }
    },
    standing: (...args) => knowledge.standing(...args),
    choices: (...args) => knowledge.choices(...args),
    decide: (...args) => knowledge.decide(...args),
    isKnown: (...args) => knowledge.isKnown(...args),
    explain: (...args) => knowledge.explain(...args),
    entry: (...args) => knowledge.entry(...args),
    sibling: (...args) => knowledge.sibling(...args),
    topics: (...args) => knowledge.topics(...args),
    entriesOf: (...args) => knowledge.entriesOf(...args),
  };
}

const inLocale = (entries: readonly KnowledgeEntry[], locale: string) =>
  entries.filter((entry) => entry.locale === locale);

/** Whether both say the same, entry by entry. */
const isSame = (some: readonly KnowledgeEntry[], others: readonly KnowledgeEntry[]) =>
  some.length === others.length &&
  some.every((entry, at) => entry === others[at] || JSON.stringify(entry) === JSON.stringify(others[at]));

/** Longest time for which building keeps others waiting, in ms. */
const SLICE_MS = 8;

/** Takes the steps one after another; others get their turn in between. */
async function inSteps<T>(steps: Generator<undefined, T>): Promise<T> {
  let until = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
    if (performance.now() > until) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      until = performance.now() + SLICE_MS;
    }
  }
}
