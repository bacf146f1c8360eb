/** Telephone numbers that the fact sheet §2.3 has a source for; 12110 needs three more digits. */
export const VERIFIED: ReadonlySet<string> = new Set(
  '110 12110 120 119 122 12338 12345 12356 12355 12348 12368 12309 12333 12315 12320 12349 12377 96110 12389'.split(
    ' ',
  ),
);
/** Numbers that it knows only by hearsay: never said to a person before somebody has called them. */
export const TO_BE_CHECKED: ReadonlySet<string> = new Set('12351 12393 12391 12318 12379 96111'.split(' '));

/** Everything in a text that looks like a telephone number. */
export const numbersIn = (text: string): string[] => text.match(/(?<!\d)\d{3,}(?!\d)/g) ?? [];

/** What blames the one who was wronged, or sends her back. */
export const BLAMING =
  /忍|好好谈|回去谈|回去说|回家谈|想开点|为了孩子|别作|交学费|家丑|劝和|谁让您|您也有(错|责任)|一个巴掌|talk it over|put up with|for the sake of|your own fault/i;
