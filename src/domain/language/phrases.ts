import { z } from 'zod';
import type { Lexicon } from './lexicon.js';
import { normalise, squeeze } from './normalise.js';

const COMMANDS = [
  'start',
  'help',
  'ask',
  'language',
  'language_en',
  'language_zh',
  'stop',
  'forget',
  'human',
  'privacy',
  'cancel',
  'repeat',
  'numbers',
  'yes',
  'no',
] as const;
export type Command = (typeof COMMANDS)[number];
const SMALLTALK = ['greeting', 'thanks', 'bye', 'ok', 'praise', 'identity', 'insult', 'test'] as const;
export type SmallTalk = (typeof SMALLTALK)[number];
const REASONS = [
  'finance',
  'homework_answer',
  'fortune',
  'property',
  'ranking',
  'prediction',
  'weather_news',
  'technology',
  'entertainment',
  'consumer_affairs',
] as const;
/** Reasons whose words also stand in questions about children ("快递", "天气"): a good answer goes before them. */
export const WEAK_REASONS: ReadonlySet<string> = new Set([
  'weather_news',
  'technology',
  'entertainment',
  'consumer_affairs',
]);
/** Why a question is none for this service; `no_answer` when it would be one but no right answer is known yet. */
export type OutOfScopeReason = (typeof REASONS)[number] | 'no_answer';

/** Characters of a message that may be nothing but small talk. */
const LONGEST_SMALLTALK = 60;

const patterns = z.array(z.string().min(1)).min(1);

/** `locales/lexicon/talk.yaml`: commands and small talk in plain words. */
export const talkPhrasesSchema = z.strictObject({
  commands: z.record(z.enum(COMMANDS), patterns),
  smalltalk: z.record(z.enum(SMALLTALK), patterns),
  /** Courtesies with other words around them. */
  courtesy: z.partialRecord(z.enum(SMALLTALK), patterns),
});
export type TalkPhrasesData = z.infer<typeof talkPhrasesSchema>;

/** `locales/lexicon/out-of-scope.yaml`: questions that others answer. */
export const outOfScopeSchema = z.strictObject({ reasons: z.record(z.enum(REASONS), patterns) });
export type OutOfScopeData = z.infer<typeof outOfScopeSchema>;

/** Recognises phrases by name; the first name in the order of the file whose pattern meets the message. */
export interface Phrases {
  command(text: string): Command | null;
  smalltalk(text: string): SmallTalk | null;
  /** Small talk in a longer message that is no question. */
  courtesy(text: string): SmallTalk | null;
  outOfScope(text: string): OutOfScopeReason | null;
}

export function createPhrases(talk: TalkPhrasesData, scope: OutOfScopeData, lexicon: Lexicon): Phrases {
  const compile = <Name extends string>(record: Record<Name, string[]>) =>
    (Object.entries(record) as Array<[Name, string[]]>).map(([name, sources]) => ({
      name,
      patterns: sources.map((source) => new RegExp(source, 'u')),
    }));
  const commands = compile(talk.commands);
  const smalltalk = compile(talk.smalltalk);
  const courtesies = compile(talk.courtesy as Record<SmallTalk, string[]>);
  const reasons = compile(scope.reasons);
  const first = <Name extends string>(
    list: ReadonlyArray<{ name: Name; patterns: RegExp[] }>,
    forms: readonly string[],
  ) => list.find(({ patterns: all }) => all.some((p) => forms.some((form) => p.test(form))))?.name ?? null;
  const forms = (text: string) => {
    const plain = normalise(text);
    return [...new Set([plain, squeeze(plain), squeeze(lexicon.standardise(plain))])];
  };

  return {
    command: (text) => first(commands, [normalise(text), squeeze(normalise(text))]),
    smalltalk: (text) =>
      normalise(text).length > LONGEST_SMALLTALK
        ? null
        : first(smalltalk, [normalise(text), squeeze(normalise(text))]),
    courtesy: (text) => first(courtesies, [normalise(text)]),
    outOfScope: (text) => first(reasons, forms(text)),
  };
}
