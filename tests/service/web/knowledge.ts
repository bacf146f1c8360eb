import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load as parse } from 'js-yaml';
import type { Source } from '../../../src/domain/knowledge/index.js';
import type { PublishedAnswer, PublishedKnowledge, PublishedTopic } from '../../../src/web/index.js';

const locales = path.resolve(import.meta.dirname, '../../../locales');
const { shelves } = parse(readFileSync(path.join(locales, 'shelves.yaml'), 'utf8')) as {
  shelves: Record<string, string[]>;
};

interface TopicFile {
  readonly title: string;
  readonly entries: ReadonlyArray<{
    id: string;
    title: string;
    answer: string;
    steps?: string[];
    not_covered?: string;
    sources: Source[];
    reviewed_on?: string;
  }>;
}

function read(locale: string, topic: string): TopicFile | null {
  const isKnown = Object.values(shelves).flat().includes(topic);
  const file = path.join(locales, locale, 'knowledge', `${topic}.yaml`);
  return isKnown ? (parse(readFileSync(file, 'utf8')) as TopicFile) : null;
}

/** The shipped answers, straight from their files. */
export const knowledge: PublishedKnowledge = {
  shelves: (locale) =>
    Object.entries(shelves).map(([shelf, topics]) => ({
      title: shelf.replace('_', ' '),
      topics: topics.map((id) => {
        const topic = read(locale, id);
        return { id, title: topic?.title ?? id, answers: topic?.entries.length ?? 0 };
      }),
    })),
  topic(locale, id): PublishedTopic | null {
    const topic = read(locale, id);
    return topic && { title: topic.title, answers: topic.entries.map(published) };
  },
};

function published(entry: TopicFile['entries'][number]): PublishedAnswer {
  return {
    id: entry.id,
    title: entry.title,
    answer: entry.answer,
    steps: entry.steps ?? [],
    ...(entry.not_covered && { notCovered: entry.not_covered }),
    citations: entry.sources.map(cite),
    reviewedOn: entry.reviewed_on ?? '2026-11-24',
  };
}

function cite(source: Source): string {
  switch (source.kind) {
    case 'law':
      return `《${source.law}》第${source.article}条`;
    case 'guideline':
      return `${source.issuer}《${source.title}》`;
    case 'outline':
      return source.section;
  }
}
