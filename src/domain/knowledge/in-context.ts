import type { KnowledgeEntry } from './schema.js';
import type { Candidate } from './search.js';

/** What was spoken of before a question that may lean on it. */
export interface Before {
  readonly question: string;
  /** The entry that answered it; none when we asked back. */
  readonly entry?: KnowledgeEntry | undefined;
  /** How much the new words lean on the old ones: 0 they stand alone, 1 they mean nothing without. */
  readonly lean: number;
}

/** What counts beside the fit of the new words alone, all times the lean; set on the talks of `tests/questions/talks.jsonl`. */
const JOINED = 1;
const SAME_TOPIC = 3;
const SAME_ENTRY = 1.5;

/**
 * Ranks what fits new words in the light of what was spoken of before: the fit of the words alone, the fit of both questions
 * together, and whether an entry goes on with the same subject. Scores are on the scale of a question that stands alone.
 */
export function rankInContext(
  alone: readonly Candidate[],
  joined: readonly Candidate[],
  { entry, lean }: Before,
): Candidate[] {
  const scores = (list: readonly Candidate[]) => new Map(list.map((each) => [each.entry.id, each.score]));
  const [byAlone, byJoined] = [scores(alone), scores(joined)];
  const least = (list: readonly Candidate[]) => Math.min(...list.map(({ score }) => score), 0);
  const [leastAlone, leastJoined] = [least(alone.slice(-1)), least(joined.slice(-1))];
  const both = new Map([...joined, ...alone].map((each) => [each.entry.id, each]));
  return [...both.values()]
    .map((each) => {
      const { id, topic } = each.entry;
      const more =
        JOINED * (byJoined.get(id) ?? leastJoined) +
        (entry?.topic === topic ? SAME_TOPIC : 0) +
        (entry?.id === id ? SAME_ENTRY : 0);
      const score = ((byAlone.get(id) ?? leastAlone) + lean * more) / (1 + lean * JOINED);
      return { ...each, score };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, 8);
}
