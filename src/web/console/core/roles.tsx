import type { JSX } from 'preact';
import { type Role, ROLES } from '../../../domain/staff/index.js';
import type { Tongue } from '../../views/tongue.js';
import { ChoiceField } from '../views/field.js';

const LISTS = { 'zh-CN': new Intl.ListFormat('zh-CN'), en: new Intl.ListFormat('en-GB') };

/** The names of roles in a row. */
export function RoleList({
  tongue: { say, locale },
  roles,
}: {
  readonly tongue: Tongue;
  readonly roles: readonly Role[];
}): JSX.Element {
  return <>{LISTS[locale].format(roles.map((role) => say(`console:roles.${role}`)))}</>;
}

/** All roles with what each may do, to be ticked. */
export function RoleField({
  tongue: { say },
  chosen,
  problem,
}: {
  readonly tongue: Tongue;
  readonly chosen: readonly string[];
  readonly problem?: string | undefined;
}): JSX.Element {
  return (
    <ChoiceField
      kind="checkbox"
      name="roles"
      label={say('console:staff.roles')}
      hint={say('console:staff.roles_hint')}
      problem={problem}
      choices={ROLES.map((role) => ({
        value: role,
        label: `${say(`console:roles.${role}`)} — ${say(`console:role_tasks.${role}`)}`,
      }))}
      chosen={chosen}
    />
  );
}
