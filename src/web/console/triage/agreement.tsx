import type { JSX } from 'preact';
import {
  type Agreement as Figures,
  type AgreementFigures,
  monthsBefore,
  percentOf,
} from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { SelectField } from '../views/field.js';
import { type Column, Table } from '../views/table.js';

/** How many months back can be chosen. */
const MONTHS = 24;

interface AgreementProps {
  readonly tongue: Tongue;
  readonly agreement: Figures;
  readonly thisMonth: string;
}

/** How often a month's decisions were as suggested, by category. */
export function Agreement({ tongue: { say }, agreement, thisMonth }: AgreementProps): JSX.Element {
  const { month, lines, total, whole } = agreement;
  const rows: readonly Row[] = [
    ...lines.map((line) => ({ ...line, name: say(`console-cases:categories.${line.category}`) })),
    ...(lines.length === 0 ? [] : [{ ...total, name: say('console-triage:agreement.total') }]),
  ];
  return (
    <section class="group numbers" aria-labelledby="agreement">
      <h2 id="agreement">{say('console-triage:agreement.heading')}</h2>
      <p class="soft">{say('console-triage:agreement.lead')}</p>
      <MonthForm say={say} month={month} thisMonth={thisMonth} />
      {total.decided > 0 && (
        <p>
          {say('console-triage:agreement.whole', {
            whole,
            decided: total.decided,
            percent: percentOf(whole, total.decided) ?? 0,
          })}
        </p>
      )}
      <Table
        caption={`${say('console-triage:agreement.heading')} ${month}`}
        columns={columnsOf(say)}
        rows={rows}
        keyOf={({ name }) => name}
        none={say('console-triage:agreement.none')}
      />
    </section>
  );
}

type Row = AgreementFigures & { readonly name: string };

function columnsOf(say: Tongue['say']): ReadonlyArray<Column<Row>> {
  const number = (name: keyof AgreementFigures): Column<Row> => ({
    heading: say(`console-triage:agreement.columns.${name}`),
    cell: (row) => row[name],
  });
  return [
    { heading: say('console-triage:agreement.columns.category'), cell: ({ name }) => name, isHead: true },
    number('suggested'),
    number('decided'),
    number('same'),
    {
      heading: say('console-triage:agreement.columns.percent'),
      cell: ({ same, suggested }) => {
        const percent = percentOf(same, suggested);
        return percent === null ? '–' : `${percent}%`;
      },
    },
    number('raised'),
    number('lowered'),
    number('minorSet'),
    number('minorTaken'),
  ];
}

interface MonthFormProps {
  readonly say: Tongue['say'];
  readonly month: string;
  readonly thisMonth: string;
}

function MonthForm({ say, month, thisMonth }: MonthFormProps): JSX.Element {
  const recent = Array.from({ length: MONTHS }, (_, back) => monthsBefore(thisMonth, back));
  const months = recent.includes(month) ? recent : [month, ...recent];
  return (
    <form method="get" action="/console/triage" class="filter">
      <SelectField
        name="month"
        label={say('console-triage:agreement.month')}
        value={month}
        choices={months.map((value) => ({ value, label: value }))}
      />
      <button class="button" type="submit">
        {say('console-triage:agreement.show')}
      </button>
    </form>
  );
}
