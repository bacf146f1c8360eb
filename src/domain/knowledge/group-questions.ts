import { type Lexicon, normalise, SINGLE } from '../language/index.js';
import type { KeptQuestion } from './gap-store.js';
import { termsOf } from './search.js';

/**
 * A question that is on average at least so like those of a group joins it (cosine). Measured on labelled questions: above this hardly
 * any two different ones meet, and three of four pairs that ask the same do.
 */
const LEAST_LIKENESS = 0.34;
/** A notion stands for several words, a single character may stand for many: both tell less than a word. */
const NOTION_WEIGHT = 0.6;
const SINGLE_WEIGHT = 0.8;

type Asked = Pick<KeptQuestion, 'id' | 'locale' | 'question' | 'keptAt'>;

/** The terms of a question, and the length of their vector. */
interface Vector {
  readonly terms: ReadonlySet<string>;
  readonly length: number;
}

/** The terms of a question without the words that say nothing of what is asked. */
export function tellingTerms(lexicon: Lexicon): (text: string) => Set<string> {
  return (text) => termsOf(lexicon.substance(lexicon.standardise(normalise(text))), lexicon);
}

/**
 * Puts questions of one language that ask the same into one group: each, the oldest first, joins the group that it is most like on
 * average, or begins one. The same questions give the same groups, and a new question moves no older one. The biggest group first, of
 * equal ones the one that began first; in a group the oldest first. Time grows with the square of the number: 1,000 questions take
 * well below a second.
 */
export function groupQuestions<Question extends Asked>(
  questions: readonly Question[],
  terms: (text: string) => ReadonlySet<string>,
): Question[][] {
  const groups: Array<{ readonly questions: Question[]; readonly vectors: Vector[] }> = [];
  for (const question of [...questions].sort(isOlder)) {
    const vector = vectorOf(terms(question.question));
    const alike = best(groups, (group) =>
      group.questions[0]?.locale === question.locale ? likeness(vector, group.vectors) : 0,
    );
    if (alike) {
      alike.questions.push(question);
      alike.vectors.push(vector);
    } else {
      groups.push({ questions: [question], vectors: [vector] });
    }
  }
  return groups.map((group) => group.questions).sort((a, b) => b.length - a.length);
}

const isOlder = (a: Asked, b: Asked): number =>
  a.keptAt.getTime() - b.keptAt.getTime() || (a.id < b.id ? -1 : 1);

const weightOf = (term: string): number =>
  term.startsWith('#') ? NOTION_WEIGHT : term.startsWith(SINGLE) ? SINGLE_WEIGHT : 1;

function vectorOf(terms: ReadonlySet<string>): Vector {
  const squares = [...terms].reduce((sum, term) => sum + weightOf(term) ** 2, 0);
  return { terms, length: Math.sqrt(squares) || 1 };
}

/** The mean of the cosines. */
function likeness(vector: Vector, others: readonly Vector[]): number {
  return others.reduce((sum, other) => sum + cosine(vector, other), 0) / others.length;
}

function cosine(a: Vector, b: Vector): number {
  const [few, many] = a.terms.size < b.terms.size ? [a, b] : [b, a];
  let shared = 0;
  for (const term of few.terms) {
    shared += many.terms.has(term) ? weightOf(term) ** 2 : 0;
  }
  return shared / (a.length * b.length);
}

/** The one with the highest value that is high enough; of equal ones the first. */
function best<Item>(items: readonly Item[], valueOf: (item: Item) => number): Item | undefined {
  let found: Item | undefined;
  let most = LEAST_LIKENESS;
  for (const item of items) {
    const value = valueOf(item);
    if (value > most || (value === most && !found)) {
      [found, most] = [item, value];
    }
  }
  return found;
}
