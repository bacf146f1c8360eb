/** Longest group of neighbouring Han characters and digits. */
const LONGEST_GRAM = 3;
/** Messages are read up to here, in UTF-16 units. */
export const LONGEST_READ = 300;
/** Lengths that are told apart, in steps of characters. */
const LENGTH_STEP = 5;
const MOST_STEPS = 8;

/**
 * What the model of kinds reads of a normalised message, each feature once: groups of one to three Han characters and digits,
 * Latin words and pairs of them (`=my son`), and how long it is (`#3`).
 */
export function kindFeatures(normalised: string): string[] {
  const plain = normalised.slice(0, LONGEST_READ);
  const found = new Set<string>([`#${Math.min(MOST_STEPS, Math.floor(plain.length / LENGTH_STEP))}`]);
  for (const [run] of plain.matchAll(/[\p{Script=Han}\d]+/gu)) {
    const units = [...run];
    for (let size = 1; size <= LONGEST_GRAM; size += 1) {
      for (let at = 0; at + size <= units.length; at += 1) {
        found.add(units.slice(at, at + size).join(''));
      }
    }
  }
  const words = plain.match(/[a-z]+/g) ?? [];
  words.forEach((word, at) => {
    found.add(`=${word}`);
    const next = words[at + 1];
    if (next !== undefined) {
      found.add(`=${word} ${next}`);
    }
  });
  return [...found];
}
