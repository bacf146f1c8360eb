import type { Source } from '../../../domain/knowledge/index.js';
import type { CategoriesData, CategoryLeaf, LawCitation } from '../../../domain/triage/index.js';
import type { Locale } from '../../../conversation/types.js';

/** A deadline or amount with what it rests on. */
export interface GuideDeadline {
  readonly what: string;
  readonly within: string;
  /** As it is cited; empty when only the Federation suggests it. */
  readonly basis: readonly string[];
}

/** What stands in `locales/categories.yaml` of one kind of wrong. Chinese but for title, advice and laws. */
export interface GuideLeaf extends Pick<
  CategoryLeaf,
  'id' | 'light' | 'light_note' | 'definition' | 'lead' | 'joint' | 'evidence' | 'federation'
> {
  readonly title: string;
  readonly advice: string;
  readonly deadlines: readonly GuideDeadline[];
  readonly basis: readonly string[];
}

/** What an officer looks up of a category: law, evidence, first advice, who leads. */
export interface CategoryGuide {
  /** What goes for every case. */
  readonly shared: CategoriesData['shared'];
  leaves(code: string, locale: Locale): readonly GuideLeaf[];
}

/** Cites a source in a language. */
type Cite = (source: Source, locale: string) => string;
/** Puts the figures of today into a text of that language. */
type FillFigures = (text: string, locale: Locale) => string;

export function createGuide(
  { shared, groups }: CategoriesData,
  cite: Cite,
  withFigures: FillFigures,
): CategoryGuide {
  const all = groups.flatMap((group) => group.leaves);
  return {
    shared,
    leaves: (code, locale) =>
      all
        .filter((leaf) => leaf.code === code)
        .map((leaf) => ({
          ...leaf,
          title: leaf.name[locale],
          advice: withFigures(leaf.advice[locale], locale),
          federation: withFigures(leaf.federation, 'zh-CN'),
          deadlines: leaf.deadlines.map((deadline) => ({
            what: deadline.what,
            within: withFigures(deadline.within, 'zh-CN'),
            basis: basisOf(deadline, cite, locale),
          })),
          basis: basisOf(leaf, cite, locale),
        })),
  };
}

interface Based {
  readonly basis?: readonly LawCitation[];
  readonly basis_other?: string | undefined;
  readonly internal?: true;
}

function basisOf({ basis = [], basis_other }: Based, cite: Cite, locale: Locale): string[] {
  const laws = [...new Set(basis.map(({ law }) => law))];
  return [
    ...laws.flatMap((law) =>
      articlesOf(
        basis.filter((citation) => citation.law === law),
        locale,
      ).map(([article, item]) => cite({ kind: 'law', law, article }, locale) + item),
    ),
    ...(basis_other === undefined ? [] : [basis_other]),
  ];
}

/** The articles of one law as they are cited: whole ones together, an item or an inserted article by itself. */
function articlesOf(citations: readonly LawCitation[], locale: Locale): Array<[string, string]> {
  const isWhole = ({ article, item }: LawCitation) => item === undefined && !article.includes('之');
  const whole = citations.filter(isWhole).map(({ article }) => article);
  const others = citations.filter((citation) => !isWhole(citation));
  return [
    ...(whole.length === 0 ? [] : [[whole.join(locale === 'en' ? ', ' : '、'), ''] as [string, string]]),
    ...others.map(({ article, item = '' }): [string, string] => [inHan(article), item]),
  ];
}

/** `236之1` as laws are cited: `236之一`. */
const inHan = (article: string) =>
  article.replace(/之(\d)$/, (_, digit: string) => `之${'零一二三四五六七八九'.charAt(Number(digit))}`);
