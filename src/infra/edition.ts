import { readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  type KnowledgeEntry,
  type LawsData,
  lawsSchema,
  topicFileSchema,
  translationFileSchema,
} from '../domain/knowledge/index.js';
import {
  type LexiconData,
  lexiconSchema,
  type OutOfScopeData,
  outOfScopeSchema,
  type TalkPhrasesData,
  talkPhrasesSchema,
} from '../domain/language/index.js';
import {
  type ComplaintCuesData,
  complaintCuesSchema,
  type RedFlagsData,
  redFlagsSchema,
} from '../domain/triage/index.js';
import { StartupError } from '../lib/errors.js';
import { readYaml } from './read-yaml.js';

/** Name of a topic in one language. */
export interface Topic {
  readonly id: string;
  readonly title: string;
}

/** The shipped edition: everything that `locales/` holds beside the sentences of the interface. */
export interface Edition {
  readonly entries: readonly KnowledgeEntry[];
  /** Topics by language, in the order of the files. */
  readonly topics: ReadonlyMap<string, readonly Topic[]>;
  readonly lexicon: LexiconData;
  readonly redFlags: RedFlagsData;
  readonly complaintCues: ComplaintCuesData;
  readonly talkPhrases: TalkPhrasesData;
  readonly outOfScope: OutOfScopeData;
  readonly laws: LawsData;
  /** Topics put together for browsing. */
  readonly shelves: Readonly<Record<string, readonly string[]>>;
}

const shelvesSchema = z.strictObject({ shelves: z.record(z.string(), z.array(z.string())) });

/** Reads and checks the edition in a `locales` folder. Throws `StartupError` naming file and field of the first mistake. */
export function readEdition(folder: string): Edition {
  const topicFiles = (locale: string) => {
    const at = path.join(folder, locale, 'knowledge');
    return readdirSync(at)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => path.join(at, name));
  };
  const chinese = topicFiles('zh-CN').map((file) => readYaml(file, topicFileSchema));
  const entries: KnowledgeEntry[] = chinese.flatMap((file) =>
    file.entries.map((entry) => ({ ...entry, locale: 'zh-CN', topic: file.topic })),
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  if (byId.size !== entries.length) {
    throw new StartupError('two knowledge entries have the same id');
  }
  const english = topicFiles('en').map((file) => readYaml(file, translationFileSchema));
  for (const file of english) {
    for (const translated of file.entries) {
      const original = byId.get(translated.id);
      if (!original) {
        throw new StartupError(`the English entry ${translated.id} has no Chinese one`);
      }
      const { steps: _steps, not_covered: _notCovered, ...kept } = original;
      entries.push({ ...kept, ...translated, locale: 'en' });
    }
  }
  const names = (files: ReadonlyArray<{ topic: string; title: string }>) =>
    files.map((file) => ({ id: file.topic, title: file.title }));
  const lexicon = <T>(name: string, schema: z.ZodType<T>) =>
    readYaml(path.join(folder, 'lexicon', `${name}.yaml`), schema);
  return {
    entries,
    topics: new Map([
      ['zh-CN', names(chinese)],
      ['en', names(english)],
    ]),
    lexicon: lexicon('words', lexiconSchema),
    redFlags: lexicon('red-flags', redFlagsSchema as z.ZodType<RedFlagsData>),
    complaintCues: lexicon('complaints', complaintCuesSchema),
    talkPhrases: lexicon('talk', talkPhrasesSchema),
    outOfScope: lexicon('out-of-scope', outOfScopeSchema),
    laws: readYaml(path.join(folder, 'laws.yaml'), lawsSchema),
    shelves: readYaml(path.join(folder, 'shelves.yaml'), shelvesSchema).shelves,
  };
}
