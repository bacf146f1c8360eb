import { pinyin } from 'pinyin-pro';
import { clauses, squeeze, syllablesOf } from '../language/index.js';

/** A lexicon word list as the model sees it: its name is a feature when the message holds one of its words. */
export interface Concept {
  readonly name: string;
  readonly pattern: RegExp;
}

const LONGEST_GRAM = 3;
/** Messages are read up to here: what is told is told early, and the reading stays far below 2 ms. */
const LONGEST_READ = 400;
const HAN = /\p{Script=Han}/u;
const grams = (units: readonly string[], longest: number, prefix: string, glue: string): string[] => {
  const found: string[] = [];
  for (let size = 1; size <= longest; size += 1) {
    for (let at = 0; at + size <= units.length; at += 1) {
      found.push(prefix + units.slice(at, at + size).join(glue));
    }
  }
  return found;
};

/** Toneless syllables of a text: of its characters, and of Latin words that read as pinyin. */
function soundsOf(plain: string): string[] {
  return pinyin(plain, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .flatMap((part) => part.split(/[^a-z]+/))
    .flatMap((part) => (part === '' ? [] : (syllablesOf(part) ?? [])));
}

/**
 * What the linear model reads of a message, each feature once: character groups (`我想`), syllable groups (`~wo xiang`,
 * so that pinyin and homophones meet the same weights), Latin words (`=beat`), names of signs (`@vio.weapon`), and of
 * each group of signs how many there are (`@sui#2`: at least two).
 */
export function createFeatures(concepts: readonly Concept[]): (normalised: string) => string[] {
  return (normalised) => {
    const plain = normalised.slice(0, LONGEST_READ);
    const squeezed = squeeze(plain);
    const found = new Set<string>();
    for (const part of clauses(squeezed)) {
      const units = [...part].filter((unit) => HAN.test(unit) || /\d/.test(unit));
      grams(units, LONGEST_GRAM, '', '').forEach((gram) => found.add(gram));
    }
    grams(soundsOf(plain), 3, '~', ' ')
      .filter((gram) => gram.includes(' '))
      .forEach((gram) => found.add(gram));
    const latin = /[a-z]/.test(plain);
    const words = plain.match(/[a-z][a-z']+/g) ?? [];
    grams(words, 2, '=', ' ').forEach((gram) => found.add(gram));
    const named = concepts
      .filter(({ pattern }) => pattern.test(squeezed) || (latin && pattern.test(plain)))
      .map(({ name }) => name);
    named.forEach((name) => found.add(`@${name}`));
    const groups = new Map<string, number>();
    named.forEach((name) =>
      groups.set(name.split('.')[0] ?? '', (groups.get(name.split('.')[0] ?? '') ?? 0) + 1),
    );
    groups.forEach((count, group) => {
      for (let least = 2; least <= Math.min(count, 5); least += 1) {
        found.add(`@${group}#${least}`);
      }
    });
    return [...found];
  };
}
