import { factsOf, type FileType } from './file-types.js';

const LONGEST = 120;

/** The name of a file as it is kept: without a path, without signs that can't be seen or that turn the line around, not too long. */
export function keptName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const seen = last.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '').trim();
  return [...seen].slice(0, LONGEST).join('');
}

/** What a file is called where it is saved: tells nothing but its type, and what it is in the console's list. */
export const neutralName = (id: string, type: FileType): string =>
  `${id.slice(0, 8)}.${factsOf(type).extension}`;
