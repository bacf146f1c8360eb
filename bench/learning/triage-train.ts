/**
 * Learns the linear model of triage and writes `src/domain/triage/model.json`. The held-back sets (`*.late`, `*.later`, every third
 * line of `complaints.a` and `.b`, the development sets) are never read. Prints, from sentences left out in turn, what each line
 * (score from which a head is believed) would see and falsely raise. Deterministic.
 *
 *   node bench/run.mjs learning/triage-train
 */
import { writeFileSync } from 'node:fs';
import { createLexicon } from '../../src/domain/language/index.js';
import { COMPLAINT_CATEGORIES, createReader } from '../../src/domain/triage/index.js';
import { createLinearModel, YES_NO_HEADS, type YesNoHead } from '../../src/domain/triage/linear-model.js';
import { readEdition } from '../../src/infra/edition.js';
import { HARD, kindOf, NATURAL, readLearned, readSentences, type Sentence } from './sentences.js';
import { learnTriage, type Reading } from './triage-model.js';

const MOST_FEATURES = 30_000;
const FOLDS = 4;
/** What a sentence counts that is not of the complaint service. */
const COUNTS = { asked: 0.5, phrasing: 0.3, despair: 0.5 } as const;
/** Knowledge of dangers sounds like danger; every so many of the other phrasings is an ordinary question. */
const ABOUT_DANGER = /^(first_aid|drowning|abuse|emotions_s|disaster|child_illness|child_prot|women)/;
const EACH_PHRASING = 8;

const edition = readEdition('locales');
const reader = createReader(edition.redFlags, edition.concepts, createLexicon(edition.lexicon));

const ofTold = (row: Sentence): Reading => ({
  features: reader.features(row.text),
  category: COMPLAINT_CATEGORIES.findIndex((category) => category === row.category),
  yes: [
    row.suicide === true,
    row.urgency === 'emergency',
    row.urgency !== 'normal',
    row.minor === true,
    row.category !== 'other' && row.hard_negative !== true,
  ],
  weight: 1,
});
const calm =
  (weight: number) =>
  (row: Sentence): Reading => ({
    features: reader.features(row.text),
    category: null,
    yes: [false, false, false, null, false],
    weight,
  });
const ofDespair = (row: Sentence): Reading => ({
  ...calm(COUNTS.despair)(row),
  yes: [true, true, true, null, null],
});

const asked = [...NATURAL, ...HARD].flatMap(readSentences);
const told = readLearned().map(ofTold);
const others = [
  ...NATURAL.flatMap(readSentences)
    .filter(({ kind }) => kind !== 'crisis' && kind !== 'complaint')
    .map(calm(COUNTS.asked)),
  ...asked.filter((row) => row.kind === 'crisis' && kindOf(row) === 'despair').map(ofDespair),
  ...edition.entries
    .filter((entry) => !ABOUT_DANGER.test(entry.id))
    .flatMap((entry) => entry.questions)
    .filter((_, nth) => nth % EACH_PHRASING === 0)
    .map((text) => calm(COUNTS.phrasing)({ text })),
];

/** The scores of each told sentence by a model that has not seen it. */
function leftOut() {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const kept = told.filter((_row, nth) => nth % FOLDS !== fold);
    const model = createLinearModel(learnTriage([...kept, ...others], Infinity));
    return told.flatMap((reading, nth) =>
      nth % FOLDS === fold ? [{ reading, scores: model.score(reading.features) }] : [],
    );
  }).flat();
}

function printLines(left: ReturnType<typeof leftOut>): void {
  const share = (of: readonly number[], line: number) =>
    ((100 * of.filter((score) => score > line).length) / of.length).toFixed(1);
  YES_NO_HEADS.forEach((head: YesNoHead, nth) => {
    const of = (is: boolean) =>
      left.filter(({ reading }) => reading.yes[nth] === is).map(({ scores }) => scores.get(head) ?? 0);
    const [yes, no] = [of(true), of(false)];
    const lines = [-2, -1.75, -1.5, -1.25, -1, -0.75, -0.5, -0.25, 0, 0.5];
    const shares = lines.map((line) => `${line}: ${share(yes, line)}/${share(no, line)}`);
    process.stdout.write(`${head} (seen/false by line) ${shares.join('  ')}\n`);
  });
  const right = left.filter(({ reading, scores }) =>
    COMPLAINT_CATEGORIES.every(
      (category, k) =>
        k === reading.category ||
        (scores.get(category) ?? 0) < (scores.get(COMPLAINT_CATEGORIES[reading.category ?? 0] ?? '') ?? 0),
    ),
  ).length;
  process.stdout.write(`category right ${((100 * right) / left.length).toFixed(1)} % of ${left.length}\n`);
}

if (!process.argv.includes('--quick')) {
  printLines(leftOut());
}
const model = learnTriage([...told, ...others], MOST_FEATURES);
writeFileSync(
  'src/domain/triage/model.json',
  `${JSON.stringify(model).replaceAll('","', '",\n"').replace('"weights":{', '"weights":{\n')}\n`,
);
process.stdout.write(
  `${told.length} told, ${others.length} other sentences; ${Object.keys(model.weights).length} features\n`,
);
