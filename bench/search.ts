/**
 * Search against MiniSearch on the same tokens, in one run: time to build, memory, time per question and rank of the right
 * entry (every phrasing asked while it is left out; MiniSearch can't leave one out, so its own copy is removed from the row).
 * Grown sizes repeat the knowledge base with numbered ids and phrasings shuffled between copies, ten phrasings an entry.
 */
import MiniSearch from 'minisearch';
import { createSearchIndex, type KnowledgeEntry, termsOf } from '../src/domain/knowledge/index.js';
import { createLexicon } from '../src/domain/language/index.js';
import { readEdition } from '../src/infra/edition.js';

const edition = readEdition('locales');
const lexicon = createLexicon(edition.lexicon);
const whole = edition.entries.filter((entry) => entry.locale === 'zh-CN');
const PHRASINGS = 10;
/** The same entries with ten phrasings each, evenly chosen. */
const thinned = whole.map((entry) => ({
  ...entry,
  questions: entry.questions.filter(
    (_, nth, { length }) =>
      Math.floor((nth * PHRASINGS) / length) !== Math.floor(((nth - 1) * PHRASINGS) / length),
  ),
}));

/** The knowledge base grown to a size: copies whose phrasings are made of two halves of others. */
function grow(size: number): KnowledgeEntry[] {
  return Array.from({ length: size }, (_, i) => {
    const entry = thinned[i % thinned.length] as KnowledgeEntry;
    if (i < thinned.length) {
      return entry;
    }
    const other = thinned[(i * 7 + 3) % thinned.length] as KnowledgeEntry;
    const halve = (text: string, from: string) =>
      `${[...text].slice(0, Math.ceil(text.length / 2)).join('')}${[...from].slice(Math.floor(from.length / 2)).join('')}`;
    const { group: _group, ...rest } = entry;
    return {
      ...rest,
      id: `${entry.id}_${i}`,
      questions: entry.questions.map((q, k) => halve(q, other.questions[k % other.questions.length] ?? q)),
    };
  });
}

const percentile = (values: number[], p: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? 0;
const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().external;
};
const askedOf = (entries: readonly KnowledgeEntry[]) =>
  entries
    .slice(0, whole.length)
    .flatMap((entry) => entry.questions.map((question, nth) => ({ id: entry.id, question, nth })))
    .filter((_, i) => i % 24 === 0);

function measure(
  name: string,
  entries: readonly KnowledgeEntry[],
  build: () => (question: string, id: string, nth: number) => string[],
): void {
  const size = entries.length;
  const asked = askedOf(entries);
  const before = heap();
  const began = performance.now();
  const ask = build();
  const built = performance.now() - began;
  const bytes = heap() - before;
  for (const { question, id, nth } of asked.slice(0, 20)) {
    ask(question, id, nth);
  }
  let reciprocal = 0;
  const times = asked.map(({ question, id, nth }) => {
    const start = performance.now();
    const found = ask(question, id, nth);
    const took = performance.now() - start;
    const rank = found.indexOf(id);
    reciprocal += rank >= 0 ? 1 / (rank + 1) : 0;
    return took;
  });
  console.log(
    `search ${name.padEnd(11)} ${String(size).padStart(6)} entries: build ${built.toFixed(0).padStart(6)} ms, ${(bytes / 1e6).toFixed(1).padStart(6)} MB, p50 ${percentile(times, 0.5).toFixed(2)} ms, p95 ${percentile(times, 0.95).toFixed(2)} ms, MRR ${(reciprocal / asked.length).toFixed(3)}`,
  );
}

for (const entries of [whole, thinned, grow(1000), grow(20_000)]) {
  measure('ours', entries, () => {
    const index = createSearchIndex(entries, (text) => termsOf(text, lexicon));
    return (question, id, nth) =>
      index.search(question, { leftOut: { id, phrasing: nth + 1 } }).map((candidate) => candidate.entry.id);
  });
  if (entries.length > 1000) {
    continue; // MiniSearch takes minutes to build at this size
  }
  measure('MiniSearch', entries, () => {
    const mini = new MiniSearch<{ row: number; text: string[]; id: string }>({
      idField: 'row',
      fields: ['text'],
      tokenize: (text) => text.split('\u0001'),
      processTerm: (term) => term,
      extractField: (doc, field) =>
        (field === 'text'
          ? doc.text.join('\u0001')
          : (doc as unknown as Record<string, string>)[field]) as string,
    });
    const rows = entries.flatMap((entry) =>
      [entry.title, ...entry.questions, entry.answer].map((text, nth) => ({
        id: entry.id,
        nth,
        text: [...termsOf(text, lexicon)],
      })),
    );
    mini.addAll(rows.map((row, i) => ({ row: i, text: row.text, id: row.id })));
    const rowOf = new Map(rows.map((row, i) => [`${row.id}|${row.nth}`, i]));
    return (question, id, nth) => {
      const own = rowOf.get(`${id}|${nth + 1}`);
      const hits = mini
        .search([...termsOf(question, lexicon)].join('\u0001'), { combineWith: 'OR' })
        .filter((hit) => hit.id !== own);
      return [...new Set(hits.map((hit) => rows[Number(hit.id)]?.id ?? ''))].slice(0, 8);
    };
  });
}
