import type { ComponentChildren, JSX } from 'preact';

interface Labelled {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it; it is read out with the field. */
  readonly problem?: string | undefined;
}

export interface TextFieldProps extends Labelled {
  readonly type?: 'text' | 'password' | 'tel' | 'date' | 'datetime-local' | 'search';
  readonly value?: string;
  readonly most?: number;
  readonly required?: boolean;
  /** Whether the browser may offer what was typed before; `off` unless given. */
  readonly autocomplete?: 'off' | 'username' | 'current-password' | 'new-password';
}

/** One line of text with its label. */
export function TextField(props: TextFieldProps): JSX.Element {
  const { name, type = 'text', value, most, required, autocomplete = 'off', problem } = props;
  const kind: object = { type }; // Preact's types know one kind at a time
  return (
    <Labelling {...props}>
      <input
        id={`field-${name}`}
        name={name}
        {...kind}
        value={value}
        maxLength={most}
        required={required}
        autocomplete={autocomplete}
        autoCapitalize="none"
        spellcheck={false}
        aria-describedby={describedBy(props)}
        aria-invalid={problem ? 'true' : undefined}
      />
    </Labelling>
  );
}

export interface TextAreaProps extends Labelled {
  readonly value?: string;
  readonly rows?: number;
  readonly most?: number;
  readonly required?: boolean;
}

/** Several lines of text with their label. */
export function TextArea(props: TextAreaProps): JSX.Element {
  const { name, value, rows = 6, most, required, problem } = props;
  return (
    <Labelling {...props}>
      <textarea
        id={`field-${name}`}
        name={name}
        rows={rows}
        maxLength={most}
        required={required}
        autocomplete="off"
        aria-describedby={describedBy(props)}
        aria-invalid={problem ? 'true' : undefined}
        value={value}
      />
    </Labelling>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface SelectFieldProps extends Labelled {
  readonly choices: readonly Choice[];
  readonly value?: string;
}

/** One of several, in a list that opens. */
export function SelectField(props: SelectFieldProps): JSX.Element {
  const { name, choices, value } = props;
  return (
    <Labelling {...props}>
      <select id={`field-${name}`} name={name} autocomplete="off" aria-describedby={describedBy(props)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Labelling>
  );
}

export interface ChoiceFieldProps extends Labelled {
  readonly kind: 'radio' | 'checkbox';
  readonly choices: readonly Choice[];
  /** The values that are chosen. */
  readonly chosen: readonly string[];
}

/** One (radio) or several (checkbox) of a few that are all to be seen. */
export function ChoiceField(props: ChoiceFieldProps): JSX.Element {
  const { name, label, hint, problem, kind, choices, chosen } = props;
  return (
    <fieldset class="field" aria-describedby={describedBy(props)}>
      <legend>{label}</legend>
      <Explained name={name} hint={hint} problem={problem} />
      <div class="choices">
        {choices.map((choice) => (
          <label key={choice.value} class="choice">
            <input
              type={kind}
              name={name}
              value={choice.value}
              checked={chosen.includes(choice.value)}
              autocomplete="off"
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Labelling(props: Labelled & { readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="field">
      <label for={`field-${props.name}`}>{props.label}</label>
      <Explained name={props.name} hint={props.hint} problem={props.problem} />
      {props.children}
    </div>
  );
}

function Explained({ name, hint, problem }: Omit<Labelled, 'label'>): JSX.Element {
  return (
    <>
      {hint && (
        <p class="hint" id={`hint-${name}`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`problem-${name}`}>
          {problem}
        </p>
      )}
    </>
  );
}

function describedBy({ name, hint, problem }: Labelled): string | undefined {
  const ids = [hint && `hint-${name}`, problem && `problem-${name}`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
