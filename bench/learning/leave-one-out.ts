/**
 * Asks the search every phrasing of the knowledge base while that phrasing is left out of the index, and prints how
 * often its own entry comes first, among the first three, and the figures a scorer can be learned from.
 */
import { createSearchIndex } from '../../src/domain/knowledge/index.js';
import { createLexicon } from '../../src/domain/language/index.js';
import { readEdition } from '../../src/infra/edition.js';

const edition = readEdition('locales');
for (const locale of ['zh-CN', 'en']) {
  const entries = edition.entries.filter((entry) => entry.locale === locale);
  const began = performance.now();
  const index = createSearchIndex(entries, createLexicon(edition.lexicon));
  const built = performance.now() - began;
  let asked = 0;
  let first = 0;
  let three = 0;
  let reciprocal = 0;
  const start = performance.now();
  for (const entry of entries) {
    entry.questions.forEach((question, nth) => {
      const found = index.search(question, { leftOut: { id: entry.id, phrasing: nth + 1 } });
      const rank = found.findIndex((candidate) => candidate.entry.id === entry.id);
      asked += 1;
      first += rank === 0 ? 1 : 0;
      three += rank >= 0 && rank < 3 ? 1 : 0;
      reciprocal += rank >= 0 ? 1 / (rank + 1) : 0;
    });
  }
  const each = (performance.now() - start) / asked;
  console.log(
    `${locale}: ${entries.length} entries, ${asked} phrasings, first ${((100 * first) / asked).toFixed(1)} %, in three ${((100 * three) / asked).toFixed(1)} %, MRR ${(reciprocal / asked).toFixed(3)}, build ${built.toFixed(0)} ms, ${each.toFixed(2)} ms a question`,
  );
}
