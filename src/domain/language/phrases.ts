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
  'report',
  'case',
  'subscribe',
  'my_tips',
  'clear',
  'test',
  'staff',
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
/**
 * Why a question is none for this service. `no_answer`: it would be one, but no right answer is known yet; `other`: it is none, and no
 * word of it says whose it is. `bot:out_of_scope` has a sentence for each.
 */
export const OUT_OF_SCOPE_REASONS = [...REASONS, 'no_answer', 'other'] as const;
export type OutOfScopeReason = (typeof OUT_OF_SCOPE_REASONS)[number];

const FORM_WORDS = [
  'cancel',
  'skip',
  'back',
  'send',
  'agree',
  'refuse',
  'use',
  'rewrite',
  'all',
  'done',
] as const;
/** What to do with a form or its open question. */
export type FormWord = (typeof FORM_WORDS)[number];

const FEEDBACK_WORDS = ['yes', 'no', 'person'] as const;
/** Whether an answer helped: it did, it did not, or she wants a person. */
export type FeedbackWord = (typeof FEEDBACK_WORDS)[number];

/** Characters of a message that may be nothing but a judgement of an answer. */
const LONGEST_FEEDBACK = 40;
/** Characters of a message that may be nothing but small talk. */
const LONGEST_SMALLTALK = 60;

const patterns = z.array(z.string().min(1)).min(1);

/** `locales/lexicon/talk.yaml`: commands and small talk in plain words. */
export const talkPhrasesSchema = z.strictObject({
  commands: z.record(z.enum(COMMANDS), patterns),
  smalltalk: z.record(z.enum(SMALLTALK), patterns),
  /** Words that tell which small talk it is, of a message known to be some. */
  smalltalk_words: z.partialRecord(z.enum(SMALLTALK), patterns),
  /** Courtesies with other words around them. */
  courtesy: z.partialRecord(z.enum(SMALLTALK), patterns),
  /** Words that move a form; each pattern is the whole message, but for particles and signs at its end. */
  form: z.record(z.enum(FORM_WORDS), patterns),
  /** Whether an answer helped, in plain words; each pattern is the whole message, but for particles and signs at its end. */
  feedback: z.record(z.enum(FEEDBACK_WORDS), patterns),
  /** How people say the choices of a form's questions: by question, by choice; whole messages too. */
  options: z.record(z.string(), z.record(z.string(), patterns)),
});
export type TalkPhrasesData = z.infer<typeof talkPhrasesSchema>;

/** `locales/lexicon/out-of-scope.yaml`: questions that others answer. */
export const outOfScopeSchema = z.strictObject({ reasons: z.record(z.enum(REASONS), patterns) });
export type OutOfScopeData = z.infer<typeof outOfScopeSchema>;

/** Recognises phrases by name; the first name in the order of the file whose pattern meets the message. */
export interface Phrases {
  command(text: string): Command | null;
  smalltalk(text: string): SmallTalk | null;
  /** Which small talk it is, of a message that is known to be some; a plain "good" when nothing tells. */
  smalltalkOf(text: string): SmallTalk;
  /** Small talk in a longer message that is no question. */
  courtesy(text: string): SmallTalk | null;
  outOfScope(text: string): OutOfScopeReason | null;
  formWord(text: string): FormWord | null;
  /** What a short message right after an answer says of it. */
  feedback(text: string): FeedbackWord | null;
  /** The choice of a form's question ("danger") that a message says in plain words ("now"). */
  option(question: string, text: string): string | null;
}

/** What may follow a word that stands for itself. */
const TAIL = '(?:的|了|嘛|啊|哦|吧|哈|呢|呀|嘞|please)*[^\\p{L}\\p{N}]*$';

export function createPhrases(talk: TalkPhrasesData, scope: OutOfScopeData, lexicon: Lexicon): Phrases {
  const compile = <Name extends string>(record: Record<Name, string[]>) =>
    (Object.entries(record) as Array<[Name, string[]]>).map(([name, sources]) => ({
      name,
      patterns: sources.map((source) => new RegExp(source, 'u')),
    }));
  const commands = compile(talk.commands);
  const smalltalk = compile(talk.smalltalk);
  const smalltalkWords = compile(talk.smalltalk_words as Record<SmallTalk, string[]>);
  const courtesies = compile(talk.courtesy as Record<SmallTalk, string[]>);
  const reasons = compile(scope.reasons);
  const whole = <Name extends string>(record: Record<Name, string[]>) =>
    (Object.entries(record) as Array<[Name, string[]]>).map(([name, sources]) => ({
      name,
      patterns: sources.map((source) => new RegExp(`^(?:${source})${TAIL}`, 'u')),
    }));
  const formWords = whole(talk.form);
  const feedback = whole(talk.feedback);
  const options = new Map(Object.entries(talk.options).map(([name, choices]) => [name, whole(choices)]));
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
    smalltalkOf: (text) => first(smalltalkWords, [normalise(text)]) ?? 'ok',
    courtesy: (text) => first(courtesies, [normalise(text)]),
    outOfScope: (text) => first(reasons, forms(text)),
    formWord: (text) => first(formWords, forms(text)),
    feedback: (text) => (normalise(text).length > LONGEST_FEEDBACK ? null : first(feedback, forms(text))),
    option: (question, text) => first(options.get(question) ?? [], forms(text)),
  };
}
