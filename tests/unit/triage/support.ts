import { readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { createLexicon, lexiconSchema } from '../../../src/domain/language/index.js';
import {
  complaintCuesSchema,
  conceptsSchema,
  createComplaintCues,
  createReader,
  createRedFlags,
  createTriage,
  redFlagsSchema,
} from '../../../src/domain/triage/index.js';

export const readLocale = (file: string): unknown => {
  const text = readFileSync(`locales/${file}`, 'utf8');
  return file.endsWith('.json') ? (JSON.parse(text) as unknown) : parse(text);
};
const lexicon = createLexicon(lexiconSchema.parse(readLocale('lexicon/words.yaml')));
const data = redFlagsSchema.parse(readLocale('lexicon/red-flags.yaml'));
const concepts = conceptsSchema.parse(readLocale('lexicon/concepts.yaml'));
export const reader = createReader(data, concepts, lexicon);
export const redFlags = createRedFlags(data, reader);
export const cues = createComplaintCues(
  complaintCuesSchema.parse(readLocale('lexicon/complaints.yaml')),
  lexicon,
  reader,
);
export const triage = createTriage(reader, redFlags, cues);
