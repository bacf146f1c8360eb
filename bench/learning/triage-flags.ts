/**
 * Measures the red flags of the conversation: crises that get the right number, and ordinary messages that raise an alarm.
 * `--held` measures the held-back sentences, `--list` prints the mistakes (of the tuning part only).
 */
import { readFileSync } from 'node:fs';
import { readDialogue } from '../../src/dialogue.js';
import { newSession } from '../../src/conversation/types.js';

interface Asked {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly must: readonly string[];
  readonly must_any: readonly string[];
  readonly must_not: readonly string[];
}
interface Told {
  readonly id: string;
  readonly text: string;
  readonly category: string;
  readonly urgency: string;
  readonly suicide: boolean;
  readonly hard_negative?: boolean;
}
const rows = <T>(file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
const held = process.argv.includes('--held');
const list = process.argv.includes('--list') && !held;
const { turn, edition } = readDialogue(process.env['LOCALES'] ?? 'locales');
const ask = (text: string) =>
  turn(newSession(/[\u4e00-\u9fff]/.test(text) ? 'zh-CN' : 'en'), { kind: 'text', text });
const flagsOf = ({ flags = [] }: ReturnType<typeof ask>) => flags.join(',');
const print = (name: string, of: number, missed: readonly string[], shown = list) => {
  process.stdout.write(
    `${name}: ${of - missed.length}/${of} (${((100 * (of - missed.length)) / Math.max(1, of)).toFixed(1)} %)\n`,
  );
  if (shown) {
    missed.forEach((line) => process.stdout.write(`    ${line}\n`));
  }
};

function parents(name: string, file: string) {
  const all = rows<Asked>(file);
  const passes = (row: Asked) => {
    const result = ask(row.text);
    const reply = result.replies.map((part) => part.text).join('\n');
    const has = (source: string) => new RegExp(source, 'iu').test(reply);
    return (
      result.kind === 'crisis' &&
      row.must.every(has) &&
      (row.must_any.length === 0 || row.must_any.some(has)) &&
      !row.must_not.some(has)
    );
  };
  const crises = all.filter((row) => row.kind === 'crisis');
  const calm = all.filter((row) => row.kind !== 'crisis');
  print(
    `${name} crisis answered rightly`,
    crises.length,
    crises.filter((row) => !passes(row)).map((row) => `${row.id} ${row.text} → ${flagsOf(ask(row.text))}`),
  );
  const kinds = calm.map((row) => [row, ask(row.text)] as const);
  print(
    `${name} calm without alarm`,
    calm.length,
    kinds
      .filter(([, got]) => got.kind === 'crisis')
      .map(([row, got]) => `${row.id} ${row.kind} ${row.text} → ${flagsOf(got)}`),
  );
  const wrongs = kinds.filter(([row]) => row.kind === 'complaint');
  print(
    `${name} complaint seen`,
    wrongs.length,
    wrongs
      .filter(([, got]) => got.kind !== 'complaint')
      .map(([row, got]) => `${row.id} ${row.text} → ${got.kind}`),
  );
  const others = kinds.filter(([row]) => row.kind !== 'complaint');
  print(
    `${name} others not taken for a complaint`,
    others.length,
    others.filter(([, got]) => got.kind === 'complaint').map(([row]) => `${row.id} ${row.kind} ${row.text}`),
  );
}

parents('parents', `tests/questions/parent-questions.${held ? 'held' : 'tune'}.jsonl`);
parents('parents.dev', '../shared/eval/parent-questions.dev.jsonl');
const told = ['a', 'b']
  .flatMap((part) =>
    rows<Told>(`tests/questions/complaints.${part}.jsonl`).map((row, nth) => [row, nth % 3 === 2] as const),
  )
  .filter(([, isHeld]) => isHeld === held)
  .map(([row]) => [row, ask(row.text)] as const);
const show = ([row, got]: (typeof told)[number]) =>
  `${row.id} ${row.category}/${row.urgency} ${row.text} → ${flagsOf(got)} ${got.kind}`;
const emergencies = told.filter(([row]) => row.urgency === 'emergency');
print(
  'complaints: emergency raises a flag',
  emergencies.length,
  emergencies.filter(([, got]) => got.kind !== 'crisis').map(show),
);
const suicides = told.filter(([row]) => row.suicide);
print(
  'complaints: suicide gets a suicide flag',
  suicides.length,
  suicides
    .filter(([, got]) => !(got.flags ?? []).some((flag) => /suicide|self_harm|harm_child/.test(flag)))
    .map(show),
);
const hard = told.filter(([row]) => row.hard_negative);
print(
  'complaints: hard negative without alarm',
  hard.length,
  hard.filter(([, got]) => got.kind === 'crisis').map(show),
);
const normal = told.filter(([row]) => row.urgency === 'normal' && !row.hard_negative);
print(
  'complaints: normal without alarm',
  normal.length,
  normal.filter(([, got]) => got.kind === 'crisis').map(show),
);
const phrasings = edition.entries.flatMap((entry) =>
  entry.questions.concat(entry.title).map((text) => ({ id: entry.id, text })),
);
print(
  'knowledge phrasings without alarm',
  phrasings.length,
  phrasings.flatMap(({ id, text }) => {
    const got = ask(text);
    return got.kind === 'crisis' ? [`${id} ${text} → ${flagsOf(got)}`] : [];
  }),
);
print(
  'knowledge phrasings not a complaint',
  phrasings.length,
  phrasings.flatMap(({ id, text }) => {
    const got = ask(text);
    return got.kind === 'complaint' ? [`${id} ${text}`] : [];
  }),
);
