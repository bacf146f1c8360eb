import type { KnowledgeEntry } from '../../domain/knowledge/index.js';
import { type Button, type Locale, type Session, type Setting, type TurnResult, LOCALES } from '../types.js';
import type { TurnDeps } from '../turn-deps.js';
import { offerKey, offerReport } from './told.js';
import { rememberAnswer } from './feedback-memory.js';

/** Longest reply, in characters: one screen of an old phone. */
export const LONGEST_REPLY = 600;
const MOST_SOURCES = 2;

/** What led to an answer. */
export interface AnswerTrace {
  readonly question: string;
  /** Her own words, where the question is the title of a button that she pressed. */
  readonly words?: string | undefined;
  readonly score?: number;
  readonly also?: readonly KnowledgeEntry[];
  /** When it may be her own case: the answer ends with the offer of help, as it is made there. */
  readonly offersHelp?: Setting;
  /** True when danger may be meant: the answer begins with the numbers for it. */
  readonly isCareful?: boolean;
}

/** An answer as a person reads it: the answer, its steps, what it leaves open, and where it comes from. */
export function giveAnswer(
  deps: TurnDeps,
  session: Session,
  entry: KnowledgeEntry,
  trace: AnswerTrace,
): TurnResult {
  const locale = LOCALES.find((known) => known === entry.locale) ?? session.locale;
  const citations = shortestFirst(entry.sources.map((source) => deps.cite(source, locale))).slice(
    0,
    MOST_SOURCES,
  );
  const offer = trace.offersHelp && offerReport(deps.say, session, trace.offersHelp);
  const buttons = [...(trace.also ?? []).map(asButton), ...(offer?.buttons ?? [])];
  return {
    kind: 'answer',
    entry: entry.id,
    citations,
    ...(trace.score === undefined ? {} : { score: trace.score }),
    session: {
      ...rememberAnswer(session, entry, trace.words ?? trace.question),
      greeted: true,
      last: { question: trace.question, entry: entry.id },
      bands: bandsAfter(session, entry),
    },
    replies: [
      {
        text: wordsOf(deps, entry, citations, locale, trace),
        ...(buttons.length > 0 && { buttons }),
        ...(offer && { sensitive: true, ...(offer.links && { links: offer.links }) }),
      },
    ],
    effects: [],
  };
}

/** The lines in order, the first always, a later one only when it still fits a screen. */
export function asManyAsFit(lines: readonly string[]): string {
  return lines.reduce((text, line) =>
    [...text, '\n', ...line].length <= LONGEST_REPLY ? `${text}\n${line}` : text,
  );
}

/** A choice that leads to an entry. */
export function asButton(entry: KnowledgeEntry): Button {
  return { label: entry.title, value: `entry:${entry.id}` };
}

function wordsOf(
  { say }: TurnDeps,
  entry: KnowledgeEntry,
  citations: readonly string[],
  locale: Locale,
  { offersHelp, isCareful = false }: AnswerTrace,
): string {
  const body = [
    ...(isCareful ? [say(locale, 'safety:in_case')] : []),
    entry.answer,
    ...(entry.steps ?? []).map((step, i) => `${i + 1}. ${step}`),
    ...(entry.not_covered ? [say(locale, 'bot:answer.not_covered', { text: entry.not_covered })] : []),
    ...(offersHelp ? [say(locale, offerKey(offersHelp, 'bot:answer.offer'))] : []),
  ];
  const separator = locale === 'en' ? '; ' : '；';
  for (let shown = citations.length; shown > 0; shown -= 1) {
    const text = [
      ...body,
      say(locale, 'bot:answer.sources', { list: citations.slice(0, shown).join(separator) }),
    ].join('\n');
    if ([...text].length <= LONGEST_REPLY || shown === 1) {
      return text;
    }
  }
  return body.join('\n');
}

const shortestFirst = (texts: readonly string[]) => [...texts].sort((a, b) => a.length - b.length);

function bandsAfter(session: Session, entry: KnowledgeEntry): Session['bands'] {
  const band = entry.bands.length === 1 ? entry.bands[0] : undefined;
  return band === undefined || band === 'any'
    ? session.bands
    : [band, ...session.bands.filter((b) => b !== band)].slice(0, 2);
}
