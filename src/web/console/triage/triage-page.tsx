import type { JSX } from 'preact';
import type { Agreement as Figures, WaitingMessage } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Badges } from '../cases/index.js';
import { Badge } from '../views/marks.js';
import { Moment } from '../views/moment.js';
import { Pager } from '../views/pager.js';
import { type Column, Table } from '../views/table.js';
import { Agreement } from './agreement.js';

/** Rows of a page, as `CaseDesk.waiting` gives them. */
const PER_PAGE = 50;

export interface TriagePageProps {
  readonly tongue: Tongue;
  readonly page: number;
  /** Null for who may see no case. */
  readonly waiting: { readonly rows: readonly WaitingMessage[]; readonly total: number } | null;
  readonly agreement: Figures;
  /** `YYYY-MM`. */
  readonly thisMonth: string;
}

/** What waits for a decision, and how often staff decided as the program had suggested. */
export function TriagePage(props: TriagePageProps): JSX.Element {
  const { tongue, agreement, thisMonth } = props;
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-triage:page.heading')}</h1>
      <p class="lead">{say('console-triage:page.lead')}</p>
      <Waiting {...props} />
      <Agreement tongue={tongue} agreement={agreement} thisMonth={thisMonth} />
    </>
  );
}

function Waiting({ tongue, page, waiting, agreement }: TriagePageProps): JSX.Element | null {
  const { say } = tongue;
  return (
    waiting && (
      <section class="group numbers" aria-labelledby="waiting">
        <h2 id="waiting">{say('console-triage:waiting.heading')}</h2>
        <p class="soft">{say('console-triage:waiting.lead')}</p>
        <Table
          caption={say('console-triage:waiting.heading')}
          columns={columnsOf(tongue)}
          rows={waiting.rows}
          keyOf={({ judgementId }) => judgementId}
          none={say('console-triage:waiting.none')}
        />
        <Pager
          tongue={tongue}
          page={page}
          total={waiting.total}
          perPage={PER_PAGE}
          href={(other) => `/console/triage?month=${agreement.month}&page=${other}`}
        />
      </section>
    )
  );
}

function columnsOf(tongue: Tongue): ReadonlyArray<Column<WaitingMessage>> {
  const { say } = tongue;
  const heading = (name: string) => say(`console-triage:waiting.columns.${name}`);
  return [
    {
      heading: heading('number'),
      cell: (row) => <a href={`/console/cases/${row.caseId}#judgement-${row.judgementId}`}>{row.number}</a>,
      isHead: true,
    },
    {
      heading: heading('what'),
      cell: ({ isReport }) => say(`console-triage:message.${isReport ? 'report' : 'later'}`),
    },
    { heading: heading('marks'), cell: (row) => <Badges say={say} row={{ ...row, unread: false }} /> },
    {
      heading: heading('suggested'),
      cell: (row) => (
        <>
          {say(`console-cases:categories.${row.category}`)}{' '}
          {row.unsure && <Badge mood="warn" text={say('console-triage:waiting.unsure')} />}
        </>
      ),
    },
    { heading: heading('came'), cell: ({ at }) => <Moment tongue={tongue} at={at} /> },
  ];
}
