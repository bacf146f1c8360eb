import path from 'node:path';
import { z } from 'zod';
import { readYaml } from './read-yaml.js';

const townshipsSchema = z.strictObject({
  /** False until the Federation has confirmed the list. */
  confirmed: z.boolean(),
  townships: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z_]+$/),
        name: z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) }),
        /** How people say it. */
        words: z.array(z.string().min(1)).min(1),
      }),
    )
    .min(1),
});
export type Township = z.infer<typeof townshipsSchema>['townships'][number];

export interface Townships {
  readonly all: readonly Township[];
  /** The one that a text names first; null when it names none. */
  townshipOf(text: string): string | null;
}

/** The streets and towns of the district from a `locales` folder. Throws `StartupError` naming the field of the first mistake. */
export function readTownships(folder: string): Townships {
  const { townships } = readYaml(path.join(folder, 'townships.yaml'), townshipsSchema);
  return {
    all: townships,
    townshipOf(text) {
      const named = townships
        .flatMap(({ id, words }) => words.map((word) => ({ id, at: text.indexOf(word) })))
        .filter(({ at }) => at >= 0)
        .sort((a, b) => a.at - b.at);
      return named[0]?.id ?? null;
    },
  };
}
