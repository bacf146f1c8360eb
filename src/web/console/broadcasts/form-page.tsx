import type { JSX } from 'preact';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { ChoiceField, TextArea, TextField } from '../views/field.js';
import { Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';
import type { Problem } from './check.js';
import { type BroadcastForm, type Group, GROUPS, TEXT_NAMES, type TextName, TEXTS } from './form.js';
import type { Offered } from './groups.js';

interface FormProps {
  readonly tongue: Tongue;
  readonly secrets: ConsoleCall['secrets'];
  readonly form: BroadcastForm;
  readonly offered: Offered;
  readonly problems: readonly Problem[];
}

/** A broadcast to be written: words, people, time. Nothing of it is kept before the preview. */
export function FormPage({ secrets, ...props }: FormProps): JSX.Element {
  const { tongue, problems } = props;
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-tips:form.heading')}</h1>
      <p class="lead">{say('console-tips:form.lead')}</p>
      {problems.length > 0 && <Problems tongue={tongue} problems={problems} />}
      <form method="post" action="/console/broadcasts/preview">
        <Secrets secrets={secrets} />
        <section class="panel">
          <h2>{say('console-tips:form.words')}</h2>
          {TEXT_NAMES.map((name) => (
            <Words key={name} name={name} {...props} />
          ))}
        </section>
        <section class="panel whom">
          <h2>{say('console-tips:form.whom')}</h2>
          <p>{say('console-tips:form.whom_hint')}</p>
          {GROUPS.map((group) => (
            <Boxes key={group} group={group} {...props} />
          ))}
        </section>
        <section class="panel">
          <When {...props} />
        </section>
        <p class="actions">
          <button class="button">{say('console-tips:form.next')}</button>
        </p>
      </form>
    </>
  );
}

type Props = Omit<FormProps, 'secrets'>;

const sentenceOf = ({ say }: Tongue, { code, most }: Problem) =>
  say(`console-tips:problem.${code}`, { most });

/** What is wrong with a field; undefined when nothing is. */
function problemOf({ tongue, problems }: Pick<Props, 'tongue' | 'problems'>, field: Problem['field']) {
  const problem = problems.find((one) => one.field === field);
  return problem && sentenceOf(tongue, problem);
}

function Problems({ tongue, problems }: Pick<Props, 'tongue' | 'problems'>): JSX.Element {
  return (
    <Notice mood="alarm">
      <p>{tongue.say('console-tips:form.problems')}</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem.code}>
            <a href={`#field-${problem.field}`}>{sentenceOf(tongue, problem)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Words({ name, ...props }: Props & { readonly name: TextName }): JSX.Element {
  const { say } = props.tongue;
  const field = {
    name,
    label: say(`console-tips:form.${name}`),
    hint: say(`console-tips:form.${name}_hint`, { most: TEXTS[name] }),
    problem: problemOf(props, name),
    value: props.form.texts[name],
  };
  return name.startsWith('text') ? <TextArea {...field} /> : <TextField {...field} />;
}

/** Groups whose choice leaves out people of whom something is not known. */
const HINTS: Readonly<Partial<Record<Group, string>>> = {
  bands: 'console-tips:form.bands_hint',
  townships: 'console-tips:form.townships_hint',
};

function Boxes({ group, tongue: { say }, form, offered }: Props & { readonly group: Group }): JSX.Element {
  const hint = HINTS[group];
  return (
    <ChoiceField
      kind="checkbox"
      name={group}
      label={say(`console-tips:form.${group}`)}
      hint={hint && say(hint)}
      choices={offered[group].map(({ id, title }) => ({ value: id, label: title }))}
      chosen={form.groups[group]}
    />
  );
}

function When(props: Props): JSX.Element {
  const { form, tongue } = props;
  const { say } = tongue;
  return (
    <>
      <ChoiceField
        kind="radio"
        name="when"
        label={say('console-tips:form.when')}
        choices={[
          { value: 'now', label: say('console-tips:form.now') },
          { value: 'later', label: say('console-tips:form.later') },
        ]}
        chosen={[form.when]}
      />
      <TextField
        name="at"
        type="datetime-local"
        label={say('console-tips:form.at')}
        hint={say('console-tips:form.at_hint')}
        problem={problemOf(props, 'at')}
        value={form.at}
      />
    </>
  );
}
