import { pinyin } from 'pinyin-pro';
import { clauses, squeeze, syllablesOf } from '../language/index.js';

/** A pattern of the lexicon as the model sees it: its name is a feature when the message meets it. */
export interface Sign {
  readonly name: string;
  readonly pattern: RegExp;
}

const LONGEST_GRAM = 3;
/** How far apart two characters may stand and still be read as a pair. */
const WIDEST_PAIR = 4;
/** Messages are read up to here: what is told is told early, and the reading stays far below 2 ms. */
const LONGEST_READ = 400;
const HAN = /\p{Script=Han}/u;
const wordsIn = new Intl.Segmenter('zh', { granularity: 'word' });

const grams = (units: readonly string[], longest: number, prefix: string, glue: string): string[] => {
  const found: string[] = [];
  for (let size = 1; size <= longest; size += 1) {
    for (let at = 0; at + size <= units.length; at += 1) {
      found.push(prefix + units.slice(at, at + size).join(glue));
    }
  }
  return found;
};

/** Pairs of characters with one or two others between: `_打我` of "打了我". */
const pairsApart = (units: readonly string[]): string[] =>
  units.flatMap((first, at) =>
    units.slice(at + 2, at + WIDEST_PAIR + 1).map((second) => `_${first}${second}`),
  );

const unitsOf = (text: string) => [...text].filter((unit) => HAN.test(unit) || /\d/.test(unit));

/** Toneless syllables of a text: of its characters, and of Latin words that read as pinyin. */
function soundsOf(plain: string): string[] {
  return pinyin(plain, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .flatMap((part) => part.split(/[^a-z]+/))
    .flatMap((part) => (part === '' ? [] : (syllablesOf(part) ?? [])));
}

/** Names of the signs that a message holds, and of each group how many there are (`@sui#2`: at least two). */
function signsIn(signs: readonly Sign[], plain: string, squeezed: string): string[] {
  const latin = /[a-z]/.test(plain);
  const named = signs
    .filter(({ pattern }) => pattern.test(squeezed) || (latin && pattern.test(plain)))
    .map(({ name }) => name);
  const groups = new Map<string, number>();
  named.forEach((name) =>
    groups.set(name.split('.')[0] ?? '', (groups.get(name.split('.')[0] ?? '') ?? 0) + 1),
  );
  const counted = [...groups].flatMap(([group, count]) =>
    Array.from({ length: Math.min(count, 5) - 1 }, (_, nth) => `@${group}#${nth + 2}`),
  );
  return [...named.map((name) => `@${name}`), ...counted];
}

/**
 * What the linear model reads of a message, each feature once; the first character tells the block to which it belongs:
 * groups of characters (`我想`) and pairs apart (`_打我`), the same in standard words (`+孩子`), words (`#板凳`) and pairs of
 * them (`|拿 板凳`), syllable groups (`~wo xiang`, so that pinyin and homophones meet the same weights), Latin words
 * (`=beat`), names of signs (`@vio.weapon`) and of concepts (`%violence.blow_hand`).
 */
export function createFeatures(
  signs: readonly Sign[],
  conceptsIn: (squeezed: string) => string[],
): (plain: string, standard: string) => string[] {
  return (long, standardLong) => {
    const plain = long.slice(0, LONGEST_READ);
    const squeezed = squeeze(plain);
    const found = new Set<string>();
    const add = (names: readonly string[]) => names.forEach((name) => found.add(name));
    for (const part of clauses(squeezed)) {
      const units = unitsOf(part);
      add(grams(units, LONGEST_GRAM, '', ''));
      add(pairsApart(units));
    }
    clauses(standardLong.slice(0, LONGEST_READ)).forEach((part) =>
      add(grams(unitsOf(part), LONGEST_GRAM, '+', '')),
    );
    const words = [...wordsIn.segment(squeezed)]
      .filter((word) => word.isWordLike)
      .map((word) => word.segment);
    add(grams(words, 1, '#', ''));
    add(grams(words, 2, '|', ' ').filter((pair) => pair.includes(' ')));
    add(grams(soundsOf(squeezed), 3, '~', ' ').filter((gram) => gram.includes(' ')));
    add(grams(plain.match(/[a-z][a-z']+/g) ?? [], 2, '=', ' '));
    add(signsIn(signs, plain, squeezed));
    add(conceptsIn(squeezed).map((name) => `%${name}`));
    return [...found];
  };
}
