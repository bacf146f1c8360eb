import { z } from 'zod';
import { ENTRY_LIMITS, type KnowledgeEntry, type Source } from './schema.js';

/** A source as it is being written: every field a text, those of other kinds empty. */
export const draftSourceSchema = z.strictObject({
  kind: z.enum(['law', 'guideline', 'outline']),
  law: z.string(),
  article: z.string(),
  title: z.string(),
  issuer: z.string(),
  year: z.string(),
  document: z.string(),
  section: z.string(),
});
export type DraftSource = z.infer<typeof draftSourceSchema>;

/** An entry as it is being written: anything may be missing, too long or wrong. */
export const draftContentSchema = z.strictObject({
  topic: z.string(),
  title: z.string(),
  questions: z.array(z.string()),
  answer: z.string(),
  steps: z.array(z.string()),
  notCovered: z.string(),
  group: z.string(),
  bands: z.array(z.string()),
  audiences: z.array(z.string()),
  sources: z.array(draftSourceSchema),
  reviewedOn: z.string(),
  reviewBy: z.string(),
});
export type DraftContent = z.infer<typeof draftContentSchema>;

/** What a draft is of. */
export interface DraftOf {
  readonly entryId: string;
  readonly locale: string;
}

export const NO_SOURCE: Omit<DraftSource, 'kind'> = {
  law: '',
  article: '',
  title: '',
  issuer: '',
  year: '',
  document: '',
  section: '',
};

/** A draft of something new, checked today and to be checked again in a year. */
export function emptyDraft(today: string): DraftContent {
  return {
    ...{ topic: '', title: '', questions: [], answer: '', steps: [], notCovered: '', group: '' },
    ...{ bands: [], audiences: [], sources: [], reviewedOn: today, reviewBy: yearAfter(today) },
  };
}

/** Longest title that is proposed, in characters. */
const PROPOSED_TITLE = 20;

/** A draft that begins with a question that somebody asked, and with the answer that she was given. */
export function draftFromQuestion(question: string, answer: string, today: string): DraftContent {
  const asked = question.replace(/\s+/g, ' ').trim();
  return {
    ...emptyDraft(today),
    title: [...asked].slice(0, PROPOSED_TITLE).join(''),
    questions: asked === '' ? [] : [asked],
    answer: answer.trim(),
  };
}

/** The draft that changes nothing of an entry. */
export function draftFromEntry(entry: KnowledgeEntry): DraftContent {
  return {
    topic: entry.topic,
    title: entry.title,
    questions: [...entry.questions],
    answer: entry.answer,
    steps: [...(entry.steps ?? [])],
    notCovered: entry.not_covered ?? '',
    group: entry.group ?? '',
    bands: [...entry.bands],
    audiences: [...entry.audiences],
    sources: entry.sources.map(asDraftSource),
    reviewedOn: entry.reviewed_on,
    reviewBy: entry.review_by,
  };
}

/** The entry that a draft would become. Only one without shortcomings is an entry indeed; of any other this is for looking at. */
export function entryFromDraft({ entryId, locale }: DraftOf, draft: DraftContent): KnowledgeEntry {
  return {
    id: entryId,
    title: draft.title,
    questions: [...draft.questions],
    ...(draft.steps.length > 0 && { steps: [...draft.steps] }),
    ...(draft.notCovered !== '' && { not_covered: draft.notCovered }),
    sources: draft.sources.map(asSource),
    answer: draft.answer,
    ...(draft.group !== '' && { group: draft.group }),
    bands: draft.bands as KnowledgeEntry['bands'],
    audiences: draft.audiences as KnowledgeEntry['audiences'],
    reviewed_on: draft.reviewedOn,
    review_by: draft.reviewBy,
    locale,
    topic: draft.topic,
  };
}

function asDraftSource(source: Source): DraftSource {
  switch (source.kind) {
    case 'law':
      return { ...NO_SOURCE, kind: 'law', law: source.law, article: source.article };
    case 'guideline':
      return {
        ...NO_SOURCE,
        kind: 'guideline',
        title: source.title,
        issuer: source.issuer,
        year: source.year === undefined ? '' : String(source.year),
      };
    case 'outline':
      return { ...NO_SOURCE, kind: 'outline', document: source.document, section: source.section };
  }
}

function asSource(source: DraftSource): Source {
  switch (source.kind) {
    case 'law':
      return { kind: 'law', law: source.law, article: source.article };
    case 'guideline':
      return {
        kind: 'guideline',
        title: source.title,
        issuer: source.issuer,
        ...(source.year !== '' && { year: Number(source.year) }),
      };
    case 'outline':
      return {
        kind: 'outline',
        document: source.document as 'women' | 'children',
        section: source.section,
      };
  }
}

/** Most characters of an answer in a language. */
export function longestAnswer(locale: string): number {
  return ENTRY_LIMITS.answer[locale === 'en' ? 'en' : 'zh-CN'];
}

/** Whether the text is a day that exists: `2027-02-29` is not. */
export function isDay(text: string): boolean {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return moment !== null && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** The same day a year later; the 28th for a 29 February. */
function yearAfter(day: string): string {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return isDay(next) ? next : `${next.slice(0, 8)}28`;
}
