import type { JSX } from 'preact';
import { TextField } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import { dayText } from './day-text.js';
import type { DutyPageProps } from './duty-props.js';
import { ShiftFields } from './shift-fields.js';
import { SINGLE } from './typed.js';

/** Single days: holidays, and working days instead of them. */
export function DaysForm({ tongue: { say }, secrets, typedDays }: DutyPageProps): JSX.Element {
  const label = (name: string) => say(`console-duty:form.${name}`);
  return (
    <form method="post" action="/console/duty/days" class="panel narrow">
      <h2>{label('days_heading')}</h2>
      <p>{label('days_lead')}</p>
      <Secrets secrets={secrets} />
      <TextField name="first" type="date" label={label('first')} value={typedDays?.first ?? ''} required />
      <TextField
        name="last"
        type="date"
        label={label('last')}
        hint={label('last_hint')}
        value={typedDays?.last ?? ''}
      />
      <ShiftFields say={say} day={SINGLE} legend={label('single_shifts')} lines={typedDays?.shifts ?? []} />
      <button class="button" type="submit">
        {label('save_days')}
      </button>
    </form>
  );
}

/** The button that makes a day again what its weekday is. */
export function RemoveDay({
  tongue,
  secrets,
  day,
}: Pick<DutyPageProps, 'tongue' | 'secrets'> & { readonly day: string }): JSX.Element {
  const { say } = tongue;
  return (
    <form method="post" action="/console/duty/days/remove">
      <Secrets secrets={secrets} />
      <input type="hidden" name="day" value={day} />
      <button class="button button-plain" type="submit">
        {say('console-duty:days.remove')}
        <span class="hidden"> {dayText(tongue, day)}</span>
      </button>
    </form>
  );
}
