import { z } from 'zod';
import { type Lexicon, normalise } from '../language/index.js';
import { createReader, type Reader } from './reader.js';

const pattern = z.string().min(1);

/** `locales/lexicon/red-flags.yaml`: the words in which danger is told. */
export const redFlagsSchema = z.strictObject({
  words: z.record(z.string(), z.string()),
  /** Words of stories and games: what is told there is no danger here. */
  fiction: z.string(),
  /** Words of someone who wants to learn or prevent. */
  study: z.string(),
  flags: z.array(z.strictObject({ id: z.string(), any: z.array(pattern).min(1), unless: z.array(pattern).default([]) })),
  /** What a message speaks of, by name: what the linear model reads. */
  signs: z.record(z.string().regex(/^[a-z]+\.[a-z_]+$/), pattern),
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

/** How sure the model has to be before it raises a flag that no rule has raised. */
const SURE = { suicide: 0, emergency: 0 };
/** What an emergency is called when only the model sees it, by its likeliest category. */
const FLAG_OF_CATEGORY: Readonly<Record<string, string>> = {
  domestic_violence: 'violence_now',
  minor_harm: 'child_abuse',
  sexual_assault: 'sexual_assault',
  trafficking: 'confinement',
  reproductive_health: 'unconscious',
};

/** Compiles the lexicon once. Patterns meet the squeezed message in its own words and in standard ones. */
export function createRedFlags(data: RedFlagsData, lexicon: Lexicon, reader: Reader = createReader(data, lexicon)): RedFlags {
  const compile = (sources: readonly string[]) => sources.map((source) => reader.compile(source));
  const flags = data.flags.map((flag) => ({ id: flag.id, any: compile(flag.any), unless: compile(flag.unless) }));
  const ids = flags.map((flag) => flag.id);

  function seenByModel(scores: ReadonlyMap<string, number>): string[] {
    if ((scores.get('suicide') ?? -9) > SURE.suicide) {
      return ['suicide_thoughts'];
    }
    if ((scores.get('emergency') ?? -9) <= SURE.emergency) {
      return [];
    }
    const [likeliest] = [...scores].filter(([head]) => head.includes('_') || head === 'trafficking').sort(([, a], [, b]) => b - a)[0] ?? [''];
    return [FLAG_OF_CATEGORY[likeliest] ?? 'danger'];
  }

  return {
    ids,
    find(text) {
      const { forms, scores } = reader.read(text);
      const meets = (patterns: readonly RegExp[]) => patterns.some((p) => forms.some((form) => p.test(form)));
      const found = flags.filter((flag) => meets(flag.any) && !meets(flag.unless)).map((flag) => flag.id);
      const added = seenByModel(scores).filter((id) => !found.includes(id) && (found.length === 0 || id === 'suicide_thoughts'));
      return [...found, ...added].sort((a, b) => ids.indexOf(a) - ids.indexOf(b));
    },
    concernsMinor: (text) => MINOR.test(normalise(text)),
  };
}
