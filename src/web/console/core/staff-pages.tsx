import type { JSX } from 'preact';
import { LINK_HOURS, type StaffMember } from '../../../domain/staff/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { TextField } from '../views/field.js';
import { Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';
import { Refused } from './refused.js';
import { problemWith, type Refusal } from './refusal.js';
import { RoleField } from './roles.js';
import { StaffState } from './staff-list-page.js';

interface Shown {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly refusal?: Refusal | undefined;
}

export interface NewStaffProps extends Shown {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** A new account. She chooses her password herself, by a link. */
export function NewStaffPage({ tongue, secrets, refusal, login, name, roles }: NewStaffProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <h1>{say('console:staff.new_heading')}</h1>
      <section class="panel">
        <p>{say('console:staff.new_lead')}</p>
        <Refused refusal={refusal} />
        <form method="post" action="/console/staff">
          <Secrets secrets={secrets} />
          <TextField
            name="name"
            label={say('console:staff.name')}
            hint={say('console:staff.name_hint')}
            value={name}
            problem={problemWith(refusal, 'name')}
            required
          />
          <TextField
            name="login"
            label={say('console:staff.login')}
            hint={say('console:staff.login_hint')}
            value={login}
            problem={problemWith(refusal, 'login')}
            required
          />
          <RoleField tongue={tongue} chosen={roles} problem={problemWith(refusal, 'roles')} />
          <button class="button">{say('console:staff.create')}</button>
        </form>
      </section>
    </>
  );
}

export interface MemberProps extends Shown {
  readonly member: StaffMember;
  /** What has just been changed. */
  readonly done?: 'roles' | 'state' | undefined;
}

/** An account: its roles, a new link, and whether it may be used. */
export function MemberPage({ tongue, secrets, refusal, member, done }: MemberProps): JSX.Element {
  const { say } = tongue;
  const at = `/console/staff/${member.id}`;
  return (
    <>
      <h1>
        {member.name} <span class="soft">{member.login}</span>
      </h1>
      <p>
        <StaffState tongue={tongue} member={member} />
      </p>
      {done && (
        <Notice mood="good">
          <p>{say(`console:staff.done.${done}`)}</p>
        </Notice>
      )}
      <Refused refusal={refusal} />
      <section class="panel">
        <form method="post" action={`${at}/roles`}>
          <Secrets secrets={secrets} />
          <RoleField tongue={tongue} chosen={member.roles} problem={problemWith(refusal, 'roles')} />
          <button class="button">{say('console:staff.save_roles')}</button>
        </form>
      </section>
      {!member.disabled && (
        <section class="panel">
          <h2>{say('console:staff.link_heading')}</h2>
          <p>{say('console:staff.link_lead', { hours: LINK_HOURS })}</p>
          <form method="post" action={`${at}/link`}>
            <Secrets secrets={secrets} />
            <button class="button button-plain">{say('console:staff.make_link')}</button>
          </form>
        </section>
      )}
      <StateForm tongue={tongue} secrets={secrets} member={member} />
    </>
  );
}

function StateForm({ tongue: { say }, secrets, member }: Omit<MemberProps, 'done'>): JSX.Element {
  const change = member.disabled ? 'enable' : 'disable';
  return (
    <section class="panel">
      <h2>{say(`console:staff.${change}_heading`)}</h2>
      <p>{say(`console:staff.${change}_lead`)}</p>
      <form method="post" action={`/console/staff/${member.id}/state`}>
        <Secrets secrets={secrets} />
        <input type="hidden" name="change" value={change} />
        <button class={member.disabled ? 'button' : 'button button-danger'}>
          {say(`console:staff.${change}`)}
        </button>
      </form>
    </section>
  );
}

/** A new link, to be seen this once. */
export function LinkMadePage({
  tongue: { say },
  member,
  link,
}: {
  readonly tongue: Tongue;
  readonly member: { readonly id: string; readonly name: string };
  readonly link: string;
}): JSX.Element {
  return (
    <>
      <h1>{say('console:staff.link_made_heading')}</h1>
      <section class="panel">
        <p>{say('console:staff.link_made_lead', { hours: LINK_HOURS })}</p>
        <p class="once" tabIndex={0}>
          {link}
        </p>
        <p>
          <a href={`/console/staff/${member.id}`}>{member.name}</a>
        </p>
      </section>
    </>
  );
}
