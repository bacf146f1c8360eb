import type { Say } from '../conversation/types.js';
import type { Knowledge, Source } from '../domain/knowledge/index.js';
import type { PublishedKnowledge } from './ports.js';

interface Shown {
  readonly knowledge: Knowledge;
  readonly cite: (source: Source, locale: string) => string;
  readonly topicTitle: (topic: string, locale: string) => string;
}

/** The knowledge base as the pages show it: by shelf and topic, each answer with its sources and the day it was checked. */
export function publishKnowledge(
  shown: Shown,
  shelves: Readonly<Record<string, readonly string[]>>,
  say: Say,
): PublishedKnowledge {
  const { knowledge, cite, topicTitle } = shown;
  return {
    shelves: (locale) =>
      Object.entries(shelves)
        .map(([shelf, topics]) => ({
          title: say(locale, `bot:topics.shelf.${shelf}`),
          topics: topics
            .map((id) => ({
              id,
              title: topicTitle(id, locale),
              answers: knowledge.entriesOf(id, locale).length,
            }))
            .filter((topic) => topic.answers > 0),
        }))
        .filter((shelf) => shelf.topics.length > 0),
    topic(locale, id) {
      const entries = knowledge.entriesOf(id, locale);
      return entries.length === 0
        ? null
        : {
            title: topicTitle(id, locale),
            answers: entries.map((entry) => ({
              id: entry.id,
              title: entry.title,
              answer: entry.answer,
              steps: entry.steps ?? [],
              ...(entry.not_covered ? { notCovered: entry.not_covered } : {}),
              citations: entry.sources.map((source) => cite(source, locale)),
              reviewedOn: entry.reviewed_on,
            })),
          };
    },
  };
}
