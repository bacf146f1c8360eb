import type { JSX } from 'preact';
import { AppError } from '../../../lib/errors.js';
import { type ConsoleCall, type ConsoleRoute, field } from '../route.js';
import { TextField } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import type { CoreDeps } from './core-deps.js';
import { PasswordFields, readPassword } from './password-fields.js';
import { Refused } from './refused.js';
import { problemWith, type Refusal, refusalOf } from './refusal.js';
import { RoleList } from './roles.js';

/** One's own account. A new password ends every session of it, this one too. */
export function accountRoutes({ signIn, cookies }: CoreDeps): ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/account',
      rule: 'signed_in',
      handle: (call) => show(call),
    },
    {
      method: 'POST',
      path: '/account/password',
      rule: 'signed_in',
      async handle(call) {
        const { form, staff, tongue } = call;
        try {
          const password = readPassword(form);
          if (!(await signIn.changePassword(staff?.id ?? '', field(form, 'present'), password))) {
            throw new AppError('password_wrong', 400);
          }
        } catch (error) {
          show(call, refusalOf(error, tongue));
          return;
        }
        cookies.session.end(call.res);
        call.redirect('/console/sign-in?done=password');
      },
    },
  ];
}

function show(call: ConsoleCall, refusal?: Refusal): void {
  call.page(
    call.tongue.say('console:account.title'),
    <AccountPage call={call} refusal={refusal} />,
    refusal ? 400 : 200,
  );
}

function AccountPage({
  call: { tongue, staff, secrets },
  refusal,
}: {
  readonly call: ConsoleCall;
  readonly refusal: Refusal | undefined;
}): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <h1>{say('console:account.heading')}</h1>
      <dl class="facts">
        <dt>{say('console:staff.name')}</dt>
        <dd>{staff?.name}</dd>
        <dt>{say('console:staff.login')}</dt>
        <dd>{staff?.login}</dd>
        <dt>{say('console:staff.roles')}</dt>
        <dd>
          <RoleList tongue={tongue} roles={staff?.roles ?? []} />
        </dd>
      </dl>
      <section class="panel narrow">
        <h2>{say('console:account.password_heading')}</h2>
        <p>{say('console:account.password_lead')}</p>
        <Refused refusal={refusal} />
        <form method="post" action="/console/account/password">
          <Secrets secrets={secrets} />
          <TextField
            name="present"
            type="password"
            label={say('console:account.present')}
            problem={problemWith(refusal, 'present')}
            autocomplete="current-password"
            required
          />
          <PasswordFields tongue={tongue} refusal={refusal} />
          <button class="button">{say('console:account.action')}</button>
        </form>
      </section>
    </>
  );
}
