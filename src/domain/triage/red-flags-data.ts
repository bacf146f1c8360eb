import { z } from 'zod';

const pattern = z.string().min(1);

/** `locales/lexicon/red-flags.yaml`: the words in which danger is told. */
export const redFlagsSchema = z.strictObject({
  words: z.record(z.string(), z.string()),
  /** Words of stories and games: what is told there is no danger here. */
  fiction: z.string(),
  /** Words of someone who wants to learn or prevent. */
  study: z.string(),
  flags: z.array(
    z.strictObject({
      id: z.string(),
      any: z.array(pattern).min(1),
      unless: z.array(pattern).default([]),
      /** Flags that this one stands in place of: the same words, told by the one who did it. */
      instead_of: z.array(z.string()).default([]),
    }),
  ),
  /** What a message speaks of, by name: what the linear model reads. */
  signs: z.record(z.string().regex(/^[a-z]+\.[a-z_]+$/), pattern),
});
export type RedFlagsData = z.infer<typeof redFlagsSchema>;
