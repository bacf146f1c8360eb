/** A long message is looked at in pieces that overlap, so that danger told late or in between is seen like danger told at once. */
const WINDOW = 400;
const STEP = 300;
/** Longer than any door takes: 10,000 characters. */
const LONGEST = 12_000;

/** The whole text when it is short; else the whole and all its overlapping pieces, in code points. */
export function windowsOf(text: string): string[] {
  const characters = [...text.slice(0, LONGEST * 2)].slice(0, LONGEST);
  if (characters.length <= WINDOW) {
    return [text];
  }
  const starts = Array.from(
    { length: Math.ceil((characters.length - WINDOW) / STEP) + 1 },
    (_, i) => i * STEP,
  );
  return [text, ...starts.map((start) => characters.slice(start, start + WINDOW).join(''))];
}
