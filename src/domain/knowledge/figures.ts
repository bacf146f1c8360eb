import { z } from 'zod';
import { fillPlaces, placesIn } from './figure-places.js';
import { ENTRY_LIMITS, type KnowledgeEntry, sourceSchema } from './schema.js';

/** What figures are about, in the order in which staff see them. */
export const FIGURE_GROUPS = ['hours', 'numbers', 'leave', 'money', 'school', 'health', 'wording'] as const;
export type FigureGroup = (typeof FIGURE_GROUPS)[number];

/** Most characters of a figure's words, by language: it stands in the middle of a sentence. */
export const MOST_FIGURE = { 'zh-CN': 40, en: 70 } as const;
/** Of a wording, which is a sentence by itself. */
const MOST_WORDING = { 'zh-CN': 120, en: 300 } as const;
/** Most characters of a figure of this group, by language. */
export const mostOf = ({
  group,
}: {
  readonly group: FigureGroup;
}): typeof MOST_FIGURE | typeof MOST_WORDING => (group === 'wording' ? MOST_WORDING : MOST_FIGURE);
export const FIGURE_LANGUAGES = ['zh-CN', 'en'] as const;
export type FigureLanguage = (typeof FIGURE_LANGUAGES)[number];

/** Brackets and line breaks would be read as something else where the words stand. */
const figureWords = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine((text) => [...text].length <= most, `at most ${most} characters`)
    .refine((text) => !/[[\]{}<>\p{Cc}]|\$t\(/u.test(text), 'no brackets, no line breaks');

const byLanguage = <T extends z.ZodType>(text: (most: number) => T, most: Record<FigureLanguage, number>) =>
  z.strictObject({ 'zh-CN': text(most['zh-CN']), en: text(most.en) });

/** A day that exists, YYYY-MM-DD. */
export const figureDaySchema = z.iso.date();
/** The words of a figure of a group in each language. */
export const figureValueSchema = (group: FigureGroup) => byLanguage(figureWords, mostOf({ group }));
export type FigureValue = z.infer<ReturnType<typeof figureValueSchema>>;

const figureSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]+$/),
    group: z.enum(FIGURE_GROUPS),
    /** What it is, for staff. */
    label: byLanguage(figureWords, { 'zh-CN': 30, en: 70 }),
    value: byLanguage(figureWords, MOST_WORDING),
    /** The day on which it was last checked. */
    as_of: figureDaySchema,
    /** Where it comes from; null when no document is known. */
    source: sourceSchema.nullable(),
    /** False when nobody has confirmed it yet: only hearsay, or worked out. */
    certain: z.boolean(),
    /** How to check it: whom to ask, whose notice counts. */
    check: byLanguage(figureWords, { 'zh-CN': 60, en: 160 }),
  })
  .refine(({ group, value }) => figureValueSchema(group).safeParse(value).success, 'too long for its group');
export type Figure = z.infer<typeof figureSchema>;

/** `locales/figures.yaml`: what changes from year to year or by notice, each in one place. */
export const figuresFileSchema = z.strictObject({
  figures: z
    .array(figureSchema)
    .refine((figures) => new Set(figures.map(({ id }) => id)).size === figures.length, 'an id stands twice'),
});

/** Figures by id, in the order of the file. */
export type Figures = ReadonlyMap<string, Figure>;

/** A figure as staff have it: their words and the day on which they checked them. */
export interface OwnFigure {
  readonly id: string;
  readonly value: FigureValue;
  readonly asOf: string;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** The shipped figures with those that staff changed in their place. One that is not shipped any more is used nowhere and left out. */
export function currentFigures(shipped: Figures, own: readonly OwnFigure[]): Figures {
  const changed = new Map(own.map((figure) => [figure.id, figure]));
  return new Map(
    [...shipped].map(([id, figure]) => {
      const mine = changed.get(id);
      return [id, mine ? { ...figure, value: mine.value, as_of: mine.asOf, certain: true } : figure];
    }),
  );
}

/** The words of every figure in a language; of another language, in Chinese. */
export function figureWordsOf(figures: Figures, locale: string): Readonly<Record<string, string>> {
  const language = FIGURE_LANGUAGES.find((known) => known === locale) ?? 'zh-CN';
  return Object.fromEntries([...figures].map(([id, { value }]) => [id, value[language]]));
}

type Field = 'answer' | 'steps' | 'not_covered';

/** The texts of an entry in which figures may stand, each with its field and the most characters that it may have. */
function textsOf(entry: KnowledgeEntry): ReadonlyArray<readonly [field: Field, text: string, most: number]> {
  const { locale, answer, steps = [], not_covered: notCovered = '' } = entry;
  return [
    ['answer', answer, ENTRY_LIMITS.answer[locale === 'zh-CN' ? 'zh-CN' : 'en']],
    ...steps.map((step) => ['steps', step, ENTRY_LIMITS.step] as const),
    ['not_covered', notCovered, ENTRY_LIMITS.notCovered],
  ];
}

/** The ids of the figures that an entry has a place for, each once. */
export const placesOf = (entry: KnowledgeEntry): string[] => [
  ...new Set(textsOf(entry).flatMap(([, text]) => placesIn(text))),
];

/** The first place of an entry for a figure that there is not; null when all are known. */
export function unknownPlace(
  entry: KnowledgeEntry,
  figures: Figures,
): { readonly field: Field; readonly id: string } | null {
  for (const [field, text] of textsOf(entry)) {
    const id = placesIn(text).find((place) => !figures.has(place));
    if (id !== undefined) {
      return { field, id };
    }
  }
  return null;
}

/** The first field of an entry, its figures being in place, that is longer than it may be; null when all fit. */
export function overlongField(entry: KnowledgeEntry): Field | null {
  return textsOf(entry).find(([, text, most]) => [...text].length > most)?.[0] ?? null;
}

/**
 * The entries with the figures in their places; one without any is the same object. An entry with a place for an unknown figure can't be
 * read by anybody and is left out: `onLeftOut` hears of it.
 */
export function withFigures(
  entries: readonly KnowledgeEntry[],
  figures: Figures,
  onLeftOut: (entry: KnowledgeEntry) => void = () => undefined,
): KnowledgeEntry[] {
  const words = new Map<string, Readonly<Record<string, string>>>();
  const wordsIn = (locale: string) => {
    const known = words.get(locale) ?? figureWordsOf(figures, locale);
    words.set(locale, known);
    return known;
  };
  return entries.flatMap((entry) => {
    const places = placesOf(entry);
    if (places.length === 0) {
      return [entry];
    }
    if (places.some((id) => !figures.has(id))) {
      onLeftOut(entry);
      return [];
    }
    return [filled(entry, wordsIn(entry.locale))];
  });
}

function filled(entry: KnowledgeEntry, words: Readonly<Record<string, string>>): KnowledgeEntry {
  const fill = (text: string) => fillPlaces(text, (name) => words[name]);
  return {
    ...entry,
    answer: fill(entry.answer),
    ...(entry.steps && { steps: entry.steps.map(fill) }),
    ...(entry.not_covered !== undefined && { not_covered: fill(entry.not_covered) }),
  };
}
