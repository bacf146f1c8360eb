import type { Knowledge } from './answering.js';
import type { Misled } from './desk-types.js';
import type { KnowledgeEntry } from './schema.js';

export interface Trial {
  /** The entry as it would be. */
  readonly entry: KnowledgeEntry;
  /** What people are answered from now. */
  readonly before: Pick<Knowledge, 'explain'>;
  /** The same with the entry in place. */
  readonly after: Pick<Knowledge, 'explain'>;
}

/** Searches that run before others get their turn again. */
const AT_ONCE = 12;
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Which phrasings would lead astray: those of the entry that find another one, and those of other entries that found their own entry
 * and would find this one instead. Only entries that one of its phrasings comes near are looked at. Entries of one group are no
 * strangers: which of them answers depends on the age.
 */
export async function checkPhrasings(trial: Trial): Promise<{ lost: Misled[]; taken: Misled[] }> {
  const { entry, before, after } = trial;
  const options = { locale: entry.locale };
  const isKin = (other: KnowledgeEntry) =>
    other.id === entry.id || (entry.group !== undefined && other.group === entry.group);
  const near = new Map<string, KnowledgeEntry>();
  const lost: Misled[] = [];
  for (const [at, sentence] of phrasingsOf(entry).entries()) {
    const found = after.explain(sentence, options).map((candidate) => candidate.entry);
    found.filter((other) => !isKin(other)).forEach((other) => near.set(other.id, other));
    const [first] = found;
    if (at > 0 && first && !isKin(first)) {
      lost.push(misled(sentence, first));
    }
    await takeTurns(at);
  }
  const theirs = [...near.values()].flatMap((other) =>
    other.questions.map((sentence) => ({ other, sentence })),
  );
  const taken: Misled[] = [];
  for (const [at, { other, sentence }] of theirs.entries()) {
    const isTaken =
      after.explain(sentence, options)[0]?.entry.id === entry.id &&
      before.explain(sentence, options)[0]?.entry.id === other.id;
    if (isTaken) {
      taken.push(misled(sentence, other));
    }
    await takeTurns(at);
  }
  return { lost, taken };
}

/** The title first, as the index reads them. */
const phrasingsOf = ({ title, questions }: KnowledgeEntry) => [title, ...questions];

const misled = (sentence: string, { id, title }: KnowledgeEntry): Misled => ({
  sentence,
  other: { id, title },
});

const takeTurns = (at: number) => (at % AT_ONCE === AT_ONCE - 1 ? breathe() : undefined);
