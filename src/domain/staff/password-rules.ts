import { AppError } from '../../lib/errors.js';

/** Length is what makes a password strong; rules about signs and regular changes only make people write it down. */
export const FEWEST = 12;
/** Nobody types more, and a hash of it costs no more. */
const MOST = 200;
/** A password that repeats a few signs is guessed like a short one. */
const FEWEST_DIFFERENT = 5;

/** Parts that guessers try first; a password that is nothing but these, in any order, is one of the commonest. */
const KNOWN = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'admin',
  'administrator',
  'welcome',
  'letmein',
  'iloveyou',
  'woaini',
  'shouwang',
  '守望',
  'fulian',
  '妇联',
  'women',
  'woman',
  'hotline',
  '12338',
  '12355',
  '12356',
  '110',
  '119',
  '120',
  '114',
  '5201314',
  '1314',
  '520',
  '888',
  '666',
  'qwe',
  'qwer',
  'qwerty',
  'qwertyuiop',
  'asd',
  'asdf',
  'asdfgh',
  'asdfghjkl',
  'zxc',
  'zxcv',
  'zxcvbn',
  'zxcvbnm',
  '1qaz',
  '2wsx',
  '3edc',
  'qazwsx',
  'qaz',
  'wsx',
  'edc',
  'test',
  'user',
  'login',
  'china',
  'zhongguo',
  'beijing',
  'aa',
  'root',
  'hello',
];
const YEAR = /^(19|20)\d\d/;
const DATE = /^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])/;

/**
 * Refuses a password that would be guessed, and says why. Throws `password_too_short`, `password_too_long`, `password_like_login` or
 * `password_too_known` (400).
 */
export function checkPassword(password: string, login: string): void {
  const signs = [...password];
  if (signs.length < FEWEST) {
    throw new AppError('password_too_short', 400, { fewest: FEWEST });
  }
  if (signs.length > MOST) {
    throw new AppError('password_too_long', 400, { most: MOST });
  }
  const small = password.toLowerCase();
  if (new Set(signs).size < FEWEST_DIFFERENT || isMadeOf(small, KNOWN)) {
    throw new AppError('password_too_known', 400);
  }
  if (isMadeOf(small, [login])) {
    throw new AppError('password_like_login', 400);
  }
}

/** Whether a text is only these parts, rows like 1234 or cba, years, dates and marks between them. */
function isMadeOf(text: string, parts: readonly string[]): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at++) {
    if (reached.has(at)) {
      stepsFrom(text.slice(at), parts).forEach((step) => reached.add(at + step));
    }
  }
  return reached.has(text.length);
}

function stepsFrom(rest: string, parts: readonly string[]): number[] {
  const known = parts.filter((part) => rest.startsWith(part)).map((part) => part.length);
  const dates = [YEAR, DATE].flatMap((pattern) => pattern.exec(rest)?.[0].length ?? []);
  const mark = /^[^\p{L}\p{N}]/u.test(rest) ? [1] : [];
  return [...known, ...dates, ...mark, ...rowsFrom(rest)];
}

/** The lengths, from three, of rows of neighbours that a text begins with: 123, 789012, cba, 000. */
function rowsFrom(rest: string): number[] {
  return [1, -1, 0].flatMap((direction) => {
    let length = 1;
    while (length < rest.length && isNext(rest.charAt(length - 1), rest.charAt(length), direction)) {
      length++;
    }
    return Array.from({ length: Math.max(0, length - 2) }, (_, i) => i + 3);
  });
}

function isNext(sign: string, following: string, direction: number): boolean {
  const areDigits = /^\d\d$/.test(sign + following);
  const step = following.charCodeAt(0) - sign.charCodeAt(0);
  return areDigits ? (step - direction) % 10 === 0 : step === direction;
}
