const LOGIN = /^[a-z0-9._-]{3,32}$/;
const MOST_NAME = 40;

/** What somebody typed as her login, as it would be stored: nobody has to mind capitals or a space at the end. */
export const typedLogin = (text: string): string => text.trim().toLowerCase();

/** Whether it may be a login: 3 to 32 small letters, digits, dots, underscores and hyphens. */
export const isLogin = (text: string): boolean => LOGIN.test(text);

/** A name as colleagues read it: one line of 1 to 40 characters; null for anything else. */
export function readName(text: string): string | null {
  const name = text
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name !== '' && [...name].length <= MOST_NAME ? name : null;
}
