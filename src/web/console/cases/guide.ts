import type { Source } from '../../../domain/knowledge/index.js';
import type { CategoriesData, CategoryLeaf } from '../../../domain/triage/index.js';
import type { Locale } from '../../../conversation/types.js';

/** What stands in `locales/categories.yaml` of one kind of wrong, with its laws as they are cited. Chinese but for name and laws. */
export interface GuideLeaf extends Pick<
  CategoryLeaf,
  'id' | 'light' | 'light_note' | 'lead' | 'joint' | 'evidence' | 'advice' | 'federation' | 'deadlines'
> {
  readonly title: string;
  readonly basis: readonly string[];
}

/** What an officer looks up of a category: law, evidence, first advice, who leads. */
export interface CategoryGuide {
  /** What goes for every case. */
  readonly shared: CategoriesData['shared'];
  leaves(code: string, locale: Locale): readonly GuideLeaf[];
}

/** `withFigures` puts the figures of today into what an officer reads. */
export function createGuide(
  { shared, groups }: CategoriesData,
  cite: (source: Source, locale: string) => string,
  withFigures: (text: string) => string,
): CategoryGuide {
  const all = groups.flatMap((group) => group.leaves);
  const basisOf = ({ basis, basis_other }: CategoryLeaf, locale: Locale) => [
    ...basis.map(
      ({ law, article, item }) => cite({ kind: 'law', law, article: inHan(article) }, locale) + (item ?? ''),
    ),
    ...(basis_other === undefined ? [] : [basis_other]),
  ];
  return {
    shared,
    leaves: (code, locale) =>
      all
        .filter((leaf) => leaf.code === code)
        .map((leaf) => ({
          ...leaf,
          title: leaf.name[locale],
          basis: basisOf(leaf, locale),
          federation: withFigures(leaf.federation),
          deadlines: withFigures(leaf.deadlines),
        })),
  };
}

/** `236之1` as laws are cited: `236之一`. */
const inHan = (article: string) =>
  article.replace(/之(\d)$/, (_, digit: string) => `之${'零一二三四五六七八九'.charAt(Number(digit))}`);
