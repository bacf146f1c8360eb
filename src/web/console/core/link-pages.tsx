import type { JSX } from 'preact';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { TextField } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import { PasswordFields } from './password-fields.js';
import { Refused } from './refused.js';
import { problemWith, type Refusal } from './refusal.js';

export interface LinkPageProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly login?: string;
  readonly name?: string;
  readonly refusal?: Refusal | undefined;
}

/** Creates the first administrator. */
export function FirstPage({ tongue, secrets, login, name, refusal }: LinkPageProps): JSX.Element {
  const { say } = tongue;
  return (
    <section class="panel narrow">
      <h1>{say('console:first.heading')}</h1>
      <p>{say('console:first.lead')}</p>
      <Refused refusal={refusal} />
      <form method="post">
        <Secrets secrets={secrets} />
        <TextField
          name="login"
          label={say('console:staff.login')}
          hint={say('console:staff.login_hint')}
          value={login ?? ''}
          problem={problemWith(refusal, 'login')}
          autocomplete="username"
          required
        />
        <TextField
          name="name"
          label={say('console:staff.name')}
          hint={say('console:staff.name_hint')}
          value={name ?? ''}
          problem={problemWith(refusal, 'name')}
          required
        />
        <PasswordFields tongue={tongue} refusal={refusal} />
        <button class="button">{say('console:first.action')}</button>
      </form>
    </section>
  );
}

/** Chooses a password. */
export function ChoosePage({ tongue, secrets, refusal }: LinkPageProps): JSX.Element {
  const { say } = tongue;
  return (
    <section class="panel narrow">
      <h1>{say('console:choose.heading')}</h1>
      <p>{say('console:choose.lead')}</p>
      <Refused refusal={refusal} />
      <form method="post">
        <Secrets secrets={secrets} />
        <PasswordFields tongue={tongue} refusal={refusal} />
        <button class="button">{say('console:choose.action')}</button>
      </form>
    </section>
  );
}
