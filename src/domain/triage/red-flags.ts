import { z } from 'zod';
import { type Lexicon, normalise, squeeze } from '../language/index.js';

const pattern = z.string().min(1);

/** `locales/lexicon/red-flags.yaml`: the words in which danger is told. */
export const redFlagsSchema = z.strictObject({
  words: z.record(z.string(), z.string()),
  /** Words of stories and games: what is told there is no danger here. */
  fiction: z.string(),
  /** Words of someone who wants to learn or prevent. */
  study: z.string(),
  flags: z.array(z.strictObject({ id: z.string(), any: z.array(pattern).min(1), unless: z.array(pattern).default([]) })),
});
export type RedFlagsData = z.infer<typeof redFlagsSchema>;

export interface RedFlags {
  /** Ids of the dangers told in a message, gravest first; empty for an ordinary message. */
  find(text: string): string[];
  /** Every id there is, gravest first. */
  readonly ids: readonly string[];
  /** True when the message says that a person under 18 is concerned or speaks. */
  concernsMinor(text: string): boolean;
}

const MINOR =
  /(?<![\d.])(?:[3-9]|1[0-7])\s*(?:岁|years? old)|[三四五六七八九]岁|十[一二三四五六七]?岁|小学|初[一二三]|高[一二三](?!度)|[一二三四五六七八九]年级|幼儿园|孩子|娃|儿子|女儿|孙|学生|同学|老师/u;

/** Compiles the lexicon once. Patterns meet the squeezed message in its own words and in standard ones. */
export function createRedFlags(data: RedFlagsData, lexicon: Lexicon): RedFlags {
  const lists: Record<string, string> = { ...data.words, fiction: data.fiction, study: data.study };
  const compile = (sources: readonly string[]) =>
    sources.map((source) => new RegExp(source.replace(/\{(\w+)\}/g, (all, name: string) => lists[name] ? `(?:${lists[name]})` : all), 'u'));
  const flags = data.flags.map((flag) => ({ id: flag.id, any: compile(flag.any), unless: compile(flag.unless) }));

  return {
    ids: flags.map((flag) => flag.id),
    find(text) {
      const plain = normalise(text);
      const forms = [...new Set([squeeze(plain), squeeze(lexicon.standardise(plain)), plain])];
      const meets = (patterns: readonly RegExp[]) => patterns.some((p) => forms.some((form) => p.test(form)));
      return flags.filter((flag) => meets(flag.any) && !meets(flag.unless)).map((flag) => flag.id);
    },
    concernsMinor: (text) => MINOR.test(normalise(text)),
  };
}
