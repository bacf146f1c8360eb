/**
 * Learns what kind of message a text is and writes `src/domain/triage/kinds.json` (by its words) and
 * `src/conversation/kind/weights.json` (all signs together, learned on what the words say of sentences left out). The held-back
 * sets (`*.late`, every third told wrong, the development sets) are never read. Deterministic.
 *
 *   node bench/run.mjs learning/kinds-train
 */
import { writeFileSync } from 'node:fs';
import { gather } from '../../src/conversation/kind/gather.js';
import { MESSAGE_KINDS, SIGNS, signsOf } from '../../src/conversation/kind/signs.js';
import type { WeightsData } from '../../src/conversation/kind/weigh.js';
import { readDialogue } from '../../src/dialogue.js';
import { languageOf, normalise } from '../../src/domain/language/index.js';
import { createReadKind, type ReadKind } from '../../src/domain/triage/index.js';
import { COUNTS, learnKinds, type Weighed } from './kind-model.js';
import { HARD, NATURAL, readSentences, readTold, type Sentence, somePhrasings } from './sentences.js';
import { type Example, fitSoftmax } from './softmax.js';

const FOLDS = 3;
const DECAY = 1;
/** What a sentence of the natural mixture counts beside one written to be hard. */
const NATURAL_COUNTS = 3;
/** How often each kind comes, in the order of `MESSAGE_KINDS`. */
const SHARES = [0.66, 0.12, 0.08, 0.08, 0.03, 0.06];

const dialogue = readDialogue('locales');
const natural = NATURAL.flatMap(readSentences);
const asked = [...natural, ...HARD.flatMap(readSentences)];
const as = (rows: readonly Sentence[], counts: number): Weighed[] => rows.map((row) => ({ row, counts }));
const others = [
  ...as(readTold(), COUNTS.told),
  ...as(
    somePhrasings(dialogue.edition.entries, (text) => dialogue.evidence.redFlags.rules(text).length > 0),
    COUNTS.phrasing,
  ),
];

/** The signs of a sentence, its kind by its words as a model says that has not seen it. */
function signs(row: Sentence, readKind: ReadKind) {
  const locale = languageOf(normalise(row.text)) ?? 'zh-CN';
  return signsOf(gather({ ...dialogue.evidence, readKind }, row.text, { locale }));
}

const unseen = Array.from({ length: FOLDS }, (_, fold) => {
  const kept = asked.filter((_row, nth) => nth % FOLDS !== fold);
  const readKind = createReadKind(learnKinds([...as(kept, COUNTS.asked), ...others]));
  return asked.flatMap((row, nth) =>
    nth % FOLDS === fold ? [{ nth, row, signs: signs(row, readKind) }] : [],
  );
})
  .flat()
  .sort((a, b) => a.nth - b.nth);

const labelOf = ({ kind }: Sentence) => MESSAGE_KINDS.findIndex((each) => each === kind);
const countsOf = (nth: number) => (nth < natural.length ? NATURAL_COUNTS : 1);
const mass = MESSAGE_KINDS.map((_, k) =>
  unseen.reduce((sum, { nth, row }) => sum + (labelOf(row) === k ? countsOf(nth) : 0), 0),
);
const total = mass.reduce((a, b) => a + b, 0);
const spread = SIGNS.map((sign) => {
  const values = unseen.map((each) => each.signs[sign]);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length) || 1,
  };
});
const examples = unseen.map(({ nth, row, signs: each }): Example => {
  const label = labelOf(row);
  return {
    features: SIGNS.map((sign, at) => [
      at,
      (each[sign] - (spread[at]?.mean ?? 0)) / (spread[at]?.deviation ?? 1),
    ]),
    label,
    weight: (countsOf(nth) * (SHARES[label] ?? 0) * total) / (mass[label] ?? 1),
  };
});
const model = fitSoftmax(examples, SIGNS.length, MESSAGE_KINDS.length, DECAY);
const right = examples.filter(({ features, label }, nth) => {
  const scores = model.score(features);
  return nth < natural.length && scores.indexOf(Math.max(...scores)) === label;
}).length;
/** Share of dangers seen, and of other messages taken for one, by how sure one has to be. */
const CRISIS = MESSAGE_KINDS.indexOf('crisis');
for (const line of [0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75]) {
  const isRaised = ({ features }: Example) => {
    const scores = model.score(features);
    const top = Math.max(...scores);
    const odds = scores.map((score) => Math.exp(score - top));
    return (odds[CRISIS] ?? 0) / odds.reduce((a, b) => a + b, 0) >= line;
  };
  const share = (of: readonly Example[]) =>
    `${((100 * of.filter(isRaised).length) / of.length).toFixed(1)} %`;
  const [asIs, hard] = [examples.slice(0, natural.length), examples.slice(natural.length)];
  const report = (set: readonly Example[]) =>
    `${share(set.filter(({ label }) => label === CRISIS))} seen, ${share(set.filter(({ label }) => label !== CRISIS))} false`;
  process.stdout.write(`crisis from ${line}: natural ${report(asIs)}; hard ${report(hard)}\n`);
}
const plain = (at: number, k: number) => model.of(at, k) / (spread[at]?.deviation ?? 1);
const rounded = (value: number) => Number(value.toFixed(3));
const weights: WeightsData = {
  bias: MESSAGE_KINDS.map((_, k) =>
    rounded(
      model.of(SIGNS.length, k) -
        SIGNS.reduce((sum, _sign, at) => sum + plain(at, k) * (spread[at]?.mean ?? 0), 0),
    ),
  ),
  weights: Object.fromEntries(
    SIGNS.map((sign, at) => [sign, MESSAGE_KINDS.map((_, k) => rounded(plain(at, k)))]),
  ) as WeightsData['weights'],
};
writeFileSync('src/conversation/kind/weights.json', `${JSON.stringify(weights, null, 2)}\n`);
const kinds = learnKinds([...as(asked, COUNTS.asked), ...others]);
writeFileSync('src/domain/triage/kinds.json', `${JSON.stringify(kinds).replaceAll('],"', '],\n"')}\n`);
process.stdout.write(
  `${asked.length} asked, ${others.length} other sentences; ${right} right of the first ${natural.length}\n`,
);
