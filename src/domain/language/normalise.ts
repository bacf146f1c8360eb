import { Converter } from 'opencc-js/t2cn';

const toSimplified = Converter({ from: 't', to: 'cn' });

/** Characters that change how a text looks but not what it says: controls, zero-width, bidi marks, lone surrogates. */
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|\p{Cs}|\p{Co}/gu;
const PICTURES = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u20e3\ufe0f]/gu;
/** What traditional writing has and the converter keeps: other pronouns, the particle 着 written 著, 幺 (the youngest) written 么. */
const VARIANTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/妳/g, '你'],
  [/牠/g, '它'],
  [/(?<![显卓原名编土专论巨拙合译昭])著(?![名作称录书述者])/g, '着'],
  [/(?<![这那什怎多要甚])么(?=[儿妹爸舅叔姑女弟婆公姨])/g, '幺'],
];

/** Longest text that is understood, in code points; the rest of a longer message is not looked at. */
export const LONGEST_MESSAGE = 2_000;

/**
 * The same message in one spelling: NFKC, simplified characters, lower case, no invisible characters and no pictures,
 * single blanks. Digits and letters between blanks stay apart; punctuation stays.
 */
export function normalise(text: string): string {
  const visible = [...text.slice(0, LONGEST_MESSAGE * 4)]
    .slice(0, LONGEST_MESSAGE)
    .join('')
    .normalize('NFKC')
    .replace(INVISIBLE, ' ')
    .replace(PICTURES, ' ');
  const simplified = VARIANTS.reduce(
    (t, [from, to]) => t.replace(from, to),
    toSimplified(visible.toLowerCase()),
  );
  return simplified.replace(/\s+/g, ' ').trim();
}

const BETWEEN_HAN = /(?<=\p{Script=Han})[\s,.;:!?、，。；：！？~～…·'"“”‘’—-]+(?=\p{Script=Han})/gu;

/** `normalise` without blanks and punctuation between Han characters: for patterns that "我 不 想 活" must still meet. */
export function squeeze(normalised: string): string {
  return normalised.replace(BETWEEN_HAN, '');
}

/** The clauses of a normalised text: at punctuation, line ends and blanks between Han characters. */
export function clauses(normalised: string): string[] {
  return normalised
    .split(/[,.;:!?、，。；：！？~～…\n]+|(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** True when the text has letters or Han characters to understand; false for only signs, blanks or pictures. */
export function hasWords(normalised: string): boolean {
  return /[\p{L}\p{N}]/u.test(normalised);
}
