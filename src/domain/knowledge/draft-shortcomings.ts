import { AGE_BANDS } from '../language/index.js';
import { type DraftContent, type DraftSource, isDay, longestAnswer } from './draft.js';
import { placesIn } from './figure-places.js';
import { AUDIENCES, ENTRY_LIMITS } from './schema.js';

/** What has to be mended before a draft can be published: where, the sentence's code, and its numbers. */
export interface Shortcoming {
  readonly field: keyof DraftContent;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a draft is held against. */
export interface Yardstick {
  readonly locale: string;
  /** Ids of the topics that there are. */
  readonly topics: readonly string[];
  /** Names of the laws that can be cited. */
  readonly laws: readonly string[];
  /** The words as people will read them: figures that stand elsewhere are put in. */
  readonly shown: (text: string) => string;
}

/** Everything that keeps a draft from being an entry, in the order of the form; nothing when it can be published. */
export function shortcomingsOf(draft: DraftContent, yardstick: Yardstick): Shortcoming[] {
  return [
    ...ofTopic(draft, yardstick),
    ...ofText('title', draft.title, ENTRY_LIMITS.title, yardstick),
    ...ofQuestions(draft.questions),
    ...ofText('answer', draft.answer, longestAnswer(yardstick.locale), yardstick),
    ...ofSteps(draft.steps, yardstick),
    ...(draft.notCovered === ''
      ? []
      : ofText('notCovered', draft.notCovered, ENTRY_LIMITS.notCovered, yardstick)),
    ...ofChoices('bands', draft.bands, [...AGE_BANDS, 'any']),
    ...ofChoices('audiences', draft.audiences, AUDIENCES),
    ...ofSources(draft.sources, yardstick),
    ...ofDays(draft),
    ...ofFigures(draft, yardstick),
  ];
}

const lengthOf = (text: string) => [...text].length;

const short = (
  field: Shortcoming['field'],
  code: string,
  params: Shortcoming['params'] = {},
): Shortcoming => ({
  field,
  code,
  params,
});

function ofTopic({ topic }: DraftContent, { topics }: Yardstick): Shortcoming[] {
  return topics.includes(topic) ? [] : [short('topic', 'topic_missing')];
}

function ofText(
  field: 'title' | 'answer' | 'notCovered',
  text: string,
  most: number,
  { shown }: Yardstick,
): Shortcoming[] {
  const length = lengthOf(shown(text));
  const name = field === 'notCovered' ? 'not_covered' : field;
  if (text.trim() === '') {
    return [short(field, `${name}_missing`)];
  }
  return length > most ? [short(field, `${name}_long`, { most, length })] : [];
}

function ofQuestions(questions: readonly string[]): Shortcoming[] {
  const fewest = ENTRY_LIMITS.fewestQuestions;
  return [
    ...(questions.length < fewest
      ? [short('questions', 'questions_few', { fewest, n: questions.length })]
      : []),
    ...tooLong('questions', questions, ENTRY_LIMITS.question),
  ];
}

function ofSteps(steps: readonly string[], { shown }: Yardstick): Shortcoming[] {
  return [
    ...(steps.length > ENTRY_LIMITS.steps
      ? [short('steps', 'steps_many', { most: ENTRY_LIMITS.steps, n: steps.length })]
      : []),
    ...tooLong('steps', steps.map(shown), ENTRY_LIMITS.step),
  ];
}

/** The lines that are too long, by their number. */
function tooLong(field: 'questions' | 'steps', lines: readonly string[], most: number): Shortcoming[] {
  return lines.flatMap((line, at) =>
    lengthOf(line) > most ? [short(field, `${field}_long`, { line: at + 1, most })] : [],
  );
}

function ofChoices(
  field: 'bands' | 'audiences',
  chosen: readonly string[],
  known: readonly string[],
): Shortcoming[] {
  return chosen.length > 0 && chosen.every((one) => known.includes(one))
    ? []
    : [short(field, `${field}_missing`)];
}

function ofSources(sources: readonly DraftSource[], yardstick: Yardstick): Shortcoming[] {
  return sources.length === 0
    ? [short('sources', 'sources_missing')]
    : sources.flatMap((source, at) =>
        codesOf(source, yardstick).map((code) => short('sources', code, { n: at + 1 })),
      );
}

const within = (text: string, most: number) => text.trim() !== '' && lengthOf(text) <= most;

/** What is wrong with one source. */
function codesOf(source: DraftSource, { laws }: Yardstick): string[] {
  switch (source.kind) {
    case 'law':
      return [
        ...(laws.includes(source.law) ? [] : ['source_law']),
        ...(/^\d+(之[一二三四五])?$/.test(source.article) ? [] : ['source_article']),
      ];
    case 'guideline':
      return [
        ...(within(source.title, ENTRY_LIMITS.guidelineTitle) ? [] : ['source_title']),
        ...(within(source.issuer, ENTRY_LIMITS.guidelineIssuer) ? [] : ['source_issuer']),
        ...(source.year === '' || /^(199\d|20\d\d|2100)$/.test(source.year) ? [] : ['source_year']),
      ];
    case 'outline':
      return [
        ...(['women', 'children'].includes(source.document) ? [] : ['source_document']),
        ...(within(source.section, ENTRY_LIMITS.outlineSection) ? [] : ['source_section']),
      ];
  }
}

function ofDays({ reviewedOn, reviewBy }: DraftContent): Shortcoming[] {
  return [
    ...(isDay(reviewedOn) ? [] : [short('reviewedOn', 'reviewed_on_missing')]),
    ...(isDay(reviewBy) ? [] : [short('reviewBy', 'review_by_missing')]),
    ...(isDay(reviewedOn) && isDay(reviewBy) && reviewBy <= reviewedOn
      ? [short('reviewBy', 'review_by_early')]
      : []),
  ];
}

/** Figures that nobody knows, and places for figures where none are put in. */
function ofFigures(
  { title, questions, answer, steps, notCovered }: DraftContent,
  { shown }: Yardstick,
): Shortcoming[] {
  const isUnknown = (text: string) => placesIn(shown(text)).length > 0;
  const filled = { answer: [answer], steps, notCovered: [notCovered] };
  return [
    ...(
      [
        ['title', [title]],
        ['questions', questions],
      ] as const
    ).flatMap(([field, texts]) =>
      texts.some((text) => placesIn(text).length > 0) ? [short(field, 'figure_place')] : [],
    ),
    ...(['answer', 'steps', 'notCovered'] as const).flatMap((field) =>
      filled[field].some(isUnknown) ? [short(field, 'figure_unknown')] : [],
    ),
  ];
}
