import { readFileSync } from 'node:fs';
import type { KnowledgeEntry } from '../../src/domain/knowledge/index.js';
import type { Kind } from '../../src/domain/triage/index.js';

/** A labelled sentence: of a wrong (`category`, `urgency` …), or of a message to the parents' service (`kind`). */
export interface Sentence {
  readonly text: string;
  readonly category?: string;
  readonly urgency?: string;
  readonly minor?: boolean;
  readonly suicide?: boolean;
  readonly hard_negative?: boolean;
  readonly kind?: string;
  /** The number that comes first, of a danger written for training. */
  readonly number?: string;
  readonly must?: readonly string[];
}

/** Questions as people ask them, in the mixture in which they come; and sentences written to be hard to tell apart. */
export const NATURAL = ['parent-questions.tune', 'parent-questions.held'] as const;
export const HARD = ['kinds.train', 'kinds.more', 'kinds.users'] as const;

export const readSentences = (file: string): Sentence[] =>
  readFileSync(`tests/questions/${file}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Sentence);

/** Files of told wrongs of which every third line is held back, and files that are learned from whole. */
const PARTLY_HELD = ['complaints.a', 'complaints.b'] as const;
const WHOLE = ['complaints.c', 'complaints.d', 'complaints.e', 'complaints.f', 'complaints.g'] as const;

/** The sentences of the complaint service that are learned from, also those that tell of no wrong. */
export const readLearned = (): Sentence[] => [
  ...PARTLY_HELD.flatMap((file) => readSentences(file).filter((_, nth) => nth % 3 !== 2)),
  ...WHOLE.flatMap(readSentences),
];

/** Those that tell of a wrong. */
export const readTold = (): Sentence[] =>
  readLearned().filter(
    ({ category, urgency, hard_negative }) =>
      hard_negative !== true && (urgency === 'emergency' || category !== 'other'),
  );

/** Every third phrasing of the knowledge, each an ordinary question; without those that sound like danger, as knowledge of it does. */
export const somePhrasings = (
  entries: readonly KnowledgeEntry[],
  soundsLikeDanger: (text: string) => boolean,
): Sentence[] =>
  entries
    .flatMap((entry) => entry.questions)
    .filter((text, nth) => nth % 3 === 0 && !soundsLikeDanger(text))
    .map((text) => ({ text, kind: 'answer' }));

/** What a labelled sentence is. */
export function kindOf({ kind, urgency, suicide, number, must }: Sentence): Kind {
  if (kind === undefined) {
    return suicide ? 'despair' : urgency === 'emergency' ? 'danger' : 'complaint';
  }
  if (kind !== 'crisis') {
    return kind as Kind;
  }
  switch (number ?? /1(?:10|20|19|2356)/.exec((must ?? []).join(' '))?.[0]) {
    case '120':
      return 'injury';
    case '119':
      return 'rescue';
    case '12356':
      return 'despair';
    default:
      return 'danger';
  }
}
