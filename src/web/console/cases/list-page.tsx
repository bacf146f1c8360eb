import type { JSX } from 'preact';
import { CASE_STATES, type CaseRow, URGENCIES } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { OpenAlarms } from '../alarms/index.js';
import type { ConsoleCall } from '../route.js';
import { SelectField } from '../views/field.js';
import { Pager } from '../views/pager.js';
import { type Column, Table } from '../views/table.js';
import { Badges, Deadline } from './badges.js';
import { listAddress, type ListQuery, SHOWN } from './list-query.js';
import { When } from './when.js';

/** Rows of a page, as `CaseDesk.list` gives them. */
const PER_PAGE = 50;

export interface ListPageProps extends Pick<ConsoleCall, 'secrets' | 'alarms'> {
  readonly tongue: Tongue;
  readonly query: ListQuery;
  readonly rows: readonly CaseRow[];
  readonly total: number;
  readonly now: Date;
}

/** The cases, what burns first on top; nothing of what they are about. */
export function ListPage(props: ListPageProps): JSX.Element {
  const { tongue, secrets, alarms, query, rows, total } = props;
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-cases:list.heading')}</h1>
      <OpenAlarms {...{ tongue, secrets, alarms }} mayTake />
      <p class="lead">{say('console-cases:list.lead')}</p>
      <p>
        <a href="/console/cases/find">{say('console-contact:find.link')}</a>
      </p>
      <Filter say={say} query={query} />
      <Table
        caption={say('console-cases:list.heading')}
        columns={columnsOf(props)}
        rows={rows}
        keyOf={(row) => row.id}
        none={say('console-cases:list.none')}
      />
      <Pager
        tongue={tongue}
        page={query.page}
        total={total}
        perPage={PER_PAGE}
        href={(page) => listAddress(query, page)}
      />
    </>
  );
}

function columnsOf({ tongue: { say }, now }: ListPageProps): ReadonlyArray<Column<CaseRow>> {
  const heading = (name: string) => say(`console-cases:list.columns.${name}`);
  return [
    {
      heading: heading('number'),
      cell: (row) => <a href={`/console/cases/${row.id}`}>{row.number}</a>,
      isHead: true,
    },
    { heading: heading('marks'), cell: (row) => <Badges say={say} row={row} /> },
    { heading: heading('state'), cell: (row) => say(`console-cases:states.${row.state}`) },
    { heading: heading('category'), cell: (row) => say(`console-cases:categories.${row.category}`) },
    {
      heading: heading('deadline'),
      cell: ({ nextClock }) =>
        nextClock ? (
          <Deadline say={say} clock={nextClock} now={now} />
        ) : (
          say('console-cases:list.no_deadline')
        ),
    },
    {
      heading: heading('officer'),
      cell: ({ assignedTo }) => assignedTo ?? say('console-cases:list.nobody'),
    },
    { heading: heading('registered'), cell: (row) => <When at={row.registeredAt} /> },
  ];
}

function Filter({ say, query }: { readonly say: Tongue['say']; readonly query: ListQuery }): JSX.Element {
  const field = (name: string) => say(`console-cases:filter.${name}`);
  const anything = { value: '', label: field('any') };
  return (
    <form method="get" action="/console/cases" class="filter" role="search" aria-label={field('label')}>
      <SelectField
        name="show"
        label={field('show')}
        value={query.show}
        choices={SHOWN.map((value) => ({ value, label: say(`console-cases:filter.shown.${value}`) }))}
      />
      <SelectField
        name="urgency"
        label={field('urgency')}
        value={query.urgency}
        choices={[
          anything,
          ...URGENCIES.map((value) => ({ value, label: say(`console-cases:urgency.${value}`) })),
        ]}
      />
      <SelectField
        name="state"
        label={field('state')}
        value={query.state}
        choices={[
          anything,
          ...CASE_STATES.map((value) => ({ value, label: say(`console-cases:states.${value}`) })),
        ]}
      />
      <button class="button" type="submit">
        {field('apply')}
      </button>
    </form>
  );
}
