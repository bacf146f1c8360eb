/** The place of a figure in a text: `[[maternity_leave_sichuan]]`. Whatever stands between the brackets is taken for a name. */
const PLACE = /\[\[([^[\]]*)\]\]/g;

/** The names of the figures that a text has a place for, each once. */
export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))];
}

/** What of a text is no place of a figure. */
export const withoutPlaces = (text: string): string => text.replace(PLACE, '');

/** The text with what `wordsOf` gives for each name; a place that gets nothing stays as it is. */
export function fillPlaces(text: string, wordsOf: (name: string) => string | undefined): string {
  return text.replace(PLACE, (place, name: string) => wordsOf(name) ?? place);
}
