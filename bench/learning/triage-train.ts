/**
 * Trains the linear model of triage on the labelled sentences (every third line is held back, the development sets are
 * never read) and writes `src/domain/triage/model.json`. Deterministic: the same sentences give the same file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { COMPLAINT_CATEGORIES, createReader } from '../../src/domain/triage/index.js';
import { type ModelData, valuesOf, YES_NO_HEADS } from '../../src/domain/triage/linear-model.js';
import { createLexicon } from '../../src/domain/language/index.js';
import { readEdition } from '../../src/infra/edition.js';

interface Told {
  readonly text: string;
  readonly category?: string;
  readonly urgency?: string;
  readonly minor?: boolean;
  readonly suicide?: boolean;
  readonly kind?: string;
  readonly hard_negative?: boolean;
}
interface Example {
  readonly values: ReadonlyArray<readonly [number, number]>;
  readonly category: number;
  readonly labels: readonly number[];
  readonly weight: number;
}
const ABOUT_DANGER = /^(first_aid|drowning|abuse|emotions_s|disaster|child_illness|child_prot|women)/;
const CALM_WEIGHT = 0.8;
const SUICIDE_WEIGHT = 3;
const EMERGENCY_WEIGHT = 2;
const DECAY = Number(process.env['DECAY'] ?? 1);
const KEPT = Number(process.env['KEPT'] ?? 5_000);
const ROUNDS = 160;

const rows = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Told);
const edition = readEdition(process.env['LOCALES'] ?? 'locales');
const reader = createReader(edition.redFlags, createLexicon(edition.lexicon));
const told = ['a', 'b']
  .flatMap((part) => rows(`tests/questions/complaints.${part}.jsonl`).filter((_, nth) => nth % 3 !== 2))
  .concat(rows('tests/questions/complaints.c.jsonl'));
const asked = rows('tests/questions/parent-questions.tune.jsonl').filter(
  (row) => !['crisis', 'complaint'].includes(row.kind ?? ''),
);
const phrasings = edition.entries
  .filter((entry) => !ABOUT_DANGER.test(entry.id))
  .flatMap((entry) => entry.questions)
  .map((text): Told => ({ text }));

const readings = [...told, ...asked, ...phrasings].map((row) => ({
  row,
  features: reader.features(row.text),
}));
const seen = new Map<string, number>();
readings.forEach(({ features }) =>
  features.forEach((feature) => seen.set(feature, (seen.get(feature) ?? 0) + 1)),
);

function exampleOf(
  { row, features }: (typeof readings)[number],
  index: ReadonlyMap<string, number>,
): Example {
  const category = row.category ? COMPLAINT_CATEGORIES.findIndex((each) => each === row.category) : -1;
  const labels = [
    row.suicide ?? false,
    row.urgency === 'emergency',
    row.urgency !== undefined && row.urgency !== 'normal',
    row.minor ?? false,
    row.urgency !== undefined && row.category !== 'other' && row.hard_negative !== true,
  ].map(Number);
  return {
    values: valuesOf(features, (feature) => index.has(feature)).map(
      ([feature, value]) => [index.get(feature) ?? 0, value] as const,
    ),
    category,
    labels,
    weight: row.urgency ? 1 : CALM_WEIGHT,
  };
}

const HEADS: readonly string[] = [...COMPLAINT_CATEGORIES, ...YES_NO_HEADS];
const CATEGORIES = COMPLAINT_CATEGORIES.length;

/** Adam on the regularised log-likelihood, whole batch. Returns weights by feature × head, the bias as the last row. */
function fit(examples: readonly Example[], size: number): Float64Array {
  const heads = HEADS.length;
  const w = new Float64Array((size + 1) * heads);
  const m = new Float64Array(w.length);
  const v = new Float64Array(w.length);
  const z = new Float64Array(heads);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const g = new Float64Array(w.length);
    for (let i = 0; i < size * heads; i += 1) {
      g[i] = DECAY * (w[i] ?? 0);
    }
    for (const { values, category, labels, weight } of examples) {
      for (let k = 0; k < heads; k += 1) {
        z[k] = w[size * heads + k] ?? 0;
      }
      for (const [at, value] of values) {
        for (let k = 0; k < heads; k += 1) {
          z[k] = (z[k] ?? 0) + (w[at * heads + k] ?? 0) * value;
        }
      }
      const top = Math.max(...z.subarray(0, CATEGORIES));
      let sum = 0;
      for (let k = 0; k < CATEGORIES; k += 1) {
        sum += Math.exp((z[k] ?? 0) - top);
      }
      for (let k = 0; k < heads; k += 1) {
        if (k < CATEGORIES) {
          z[k] = category < 0 ? 0 : Math.exp((z[k] ?? 0) - top) / sum - (k === category ? 1 : 0);
        } else {
          const label = labels[k - CATEGORIES] ?? 0;
          const boost =
            label === 0
              ? 1
              : k === CATEGORIES
                ? SUICIDE_WEIGHT
                : k === CATEGORIES + 1 || k === CATEGORIES + 3
                  ? EMERGENCY_WEIGHT
                  : 1;
          z[k] = weight * boost * (1 / (1 + Math.exp(-(z[k] ?? 0))) - label);
        }
      }
      for (const [at, value] of values) {
        for (let k = 0; k < heads; k += 1) {
          g[at * heads + k] = (g[at * heads + k] ?? 0) + (z[k] ?? 0) * value;
        }
      }
      for (let k = 0; k < heads; k += 1) {
        g[size * heads + k] = (g[size * heads + k] ?? 0) + (z[k] ?? 0);
      }
    }
    const rate = 0.05 * (round > 120 ? 0.2 : 1);
    for (let i = 0; i < w.length; i += 1) {
      const slope = g[i] ?? 0;
      m[i] = 0.9 * (m[i] ?? 0) + 0.1 * slope;
      v[i] = 0.999 * (v[i] ?? 0) + 0.001 * slope * slope;
      w[i] =
        (w[i] ?? 0) -
        (rate * ((m[i] ?? 0) / (1 - 0.9 ** round))) / (Math.sqrt((v[i] ?? 0) / (1 - 0.999 ** round)) + 1e-8);
    }
  }
  return w;
}

