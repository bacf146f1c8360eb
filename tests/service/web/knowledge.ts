import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type KnowledgeEntry } from '../../../src/domain/knowledge/index.js';
import { readEdition } from '../../../src/infra/edition.js';
import { type PublishedAnswer, type PublishedKnowledge } from '../../../src/web/index.js';

const locales = path.resolve(import.meta.dirname, '../../../locales');
const edition = readEdition(locales);
const { shelves } = parse(readFileSync(path.join(locales, 'shelves.yaml'), 'utf8')) as {
  shelves: Record<string, string[]>;
};
const bot = (locale: string) =>
  JSON.parse(readFileSync(path.join(locales, locale, 'bot.json'), 'utf8')) as {
    topics: { shelf: Record<string, string> };
  };

const entriesOf = (locale: string, topic: string) =>
  edition.entries.filter((entry) => entry.locale === locale && entry.topic === topic);
const titleOf = (locale: string, topic: string) =>
  edition.topics.get(locale)?.find((known) => known.id === topic)?.title ?? topic;

/** The shipped answers, straight from the files. */
export const knowledge: PublishedKnowledge = {
  shelves: (locale) =>
    Object.entries(shelves).map(([shelf, topics]) => ({
      title: bot(locale).topics.shelf[shelf] ?? shelf,
      topics: topics.map((id) => ({
        id,
        title: titleOf(locale, id),
        answers: entriesOf(locale, id).length,
      })),
    })),
  topic(locale, id) {
    const answers = entriesOf(locale, id).map(published);
    return answers.length === 0 ? null : { title: titleOf(locale, id), answers };
  },
};

function published(entry: KnowledgeEntry): PublishedAnswer {
  return {
    id: entry.id,
    title: entry.title,
    answer: entry.answer,
    steps: entry.steps ?? [],
    ...(entry.not_covered && { notCovered: entry.not_covered }),
    citations: entry.sources.map((source) =>
      source.kind === 'law'
        ? `《${source.law}》第${source.article}条`
        : source.kind === 'guideline'
          ? `${source.issuer}《${source.title}》`
          : source.section,
    ),
    reviewedOn: entry.reviewed_on,
  };
}
