import { z } from 'zod';
import type { Source } from './schema.js';

/** `locales/laws.yaml`: the names of the laws that answers cite. */
export const lawsSchema = z.strictObject({
  laws: z.record(z.string(), z.strictObject({ en: z.string(), short: z.string().optional() })),
});
export type LawsData = z.infer<typeof lawsSchema>;

/** The sentence of a key in a language. */
type Say = (locale: string, key: string, params?: Readonly<Record<string, string | number>>) => string;

/** How a source is written under an answer: `《未成年人保护法》第17条`. */
export function createCite({ laws }: LawsData, say: Say): (source: Source, locale: string) => string {
  return (source, locale) => {
    switch (source.kind) {
      case 'law': {
        const names = laws[source.law];
        const law = locale === 'en' ? (names?.en ?? source.law) : (names?.short ?? source.law);
        const [article = '', sub] = source.article.split('之');
        return say(locale, sub ? 'bot:sources.law_sub' : 'bot:sources.law', {
          law,
          article,
          sub: sub ? '一二三四五'.indexOf(sub) + 1 : 0,
          sub_han: sub ?? '',
        });
      }
      case 'guideline':
        return say(locale, source.year ? 'bot:sources.guideline' : 'bot:sources.guideline_undated', {
          issuer: source.issuer,
          title: source.title.replace(/^《(.*)》$/, '$1'),
          year: source.year ?? '',
        });
      case 'outline':
        return say(locale, `bot:sources.outline_${source.document}`, { section: source.section });
    }
  };
}
