import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { LOCALES, newSession, type Session } from '../conversation/types.js';
import { readDialogue } from '../dialogue.js';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  locale: z.string().optional(),
  session: z.union([z.string(), z.number()]).optional(),
});

const localeOf = (wanted: string | undefined, text: string) =>
  LOCALES.find((known) => known === wanted) ??
  (wanted
    ? wanted.toLowerCase().startsWith('zh')
      ? 'zh-CN'
      : 'en'
    : /\p{Script=Han}/u.test(text) || !/[a-z]{3}/i.test(text)
      ? 'zh-CN'
      : looksEnglish(text)
        ? 'en'
        : 'zh-CN');

/** Latin letters that are words and not pinyin: English has "the", "my", "is"; pinyin has not. */
const looksEnglish = (text: string) =>
  /\b(the|my|is|are|do|does|how|what|can|to|of|and|a|in|for|with|should|when|where|who|hi|hello|thanks?|kid|child)\b/i.test(
    text,
  );

/**
 * `npm run ask`: JSON Lines in, JSON Lines out, one reply a line, in order. Lines with one `session` are one talk.
 * Opens no database. `--explain` adds the candidates and their features.
 */
export async function run(_name: string, args: readonly string[]): Promise<void> {
  const { turn, knowledge } = readDialogue(path.resolve('locales'));
  const explain = args.includes('--explain');
  const sessions = new Map<string, Session>();
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') {
      continue;
    }
    const parsed = lineSchema.safeParse(parseJson(line));
    if (!parsed.success) {
      process.stdout.write(`${JSON.stringify({ id: null, error: 'invalid_line' })}\n`);
      continue;
    }
    const { id, text, locale, session: name } = parsed.data;
    const begun = name === undefined ? undefined : sessions.get(String(name));
    const session = begun ?? newSession(localeOf(locale, text), true);
    const result = turn(session, { kind: 'text', text });
    if (name !== undefined) {
      sessions.set(String(name), result.session);
    }
    const reply = result.replies
      .map((part) =>
        [
          part.text,
          ...(result.kind === 'clarify' ? (part.buttons ?? []).map((button) => `· ${button.label}`) : []),
        ].join('\n'),
      )
      .join('\n');
    process.stdout.write(
      `${JSON.stringify({
        id,
        kind: result.kind,
        reply,
        ...(result.entry ? { entry: result.entry } : {}),
        ...(result.citations ? { citations: result.citations } : {}),
        ...(result.score === undefined ? {} : { score: Number(result.score.toFixed(3)) }),
        ...(explain ? { flags: result.flags ?? [], candidates: candidatesOf(text, session) } : {}),
      })}\n`,
    );
  }

  function candidatesOf(text: string, session: Session) {
    return knowledge
      .explain(text, { locale: session.locale, bands: session.bands })
      .slice(0, 5)
      .map(({ entry, score, features }) => ({
        entry: entry.id,
        score: Number(score.toFixed(3)),
        features: Object.fromEntries(
          Object.entries(features).map(([key, value]) => [key, Number((value as number).toFixed(3))]),
        ),
      }));
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
