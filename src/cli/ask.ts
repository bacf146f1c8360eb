import path from 'node:path';
import { z } from 'zod';
import { type Locale, LOCALES, newSession, type Session, type TurnResult } from '../conversation/types.js';
import { readDialogue } from '../dialogue.js';
import type { Candidate } from '../domain/knowledge/index.js';
import { weighMessage } from '../conversation/kind/kind-of.js';
import { languageOf, normalise } from '../domain/language/index.js';
import { answerLines } from './json-lines.js';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  locale: z.string().optional(),
  session: z.union([z.string(), z.number()]).optional(),
});

function localeOf(wanted: string | undefined, text: string): Locale {
  const named = wanted && (wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');
  return LOCALES.find((known) => known === wanted) ?? (named || languageOf(normalise(text))) ?? 'zh-CN';
}

/**
 * `npm run ask`: JSON Lines in, JSON Lines out, one reply a line, in order. Lines with one `session` are one talk.
 * Opens no database. `--explain` adds how likely each kind of message was, the candidates and their features.
 */
export async function run(_name: string, args: readonly string[]): Promise<void> {
  const { turn, knowledge, evidence } = readDialogue(path.resolve('locales'));
  const explain = args.includes('--explain');
  const sessions = new Map<string, Session>();
  await answerLines(lineSchema, ({ id, text, locale, session: name }) => {
    const begun = name === undefined ? undefined : sessions.get(String(name));
    const session = begun ?? newSession(localeOf(locale, text), true);
    const result = turn(session, { kind: 'text', text });
    if (name !== undefined) {
      sessions.set(String(name), result.session);
    }
    return {
      id,
      kind: result.kind,
      reply: textOf(result),
      ...(result.entry ? { entry: result.entry } : {}),
      ...(result.citations ? { citations: result.citations } : {}),
      ...(result.score === undefined ? {} : { score: round(result.score) }),
      ...(explain
        ? {
            flags: result.flags ?? [],
            kinds: rounded(weighMessage(evidence, session, text)),
            candidates: knowledge
              .explain(text, { locale: session.locale, bands: session.bands })
              .slice(0, 5)
              .map(presentCandidate),
          }
        : {}),
    };
  });
}

/** The full text that the person would read; choices to a question asked back stand below it. */
function textOf({ kind, replies }: TurnResult): string {
  return replies
    .flatMap(({ text, buttons = [] }) => [
      text,
      ...(kind === 'clarify' ? buttons.map(({ label }) => `· ${label}`) : []),
    ])
    .join('\n');
}

const round = (value: number) => Number(value.toFixed(3));
const rounded = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value as number)]));

function presentCandidate({ entry, score, features }: Candidate): object {
  return { entry: entry.id, score: round(score), features: rounded(features) };
}
