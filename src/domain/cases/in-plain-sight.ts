/** Line ends and other blanks that are written as controls. */
const BREAKS = /[\t-\r\u0085\u2028\u2029]+/g;
/** Signs that nobody sees: they turn the digits beside them around, or part them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** A number, or a text with one, as it is dialled: on one line and without signs that change in what order its digits are read. */
export const inPlainSight = (text: string): string => text.replace(BREAKS, ' ').replace(UNSEEN, '');
