import type { JSX } from 'preact';
import type { StaffMember } from '../../../domain/staff/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Badge } from '../views/marks.js';
import { Moment } from '../views/moment.js';
import { type Column, Table } from '../views/table.js';
import { RoleList } from './roles.js';

export interface StaffListProps {
  readonly tongue: Tongue;
  readonly members: readonly StaffMember[];
  /** Whether the reader may change them. */
  readonly canManage: boolean;
}

export function StaffListPage({ tongue, members, canManage }: StaffListProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <div class="heading-row">
        <h1>{say('console:staff.heading')}</h1>
        {canManage && (
          <a class="button" href="/console/staff/new">
            {say('console:staff.new')}
          </a>
        )}
      </div>
      <Table
        caption={say('console:staff.heading')}
        columns={columnsOf(tongue, canManage)}
        rows={members}
        keyOf={({ id }) => id}
        none={say('console:staff.none')}
      />
    </>
  );
}

function columnsOf(tongue: Tongue, canManage: boolean): Array<Column<StaffMember>> {
  const { say } = tongue;
  return [
    {
      heading: say('console:staff.name'),
      isHead: true,
      cell: ({ id, name }) => (canManage ? <a href={`/console/staff/${id}`}>{name}</a> : name),
    },
    { heading: say('console:staff.login'), cell: ({ login }) => login },
    {
      heading: say('console:staff.roles'),
      cell: ({ roles }) => <RoleList tongue={tongue} roles={roles} />,
    },
    {
      heading: say('console:staff.state'),
      cell: (member) => <StaffState tongue={tongue} member={member} />,
    },
    {
      heading: say('console:staff.since'),
      cell: ({ createdAt }) => <Moment tongue={tongue} at={createdAt} />,
    },
  ];
}

/** Whether an account can be used. */
export function StaffState({
  tongue: { say },
  member: { disabled, ready },
}: {
  readonly tongue: Tongue;
  readonly member: StaffMember;
}): JSX.Element {
  if (disabled) {
    return <Badge mood="plain" text={say('console:staff.disabled')} />;
  }
  return ready ? (
    <Badge mood="good" text={say('console:staff.ready')} />
  ) : (
    <Badge mood="warn" text={say('console:staff.waiting')} />
  );
}
