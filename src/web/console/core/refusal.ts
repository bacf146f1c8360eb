import { AppError } from '../../../lib/errors.js';
import type { Tongue } from '../../views/tongue.js';

/** Why what was filled in did not do, and which field it is about. */
export interface Refusal {
  readonly field: string | undefined;
  readonly sentence: string;
}

const FIELDS: Readonly<Record<string, string>> = {
  login_invalid: 'login',
  login_taken: 'login',
  name_invalid: 'name',
  roles_invalid: 'roles',
  password_too_short: 'password',
  password_too_long: 'password',
  password_too_known: 'password',
  password_like_login: 'password',
  passwords_differ: 'again',
  password_wrong: 'present',
};

/** A refusal to be shown beside the form (400, 409); anything else goes on as an error. */
export function refusalOf(error: unknown, { say }: Tongue): Refusal {
  if (error instanceof AppError && (error.status === 400 || error.status === 409)) {
    return { field: FIELDS[error.code], sentence: say(`errors:${error.code}`, error.params) };
  }
  throw error;
}

/** What is wrong with a field, for its label. */
export const problemWith = (refusal: Refusal | undefined, field: string): string | undefined =>
  refusal?.field === field ? refusal.sentence : undefined;
