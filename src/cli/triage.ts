import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { LOCALES } from '../conversation/types.js';
import { createLexicon } from '../domain/language/index.js';
import { createComplaintCues, createReader, createRedFlags, createTriage } from '../domain/triage/index.js';
import { readEdition } from '../infra/edition.js';
import { createSay } from '../infra/i18n.js';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/**
 * `npm run triage`: JSON Lines in, JSON Lines out, one suggestion a line, in order. Opens no database.
 * `--explain` adds the second category, whether it is unsure, and all reasons.
 */
export async function run(_name: string, args: readonly string[]): Promise<void> {
  const folder = path.resolve('locales');
  const edition = readEdition(folder);
  const say = createSay(folder, LOCALES);
  const lexicon = createLexicon(edition.lexicon);
  const reader = createReader(edition.redFlags, lexicon);
  const triage = createTriage(
    reader,
    createRedFlags(edition.redFlags, lexicon, reader),
    createComplaintCues(edition.complaintCues, lexicon, reader),
  );
  const explain = args.includes('--explain');
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') {
      continue;
    }
    const parsed = lineSchema.safeParse(parseJson(line));
    if (!parsed.success) {
      process.stdout.write(`${JSON.stringify({ id: null, error: 'invalid_line' })}\n`);
      continue;
    }
    const { id, text } = parsed.data;
    const { also, unsure, advice, reasons, ...found } = triage(text);
    const locale =
      /\p{Script=Han}/u.test(text) || !/\b(the|my|is|he|she|i|and|to)\b/i.test(text) ? 'zh-CN' : 'en';
    process.stdout.write(
      `${JSON.stringify({
        id,
        ...found,
        advice: advice.map((key) => say(locale, key)).join('\n'),
        reasons: explain ? reasons : reasons.slice(0, 8),
        ...(explain ? { also, unsure } : {}),
      })}\n`,
    );
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
