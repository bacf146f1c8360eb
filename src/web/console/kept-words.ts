import type { Response } from 'express';
import type { ConsoleCall, Rule } from './route.js';

/** Texts of as many characters are words that somebody would have to write again. */
const WORTH_KEEPING = 20;

type Kept = { kept?: readonly string[] };

/**
 * Keeps the words of a form for its answer, in case it can't be taken: the session ended while a long letter was written, the database
 * went away. The error page then shows them once more, to be copied. Only forms of the work itself: those of an account hold passwords.
 */
export function keepWords(res: Response, rule: Rule, form: ConsoleCall['form']): void {
  if (rule !== 'anyone' && rule !== 'signed_in') {
    (res.locals as Kept).kept = Object.entries(form)
      .filter(([name]) => name !== 'csrf' && name !== 'submission')
      .flatMap(([, value]) => value)
      .filter((text) => [...text].length >= WORTH_KEEPING);
  }
}

/** What the error page shows to the one who wrote it; it stands nowhere else. */
export const keptWords = (res: Response): readonly string[] => (res.locals as Kept).kept ?? [];
