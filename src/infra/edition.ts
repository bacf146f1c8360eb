import { readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type DangerScaleData, dangerScaleSchema } from '../domain/cases/index.js';
import {
  type Figures,
  type KnowledgeEntry,
  type LawsData,
  lawsSchema,
  overlongField,
  topicFileSchema,
  translationFileSchema,
  unknownPlace,
  withFigures,
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
  type ConceptsData,
  conceptsSchema,
  type RedFlagsData,
  redFlagsSchema,
} from '../domain/triage/index.js';
import { StartupError } from '../lib/errors.js';
import { readShippedFigures } from './figures.js';
import { readYaml } from './read-yaml.js';

/** Name of a topic in one language. */
export interface Topic {
  readonly id: string;
  readonly title: string;
}

/** The shipped edition: everything that `locales/` holds beside the sentences of the interface. */
export interface Edition {
  /** The entries as people read them, with the shipped figures in their places. */
  readonly entries: readonly KnowledgeEntry[];
  /** The same as they are written, with places for figures (`[[maternity_leave_sichuan]]`). */
  readonly written: readonly KnowledgeEntry[];
  readonly figures: Figures;
  /** Topics by language, in the order of the files. */
  readonly topics: ReadonlyMap<string, readonly Topic[]>;
  readonly lexicon: LexiconData;
  readonly redFlags: RedFlagsData;
  readonly complaintCues: ComplaintCuesData;
  readonly concepts: ConceptsData;
  readonly talkPhrases: TalkPhrasesData;
  readonly outOfScope: OutOfScopeData;
  readonly laws: LawsData;
  /** The questions of the danger assessment. */
  readonly dangerScale: DangerScaleData;
  /** Topics put together for browsing. */
  readonly shelves: Readonly<Record<string, readonly string[]>>;
}

const shelvesSchema = z.strictObject({ shelves: z.record(z.string(), z.array(z.string())) });

/** Reads and checks the edition in a `locales` folder. Throws `StartupError` naming file and field of the first mistake. */
export function readEdition(folder: string): Edition {
  const chinese = readTopics(folder, 'zh-CN', topicFileSchema);
  const english = readTopics(folder, 'en', translationFileSchema);
  const originals = chineseEntries(chinese);
  const written = [...originals, ...translated(originals, english)];
  const figures = readShippedFigures(folder);
  const names = (files: ReadonlyArray<{ topic: string; title: string }>) =>
    files.map((file) => ({ id: file.topic, title: file.title }));
  const lexicon = <T>(name: string, schema: z.ZodType<T>) =>
    readYaml(path.join(folder, 'lexicon', `${name}.yaml`), schema);
  return {
    entries: completed(folder, written, figures),
    written,
    figures,
    topics: new Map([
      ['zh-CN', names(chinese)],
      ['en', names(english)],
    ]),
    lexicon: lexicon('words', lexiconSchema),
    redFlags: lexicon('red-flags', redFlagsSchema as z.ZodType<RedFlagsData>),
    complaintCues: lexicon('complaints', complaintCuesSchema),
    concepts: lexicon('concepts', conceptsSchema),
    talkPhrases: lexicon('talk', talkPhrasesSchema),
    outOfScope: lexicon('out-of-scope', outOfScopeSchema),
    laws: readYaml(path.join(folder, 'laws.yaml'), lawsSchema),
    dangerScale: readYaml(path.join(folder, 'danger-assessment.yaml'), dangerScaleSchema),
    shelves: readYaml(path.join(folder, 'shelves.yaml'), shelvesSchema).shelves,
  };
}

function readTopics<T>(folder: string, locale: string, schema: z.ZodType<T>): T[] {
  const at = path.join(folder, locale, 'knowledge');
  return readdirSync(at)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readYaml(path.join(at, name), schema));
}

function chineseEntries(files: ReadonlyArray<z.infer<typeof topicFileSchema>>): KnowledgeEntry[] {
  const entries = files.flatMap(({ topic, entries: own }) =>
    own.map((entry) => ({ ...entry, locale: 'zh-CN', topic })),
  );
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) {
    throw new StartupError('two knowledge entries have the same id');
  }
  return entries;
}

/** The English entries: ages, audiences and dates are those of the Chinese ones. */
function translated(
  chinese: readonly KnowledgeEntry[],
  files: ReadonlyArray<z.infer<typeof translationFileSchema>>,
): KnowledgeEntry[] {
  const byId = new Map(chinese.map((entry) => [entry.id, entry]));
  return files.flatMap(({ entries }) =>
    entries.map((wording) => {
      const original = byId.get(wording.id);
      if (!original) {
        throw new StartupError(`the English entry ${wording.id} has no Chinese one`);
      }
      const { steps: _steps, not_covered: _notCovered, ...kept } = original;
      return { ...kept, ...wording, locale: 'en' };
    }),
  );
}

/** The entries with the shipped figures in their places, every one of them fit to be read. */
function completed(folder: string, written: readonly KnowledgeEntry[], figures: Figures): KnowledgeEntry[] {
  const fail = ({ locale, topic, id }: KnowledgeEntry, field: string, why: string) => {
    const file = path.join(folder, locale, 'knowledge', `${topic}.yaml`);
    return new StartupError(`${file}: ${id}.${field}: ${why}`);
  };
  for (const entry of written) {
    const unknown = unknownPlace(entry, figures);
    if (unknown) {
      throw fail(entry, unknown.field, `there is no figure ${unknown.id}`);
    }
  }
  const entries = withFigures(written, figures);
  for (const entry of entries) {
    const field = overlongField(entry);
    if (field) {
      throw fail(entry, field, 'is too long with its figures in place');
    }
  }
  return entries;
}
