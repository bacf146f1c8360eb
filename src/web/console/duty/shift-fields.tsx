import type { JSX } from 'preact';
import type { TypedShift } from '../../../domain/duty/index.js';
import type { Tongue } from '../../views/tongue.js';
import { fromName, padded, toName } from './typed.js';

/** Lines that are seen at once; further ones open when they are needed. */
const SEEN = 2;

export interface ShiftFieldsProps {
  readonly say: Tongue['say'];
  /** Name of the day in the fields. */
  readonly day: string;
  readonly legend: string;
  readonly lines: readonly TypedShift[];
  readonly problem?: string | undefined;
}

/** The shifts of a day: up to four beginnings and ends. */
export function ShiftFields({ say, day, legend, lines, problem }: ShiftFieldsProps): JSX.Element {
  const all = padded(lines);
  const line = (typed: TypedShift, at: number) => (
    <div class="shift" key={at}>
      <TimeField
        {...{ legend, at }}
        label={say('console-duty:form.from')}
        name={fromName(day)}
        value={typed.from}
      />
      <TimeField
        {...{ legend, at }}
        label={say('console-duty:form.to')}
        name={toName(day)}
        value={typed.to}
      />
    </div>
  );
  const isUsed = all.slice(SEEN).some(({ from, to }) => from !== '' || to !== '');
  return (
    <fieldset class="field day" aria-describedby={problem && `problem-${day}`}>
      <legend>{legend}</legend>
      {problem && (
        <p class="problem" id={`problem-${day}`}>
          {problem}
        </p>
      )}
      {all.slice(0, SEEN).map(line)}
      <details open={isUsed}>
        <summary>
          {say('console-duty:form.more')}
          <span class="hidden"> {legend}</span>
        </summary>
        {all.slice(SEEN).map((typed, at) => line(typed, at + SEEN))}
      </details>
    </fieldset>
  );
}

interface TimeFieldProps {
  readonly legend: string;
  /** Which shift of the day, from 0. */
  readonly at: number;
  readonly label: string;
  readonly name: string;
  readonly value: string;
}

function TimeField({ legend, at, label, name, value }: TimeFieldProps): JSX.Element {
  return (
    <label>
      <span class="hidden">{`${legend} ${at + 1} `}</span>
      {label}
      <input type="time" name={name} value={value} autocomplete="off" />
    </label>
  );
}
