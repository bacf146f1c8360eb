import type { JSX } from 'preact';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { TextField } from '../views/field.js';
import { Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';
import { Refused } from './refused.js';
import type { Refusal } from './refusal.js';

/** What has just been done and leads here. */
export const DONE = ['out', 'first', 'password'] as const;
export type Done = (typeof DONE)[number];

export interface SignInProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly login: string;
  /** Where to go afterwards. */
  readonly to: string;
  readonly done?: Done | undefined;
  readonly refusal?: Refusal;
}

export function SignInPage({ tongue, secrets, login, to, done, refusal }: SignInProps): JSX.Element {
  const { say } = tongue;
  return (
    <section class="panel narrow">
      <h1>{say('console:sign_in.heading')}</h1>
      {done && (
        <Notice mood="good">
          <p>{say(`console:sign_in.done.${done}`)}</p>
        </Notice>
      )}
      <Refused refusal={refusal} />
      <form method="post" action="/console/sign-in">
        <Secrets secrets={secrets} />
        <input type="hidden" name="to" value={to} />
        <TextField
          name="login"
          label={say('console:sign_in.login')}
          value={login}
          autocomplete="username"
          required
        />
        <TextField
          name="password"
          type="password"
          label={say('console:sign_in.password')}
          autocomplete="current-password"
          required
        />
        <button class="button">{say('console:sign_in.action')}</button>
      </form>
      <p class="soft">{say('console:sign_in.help')}</p>
    </section>
  );
}
