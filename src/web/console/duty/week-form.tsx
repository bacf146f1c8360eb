import type { JSX } from 'preact';
import { WEEKDAYS } from '../../../domain/tips/index.js';
import { ChoiceField } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import type { DutyPageProps } from './duty-props.js';
import { ShiftFields } from './shift-fields.js';
import { linesOf } from './typed.js';

/** The hours of a week. What was typed stands in it again when it could not be taken. */
export function WeekForm({
  tongue: { say },
  secrets,
  sheet,
  typedWeek,
  problem,
}: DutyPageProps): JSX.Element {
  const label = (name: string) => say(`console-duty:form.${name}`);
  return (
    <form method="post" action="/console/duty" class="panel">
      <h2>{label('week_heading')}</h2>
      <p>{label('week_lead')}</p>
      <Secrets secrets={secrets} />
      <input type="hidden" name="version" value={sheet.version} />
      <div class="week">
        {WEEKDAYS.map((day, at) => (
          <ShiftFields
            key={day}
            say={say}
            day={day}
            legend={say(`duty:short_days.${day}`)}
            lines={typedWeek?.days[at] ?? linesOf(sheet.hours.week?.[at] ?? [])}
            problem={typedWeek && problem?.day === at ? problem.text : undefined}
          />
        ))}
      </div>
      <ChoiceField
        kind="checkbox"
        name="like_monday"
        label={label('quicker')}
        choices={[{ value: '1', label: label('like_monday') }]}
        chosen={[]}
      />
      <button class="button" type="submit">
        {label('save_week')}
      </button>
    </form>
  );
}
