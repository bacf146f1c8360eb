import type { JSX } from 'preact';
import { openingInWords, type Shifts, shiftsInWords } from '../../../domain/duty/index.js';
import { WEEKDAYS } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Notice } from '../views/marks.js';
import { type Column, Table } from '../views/table.js';
import { dayText } from './day-text.js';
import { DaysForm, RemoveDay } from './days-form.js';
import type { DutyPageProps } from './duty-props.js';
import { WeekForm } from './week-form.js';

/** Who is there when: a week, the days that differ, and for administrators the forms that change them. */
export function DutyPage(props: DutyPageProps): JSX.Element {
  const { tongue, sheet, problem, mayEdit, isSaved } = props;
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-duty:heading')}</h1>
      <p class="lead">{say('console-duty:lead')}</p>
      {problem && (
        <Notice mood="alarm">
          <p>{problem.text}</p>
        </Notice>
      )}
      {isSaved && (
        <Notice mood="good">
          <p>{say('console-duty:saved')}</p>
        </Notice>
      )}
      <Now {...props} />
      <Week {...props} />
      <Days {...props} />
      {mayEdit ? <WeekForm {...props} /> : <p>{say('console-duty:others_edit')}</p>}
      {mayEdit && sheet.hours.week && <DaysForm {...props} />}
    </>
  );
}

function Now({ tongue, sheet: { now, todayShifts }, publicWords }: DutyPageProps): JSX.Element {
  const { say } = tongue;
  const next = now.kind === 'away' && now.next;
  return (
    <section class="panel">
      <p>
        <strong>{say(`console-duty:now.${now.kind}`)}</strong>{' '}
        {next && say('console-duty:now.next', { when: openingInWords(next, tongue) })}
      </p>
      {todayShifts && <p>{say('console-duty:now.today', { hours: shiftsInWords(todayShifts, tongue) })}</p>}
      <p>{say('console-duty:now.public', { words: publicWords })}</p>
    </section>
  );
}

interface Row {
  readonly name: string;
  readonly shifts: Shifts;
}

function Week({ tongue, sheet: { hours } }: DutyPageProps): JSX.Element {
  const { say } = tongue;
  return (
    <section class="group" aria-labelledby="week">
      <h2 id="week">{say('console-duty:week.heading')}</h2>
      <Table
        caption={say('console-duty:week.heading')}
        columns={columnsOf(tongue)}
        rows={(hours.week ?? []).map((shifts, at) => ({
          name: say(`duty:short_days.${WEEKDAYS[at] ?? 'monday'}`),
          shifts,
        }))}
        keyOf={({ name }) => name}
        none={say('console-duty:week.none')}
      />
    </section>
  );
}

function Days(props: DutyPageProps): JSX.Element {
  const { tongue, secrets, sheet, mayEdit } = props;
  const { say } = tongue;
  const rows = [...sheet.hours.days]
    .filter(([day]) => day >= sheet.today)
    .map(([day, shifts]) => ({ day, name: dayText(tongue, day), shifts }));
  const change: Column<(typeof rows)[number]> = {
    heading: say('console-duty:days.change'),
    cell: ({ day }) => <RemoveDay tongue={tongue} secrets={secrets} day={day} />,
  };
  return (
    <section class="group" aria-labelledby="days">
      <h2 id="days">{say('console-duty:days.heading')}</h2>
      <Table
        caption={say('console-duty:days.heading')}
        columns={[...columnsOf(tongue), ...(mayEdit ? [change] : [])]}
        rows={rows}
        keyOf={({ day }) => day}
        none={say('console-duty:days.none')}
      />
    </section>
  );
}

function columnsOf(tongue: Tongue): ReadonlyArray<Column<Row>> {
  const { say } = tongue;
  return [
    { heading: say('console-duty:columns.day'), cell: ({ name }) => name, isHead: true },
    { heading: say('console-duty:columns.hours'), cell: ({ shifts }) => shiftsInWords(shifts, tongue) },
  ];
}
