import { AGE_BANDS } from '../../../domain/language/index.js';
import { AUDIENCES, type EntryPart } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { KnowledgeDeps, Option } from './deps.js';

/** The names of sentences hold no hyphen. */
const BANDS: Readonly<Record<string, string>> = {
  expectant: 'expectant',
  '0-3': 'from_0',
  '3-6': 'from_3',
  '6-12': 'from_6',
  '12-15': 'from_12',
  '15-18': 'from_15',
  any: 'any',
};

/** Ages that an entry may hold for. */
export const bandChoices = ({ say }: Tongue): Option[] =>
  [...AGE_BANDS, 'any'].map((id) => ({
    id,
    title: say(`console-knowledge:bands.${BANDS[id] ?? 'any'}`),
  }));

/** Whom an entry may be for. */
export const audienceChoices = ({ say }: Tongue): Option[] =>
  AUDIENCES.map((id) => ({ id, title: say(`console-knowledge:audiences.${id}`) }));

/** A line of a part of an entry as staff read it: codes by their names. */
export function wordsOf(
  tongue: Tongue,
  { topics }: Pick<KnowledgeDeps, 'topics'>,
  part: EntryPart,
  line: string,
): string {
  const named: Partial<Record<EntryPart, () => readonly Option[]>> = {
    topic: () => topics(tongue.locale),
    bands: () => bandChoices(tongue),
    audiences: () => audienceChoices(tongue),
  };
  return named[part]?.().find(({ id }) => id === line)?.title ?? line;
}
