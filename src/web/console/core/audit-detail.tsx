import type { JSX } from 'preact';
import type { AuditLine } from '../../../domain/audit/index.js';
import { type Role, ROLES } from '../../../domain/staff/index.js';
import type { Tongue } from '../../views/tongue.js';
import { RoleList } from './roles.js';

/** Details of accounts that have words of their own. */
const KNOWN = ['wrong', 'disabled', 'too_many_tries', 'by_link', 'changed', 'first_administrator'];

/** The detail of a row: in words where it concerns accounts, else the code as it was written. */
export function AuditDetail({
  tongue,
  line: { detail, action },
}: {
  readonly tongue: Tongue;
  readonly line: AuditLine;
}): JSX.Element | null {
  if (detail === null) {
    return null;
  }
  const roles = rolesIn(detail);
  if (roles) {
    return <RoleList tongue={tongue} roles={roles} />;
  }
  return action.startsWith('staff_') && KNOWN.includes(detail) ? (
    <>{tongue.say(`console:audit.details.${detail}`)}</>
  ) : (
    <code>{detail}</code>
  );
}

/** The roles of a list such as "editor,auditor"; null for anything else. */
function rolesIn(detail: string): Role[] | null {
  const roles = detail.split(',').map((word) => ROLES.find((role) => role === word));
  return roles.every((role) => role !== undefined) ? roles : null;
}
