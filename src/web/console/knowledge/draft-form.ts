import { type DraftContent, type DraftSource, ENTRY_LIMITS } from '../../../domain/knowledge/index.js';
import { type ConsoleCall, field, fields } from '../route.js';

type Form = ConsoleCall['form'];

/** The places for sources in the form. */
export const SOURCE_PLACES = Array.from({ length: ENTRY_LIMITS.sources }, (_, at) => at + 1);
const SOURCE_FIELDS = ['law', 'article', 'title', 'issuer', 'year', 'document', 'section'] as const;
export type SourceField = (typeof SOURCE_FIELDS)[number];

/** The name of a field of one of the sources. */
export const sourceName = (place: number, part: SourceField | 'kind'): string => `source${place}_${part}`;

/** Text as a database and a phone take it: one kind of line end, no NUL, no half of a character. */
function clean(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
}

const lines = (text: string): string[] =>
  clean(text)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What the fields hold, right or wrong; nothing that was typed is left out. */
export function readDraftForm(form: Form): DraftContent {
  const text = (name: string) => clean(field(form, name));
  return {
    topic: text('topic'),
    title: text('title'),
    questions: lines(field(form, 'questions')),
    answer: text('answer'),
    steps: lines(field(form, 'steps')),
    notCovered: text('notCovered'),
    group: text('group'),
    bands: [...fields(form, 'bands')].map(clean),
    audiences: [...fields(form, 'audiences')].map(clean),
    sources: SOURCE_PLACES.flatMap((place) => readSource(form, place)),
    reviewedOn: text('reviewedOn'),
    reviewBy: text('reviewBy'),
  };
}

/** One source; nothing when its fields are empty. Without a kind chosen, the fields that are filled tell it. */
function readSource(form: Form, place: number): DraftSource[] {
  const texts = Object.fromEntries(
    SOURCE_FIELDS.map((part) => [part, clean(field(form, sourceName(place, part)))]),
  ) as Record<SourceField, string>;
  const kind = kindOf(clean(field(form, sourceName(place, 'kind'))), texts);
  return kind === null ? [] : [{ kind, ...texts }];
}

function kindOf(chosen: string, texts: Record<SourceField, string>): DraftSource['kind'] | null {
  if (chosen === 'law' || chosen === 'guideline' || chosen === 'outline') {
    return chosen;
  }
  if (texts.law || texts.article) {
    return 'law';
  }
  if (texts.title || texts.issuer || texts.year) {
    return 'guideline';
  }
  return texts.section ? 'outline' : null;
}
