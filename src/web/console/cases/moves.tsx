import type { JSX } from 'preact';
import { type CaseFile, MOST, TRANSITIONS } from '../../../domain/cases/index.js';
import type { ConsoleCall } from '../route.js';
import type { Tongue } from '../../views/tongue.js';
import { SelectField, TextArea } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import type { Officer } from './deps.js';
import type { Draft, FormName } from './draft.js';

export interface FormsProps {
  readonly say: Tongue['say'];
  readonly secrets: ConsoleCall['secrets'];
  readonly file: CaseFile;
  readonly officers: readonly Officer[];
  /** What was typed into a form that could not be taken, and why not. */
  readonly failed?: { readonly draft: Draft; readonly problem: string };
}

/** What can be done with the case now, one form each. */
export function Moves(props: FormsProps): JSX.Element {
  const { say, file } = props;
  return (
    <section class="panel" id="moves">
      <h2>{say('console-cases:moves.heading')}</h2>
      <p>
        {say('console-cases:moves.now')} <strong>{say(`console-cases:states.${file.state}`)}</strong>
      </p>
      {file.canNotify && file.leftAt && <p>{say('console-cases:left.paused')}</p>}
      {file.transitions.length === 0 && <p>{say('console-cases:moves.none')}</p>}
      {file.transitions.map((transition) => (
        <Move key={transition} {...props} transition={transition} />
      ))}
    </section>
  );
}

function Move(props: FormsProps & { readonly transition: string }): JSX.Element {
  const { say, secrets, file, failed, transition } = props;
  const name: FormName = `move-${transition}`;
  const draft = failed?.draft.form === name ? failed.draft : undefined;
  return (
    <details class="move" open={draft !== undefined}>
      <summary>{say(`console-cases:transitions.${transition}`)}</summary>
      <form method="post" action={`/console/cases/${file.id}/move`}>
        <Secrets secrets={secrets} />
        <p>{say(`console-cases:hints.${transition}`)}</p>
        <Required {...props} draft={draft} />
        <button class="button" type="submit" name="transition" value={transition}>
          {say(`console-cases:transitions.${transition}`)}
        </button>
      </form>
    </details>
  );
}

interface RequiredProps extends FormsProps {
  readonly transition: string;
  readonly draft: Draft | undefined;
}

/** What has to be given with the move. */
function Required(props: RequiredProps): JSX.Element | null {
  const { say, file, officers, transition, draft, failed } = props;
  const problem = draft && failed?.problem;
  switch (TRANSITIONS.find(({ name }) => name === transition)?.requires ?? null) {
    case 'assignee':
      return (
        <SelectField
          name="assign_to"
          label={say('console-cases:moves.assign_to')}
          value={draft?.assignTo ?? ''}
          problem={problem}
          choices={[
            { value: '', label: say('console-cases:moves.choose') },
            ...officers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      );
    case 'reason':
      return <Words {...props} words="reason" />;
    case 'message':
      return <Words {...props} words="message" />;
    case 'judgement':
      return file.judgements.some(({ entryId, decision }) => entryId === null && !decision) ? (
        <p>
          <a href="#judgements">{say('console-cases:moves.judge_first')}</a>
        </p>
      ) : null;
    case null:
      return null;
  }
}

/** A reason for colleagues, or words to her. */
function Words({
  say,
  transition,
  draft,
  failed,
  words,
}: RequiredProps & { readonly words: 'reason' | 'message' }): JSX.Element {
  return (
    <TextArea
      name={`text_move-${transition}`}
      label={say(`console-cases:moves.${words}`)}
      hint={say(`console-cases:moves.${words}_hint`)}
      value={draft?.text ?? ''}
      rows={3}
      most={MOST.message}
      required
      problem={draft && failed?.problem}
    />
  );
}
