import type { JSX } from 'preact';
import { TextArea, TextField } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import { MOST_OF, type Writing } from './draft.js';
import type { FormsProps } from './moves.js';

type WritingProps = FormsProps & { readonly name: Writing };

/** Words for her, words for colleagues, or that the police were told. */
export function WritingForm(props: WritingProps): JSX.Element {
  const { say, secrets, file, name } = props;
  const heading = `${name}-heading`;
  return (
    <section class="panel" id={name} aria-labelledby={heading}>
      <h2 id={heading}>{say(`console-cases:writing.${name}.heading`)}</h2>
      {name === 'message' && <p>{say(toldOf(file))}</p>}
      <form method="post" action={`/console/cases/${file.id}/${name}`}>
        <Secrets secrets={secrets} />
        <Box {...props} />
        <button class="button" type="submit">
          {say(`console-cases:writing.${name}.send`)}
        </button>
      </form>
    </section>
  );
}

/** Whether her chat will be told, and if not, why not. */
const toldOf = ({ canNotify, leftAt }: FormsProps['file']): string =>
  canNotify && leftAt
    ? 'console-cases:left.paused'
    : `console-cases:writing.message.${canNotify ? 'told' : 'not_told'}`;

function Box({ say, name, failed }: WritingProps): JSX.Element {
  const isFailed = failed?.draft.form === name;
  const common = {
    name: `text_${name}`,
    label: say(`console-cases:writing.${name}.label`),
    hint: say(`console-cases:writing.${name}.hint`),
    most: MOST_OF[name],
    required: true,
    value: isFailed ? failed.draft.text : '',
    problem: isFailed ? failed.problem : undefined,
  };
  return name === 'police' ? <TextField {...common} /> : <TextArea {...common} rows={4} />;
}
