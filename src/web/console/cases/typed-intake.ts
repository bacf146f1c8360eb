import { type CaseChannel, DESK_CHANNELS, INTAKE_STEPS } from '../../../domain/cases/index.js';
import type { Answers } from '../../public/help-form.js';
import { lineBreaks } from '../../public/line-breaks.js';
import { type ConsoleCall, field, fields } from '../route.js';

/** How and when a report was told, as it was typed. */
export interface TypedTold {
  readonly channel: CaseChannel;
  readonly at: string;
}

export const toldIn = (form: ConsoleCall['form']): TypedTold => ({
  channel: DESK_CHANNELS.find((known) => known === field(form, 'channel')) ?? 'phone',
  at: field(form, 'told_at').trim(),
});

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

/** The typed moment in Asia/Shanghai; undefined for none, an invalid date for what is no time. */
export const momentOf = ({ at }: TypedTold): Date | undefined =>
  at === '' ? undefined : new Date(LOCAL.test(at) ? `${at}+08:00` : NaN);

/** The answers as they were typed; one left empty counts as none. */
export function answersIn(form: ConsoleCall['form']): Answers {
  const given = INTAKE_STEPS.flatMap(({ name, kind }) => {
    const written = fields(form, name)
      .map((value) => lineBreaks(value).trim())
      .filter((value) => value !== '');
    return written.length === 0 ? [] : [[name, kind === 'choices' ? written : written[0]] as const];
  });
  return Object.fromEntries(given);
}
