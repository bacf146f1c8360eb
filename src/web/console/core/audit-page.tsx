import type { JSX } from 'preact';
import { AUDIT_SUBJECTS, type AuditLine, type AuditQuestion } from '../../../domain/audit/index.js';
import type { StaffMember } from '../../../domain/staff/index.js';
import type { Tongue } from '../../views/tongue.js';
import { SelectField } from '../views/field.js';
import { Moment } from '../views/moment.js';
import { type Column, Table } from '../views/table.js';
import { AuditDetail } from './audit-detail.js';

export interface AuditPageProps {
  readonly tongue: Tongue;
  readonly question: AuditQuestion;
  readonly lines: readonly AuditLine[];
  readonly older: string | null;
  readonly members: readonly StaffMember[];
}

/** Who saw or changed what: codes and ids, never content. */
export function AuditPage({ tongue, question, lines, older, members }: AuditPageProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <h1>{say('console:audit.heading')}</h1>
      <Filter tongue={tongue} question={question} members={members} />
      <Table
        caption={say('console:audit.heading')}
        columns={columnsOf(tongue, new Map(members.map(({ id, name }) => [id, name])))}
        rows={lines}
        keyOf={({ id }) => id}
        none={say('console:audit.none')}
      />
      <nav class="pager" aria-label={say('console:pager.label')}>
        {question.before && (
          <a href={address({ ...question, before: undefined })}>{say('console:audit.newest')}</a>
        )}
        {older && (
          <a href={address({ ...question, before: older })} rel="next">
            {say('console:audit.older')}
          </a>
        )}
      </nav>
    </>
  );
}

function Filter({
  tongue: { say },
  question: { staff, kind, subject },
  members,
}: Pick<AuditPageProps, 'tongue' | 'question' | 'members'>): JSX.Element {
  const any = { value: '', label: say('console:audit.any') };
  return (
    <form class="filter" method="get" action="/console/audit">
      <SelectField
        name="staff"
        label={say('console:audit.staff')}
        value={staff ?? ''}
        choices={[any, ...members.map(({ id, name, login }) => ({ value: id, label: `${name} (${login})` }))]}
      />
      <SelectField
        name="kind"
        label={say('console:audit.kind')}
        value={kind ?? ''}
        choices={[
          any,
          ...AUDIT_SUBJECTS.map((each) => ({ value: each, label: say(`console:audit.kinds.${each}`) })),
        ]}
      />
      {subject && <input type="hidden" name="subject" value={subject} />}
      <button class="button button-plain">{say('console:audit.filter')}</button>
      {(staff ?? kind ?? subject) && <a href="/console/audit">{say('console:audit.all')}</a>}
    </form>
  );
}

function columnsOf(tongue: Tongue, names: ReadonlyMap<string, string>): Array<Column<AuditLine>> {
  const { say } = tongue;
  return [
    { heading: say('console:audit.at'), isHead: true, cell: ({ at }) => <Moment tongue={tongue} at={at} /> },
    {
      heading: say('console:audit.staff'),
      cell: ({ staffId }) => (staffId ? (names.get(staffId) ?? short(staffId)) : say('console:audit.nobody')),
    },
    { heading: say('console:audit.action'), cell: ({ action }) => say(`console:audit.actions.${action}`) },
    {
      heading: say('console:audit.subject'),
      cell: ({ subjectKind, subjectId }) => (
        <>
          {say(`console:audit.kinds.${subjectKind}`)}{' '}
          {subjectId && (
            <a href={address({ kind: subjectKind, subject: subjectId })}>
              {(subjectKind === 'staff' && names.get(subjectId)) || short(subjectId)}
            </a>
          )}
        </>
      ),
    },
    { heading: say('console:audit.detail'), cell: (line) => <AuditDetail tongue={tongue} line={line} /> },
  ];
}

/** The beginning of a random id; a name as it is. */
const short = (id: string): string => (id.includes('/') ? id : id.slice(0, 8));

function address(question: AuditQuestion): string {
  const given = Object.entries(question).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const query = new URLSearchParams(given).toString();
  return `/console/audit${query && `?${query}`}`;
}
