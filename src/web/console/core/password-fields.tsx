import type { JSX } from 'preact';
import { FEWEST_IN_PASSWORD } from '../../../domain/staff/index.js';
import { AppError } from '../../../lib/errors.js';
import type { Tongue } from '../../views/tongue.js';
import { type ConsoleCall, field } from '../route.js';
import { TextField } from '../views/field.js';
import { problemWith, type Refusal } from './refusal.js';

/** A new password, twice: what is typed can't be seen. */
export function PasswordFields({
  tongue: { say },
  refusal,
}: {
  readonly tongue: Tongue;
  readonly refusal: Refusal | undefined;
}): JSX.Element {
  return (
    <>
      <TextField
        name="password"
        type="password"
        label={say('console:password.new')}
        hint={say('console:password.hint', { fewest: FEWEST_IN_PASSWORD })}
        problem={problemWith(refusal, 'password')}
        autocomplete="new-password"
        required
      />
      <TextField
        name="again"
        type="password"
        label={say('console:password.again')}
        problem={problemWith(refusal, 'again')}
        autocomplete="new-password"
        required
      />
    </>
  );
}

/** The password that was typed twice. Throws `passwords_differ` (400). */
export function readPassword(form: ConsoleCall['form']): string {
  const password = field(form, 'password');
  if (password !== field(form, 'again')) {
    throw new AppError('passwords_differ', 400);
  }
  return password;
}
