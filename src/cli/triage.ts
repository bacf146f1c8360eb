import path from 'node:path';
import { z } from 'zod';
import { LOCALES } from '../conversation/types.js';
import { createLexicon, languageOf, normalise } from '../domain/language/index.js';
import { createComplaintCues, createReader, createRedFlags, createTriage } from '../domain/triage/index.js';
import { readEdition } from '../infra/edition.js';
import { holdFigures } from '../infra/figures.js';
import { createSay } from '../infra/i18n.js';
import { answerLines } from './json-lines.js';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });
/** Reasons that are shown without `--explain`, at most. */
const FEW_REASONS = 8;

/**
 * `npm run triage`: JSON Lines in, JSON Lines out, one suggestion a line, in order. Opens no database.
 * `--explain` adds the second category, whether it is unsure, and all reasons.
 */
export async function run(_name: string, args: readonly string[]): Promise<void> {
  const folder = path.resolve('locales');
  const edition = readEdition(folder);
  const say = createSay(folder, LOCALES, holdFigures(edition.figures));
  const lexicon = createLexicon(edition.lexicon);
  const reader = createReader(edition.redFlags, edition.concepts, lexicon);
  const triage = createTriage(
    reader,
    createRedFlags(edition.redFlags, reader),
    createComplaintCues(edition.complaintCues, lexicon, reader),
  );
  const explain = args.includes('--explain');
  await answerLines(lineSchema, ({ id, text }) => {
    const { also, unsure, advice, reasons, ...found } = triage(text);
    const locale = languageOf(normalise(text)) ?? 'zh-CN';
    return {
      id,
      ...found,
      advice: advice.map((key) => say(locale, key)).join('\n'),
      reasons: explain ? reasons : reasons.slice(0, FEW_REASONS),
      ...(explain ? { also, unsure } : {}),
    };
  });
}
