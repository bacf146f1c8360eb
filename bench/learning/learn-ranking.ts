/**
 * Learns the weights of `src/domain/knowledge/ranking.ts` and prints them: softmax regression over the candidates of
 * every phrasing (asked while it is left out of the index) and of every labelled question of the tuning set.
 *
 *   node bench/run.mjs learning/learn-ranking
 */
import { readFileSync } from 'node:fs';
import { readDialogue } from '../../src/dialogue.js';
import {
  FEATURES,
  createSearchIndex,
  termsOf,
  type Features,
  type KnowledgeEntry,
} from '../../src/domain/knowledge/index.js';
import { createLexicon } from '../../src/domain/language/index.js';
import { readEdition } from '../../src/infra/edition.js';

interface Example {
  readonly rows: number[][];
  readonly right: boolean[];
  readonly weight: number;
}

const vector = (features: Features) => FEATURES.map((name) => features[name]);
const edition = readEdition('locales');
const lexicon = createLexicon(edition.lexicon);
const examples: Example[] = [];
for (const locale of ['zh-CN', 'en']) {
  const entries = edition.entries.filter((entry) => entry.locale === locale);
  const index = createSearchIndex(entries, (text) => termsOf(text, lexicon));
  entries.forEach((entry) =>
    entry.questions.forEach((question, nth) => {
      const found = index.search(question, { leftOut: { id: entry.id, phrasing: nth + 1 } }, 12);
      examples.push({
        rows: found.map((c) => vector(c.features)),
        right: found.map((c) => c.entry.id === entry.id),
        weight: 1,
      });
    }),
  );
}

interface Labelled {
  text: string;
  kind: string;
  must?: string[];
  must_any?: string[];
  must_not?: string[];
}
const { knowledge } = readDialogue('locales');
const holds = (sources: string[] | undefined, text: string) =>
  (sources ?? []).map((source) => new RegExp(source, 'iu').test(text));
const passes = (row: Labelled, entry: KnowledgeEntry) => {
  const text = [entry.answer, ...(entry.steps ?? []), entry.not_covered ?? ''].join('');
  const any = holds(row.must_any, text);
  return (
    holds(row.must, text).every(Boolean) &&
    (any.length === 0 || any.some(Boolean)) &&
    !holds(row.must_not, text).some(Boolean)
  );
};
const labelled = readFileSync('tests/questions/parent-questions.tune.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Labelled);
for (const row of labelled.filter((each) => each.kind === 'answer')) {
  const found = knowledge.explain(row.text, { locale: /\p{Script=Han}/u.test(row.text) ? 'zh-CN' : 'en' });
  examples.push({
    rows: found.map((c) => vector(c.features)),
    right: found.map((c) => passes(row, c.entry)),
    weight: 6,
  });
}

const usable = examples.filter((e) => e.right.some(Boolean) && e.right.some((r) => !r));
const odds = (row: number[], weights: number[]) => row.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0);
function step(weights: number[], set: Example[], rate: number): number[] {
  const gradient = weights.map(() => 0);
  let total = 0;
  for (const { rows, right, weight } of set) {
    const scores = rows.map((row) => odds(row, weights));
    const top = Math.max(...scores);
    const likely = scores.map((s) => Math.exp(s - top));
    const all = likely.reduce((a, b) => a + b, 0);
    const good = likely.reduce((sum, p, i) => sum + (right[i] ? p : 0), 0);
    rows.forEach((row, i) => {
      const p = likely[i] ?? 0;
      const pull = p / all - (right[i] ? p / good : 0);
      row.forEach((x, k) => (gradient[k] = (gradient[k] ?? 0) + weight * pull * x));
    });
    total += weight;
  }
  return weights.map((w, k) => w - rate * ((gradient[k] ?? 0) / total + 0.0005 * w));
}
const firstRight = (weights: number[], set: Example[]) =>
  set.filter(
    ({ rows, right }) =>
      right[
        rows
          .map((row) => odds(row, weights))
          .reduce((best, s, i, all) => (s > (all[best] ?? -Infinity) ? i : best), 0)
      ],
  ).length / set.length;

const learn = usable.filter((_, i) => i % 3 !== 0);
const check = usable.filter((_, i) => i % 3 === 0);
let weights: number[] = FEATURES.map(() => 3);
for (let round = 0; round < 400; round++) {
  weights = step(weights, learn, 8);
}
console.log(FEATURES.map((name, i) => `${name}: ${(weights[i] ?? 0).toFixed(2)}`).join(', '));
console.log(
  `first right among candidates: learned on ${(100 * firstRight(weights, learn)).toFixed(1)} %, held back ${(100 * firstRight(weights, check)).toFixed(1)} %`,
);