function train(vocabulary: readonly string[]) {
  const index = new Map(vocabulary.map((feature, nth) => [feature, nth]));
  const w = fit(
    readings.map((reading) => exampleOf(reading, index)),
    vocabulary.length,
  );
  return { w, of: (nth: number, head: number) => w[nth * HEADS.length + head] ?? 0 };
}
const all = [...seen].filter(([, times]) => times >= 2).map(([feature]) => feature);
const first = train(all);
const strength = (nth: number) =>
  HEADS.reduce((sum, _, head) => sum + first.of(nth, head) ** 2, 0) * (all[nth]?.startsWith('@') ? 4 : 1);
const kept = all
  .map((feature, nth) => ({ feature, strength: strength(nth) }))
  .sort((a, b) => b.strength - a.strength)
  .slice(0, KEPT)
  .map(({ feature }) => feature);
const { of } = train(kept);
const pack = (nth: number) =>
  HEADS.map((_, head) => [String.fromCharCode(97 + head), Math.round(100 * of(nth, head))] as const)
    .filter(([, weight]) => Math.abs(weight) >= 8)
    .map(([letter, weight]) => `${letter}${weight}`)
    .join('');
const model: ModelData = {
  heads: [...HEADS],
  bias: HEADS.map((_, head) => Math.round(100 * of(kept.length, head))),
  weights: Object.fromEntries(
    kept
      .map((feature, nth) => [feature, pack(nth)] as const)
      .filter(([, packed]) => packed !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
};
const text = `${JSON.stringify(model).replaceAll('","', '",\n"')}\n`;
writeFileSync('src/domain/triage/model.json', text);
process.stdout.write(
  `${readings.length} sentences, ${all.length} features, ${Object.keys(model.weights).length} kept, ${Math.round(text.length / 1024)} KB\n`,
);
