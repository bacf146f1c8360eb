import type { JSX } from 'preact';
import type { Choice } from '../ports.js';
import type { Tongue } from './tongue.js';

/** What can be ticked. */
export interface TipsChoices {
  readonly themes: readonly Choice[];
  readonly townships: readonly Choice[];
}
/** The form as it stands: right or wrong. */
export interface TipsFormShown {
  readonly topics: readonly string[];
  readonly caregivers: readonly string[];
  readonly months: readonly string[];
  readonly township: string;
  readonly consent: boolean;
}
export type TipsProblemShown = 'months' | 'consent';

export interface TipsFieldsProps {
  readonly tongue: Tongue;
  readonly choices: TipsChoices;
  readonly form: TipsFormShown;
  readonly problems: readonly TipsProblemShown[];
}

const CAREGIVERS = ['parent', 'grandparent', 'expectant'] as const;
/** So many children stand open; the others are folded away. */
const CHILDREN_SHOWN = 2;
const MOST_CHILDREN = 6;

/** What somebody wants tips about. Every part may be left out. */
export function TipsFields(props: TipsFieldsProps): JSX.Element {
  const { tongue, choices, form } = props;
  const { say } = tongue;
  const caregivers = CAREGIVERS.map((id) => ({ id, title: say(`tips:form.caregiver.${id}`) }));
  return (
    <>
      <Problems {...props} />
      <Boxes tongue={tongue} name="caregivers" choices={caregivers} ticked={form.caregivers} />
      <Boxes tongue={tongue} name="topics" choices={choices.themes} ticked={form.topics} />
      <Children {...props} />
      <div class="field">
        <label class="question" for="township">
          {say('tips:form.township')}
        </label>
        <p class="hint" id="township-hint">
          {say('tips:form.township_hint')}
        </p>
        <select id="township" name="township" aria-describedby="township-hint">
          <option value="">{say('tips:form.township_none')}</option>
          {choices.townships.map(({ id, title }) => (
            <option key={id} value={id} selected={id === form.township}>
              {title}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

function Problems({ tongue: { say }, problems }: TipsFieldsProps): JSX.Element | null {
  return problems.length === 0 ? null : (
    <div class="notice notice-alarm" role="alert">
      <p>{say('tips:form.problems')}</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>
            <a href={problem === 'months' ? '#month-1' : '#consent'}>{say(`tips:form.problem.${problem}`)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface BoxesProps {
  readonly tongue: Tongue;
  readonly name: 'caregivers' | 'topics';
  readonly choices: readonly Choice[];
  readonly ticked: readonly string[];
}

function Boxes({ tongue: { say }, name, choices, ticked }: BoxesProps): JSX.Element {
  return (
    <fieldset class="choose tips-group" aria-describedby={`${name}-hint`}>
      <legend>{say(`tips:form.${name}`)}</legend>
      <p class="hint" id={`${name}-hint`}>
        {say(`tips:form.${name}_hint`)}
      </p>
      <div class="options">
        {choices.map(({ id, title }) => (
          <label key={id} class="option">
            <input type="checkbox" name={name} value={id} checked={ticked.includes(id)} />
            <span>{title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Children({ tongue, form, problems }: TipsFieldsProps): JSX.Element {
  const { say } = tongue;
  const months = Array.from({ length: MOST_CHILDREN }, (_, n) => form.months[n] ?? '');
  const month = (value: string, n: number) => (
    <Month key={n} tongue={tongue} number={n + 1} value={value} isWrong={problems.includes('months')} />
  );
  return (
    <fieldset class="choose tips-group" aria-describedby="months-hint">
      <legend>{say('tips:form.months')}</legend>
      <p class="hint" id="months-hint">
        {say('tips:form.months_hint')}
      </p>
      {problems.includes('months') && <p class="problem">{say('tips:form.problem.months')}</p>}
      {months.slice(0, CHILDREN_SHOWN).map(month)}
      <details open={form.months.length > CHILDREN_SHOWN}>
        <summary>{say('tips:form.more_children')}</summary>
        {months.slice(CHILDREN_SHOWN).map((value, n) => month(value, n + CHILDREN_SHOWN))}
      </details>
      {problems.includes('consent') && (
        <p class="problem" id="consent-problem">
          {say('tips:form.problem.consent')}
        </p>
      )}
      <label class="option consent" for="consent">
        <input
          type="checkbox"
          id="consent"
          name="consent"
          value="yes"
          checked={form.consent}
          aria-describedby={problems.includes('consent') ? 'consent-problem consent-more' : 'consent-more'}
        />
        <span>{say('tips:form.consent')}</span>
      </label>
      <p class="hint" id="consent-more">
        {say('tips:form.consent_more')}
      </p>
    </fieldset>
  );
}

interface MonthProps {
  readonly tongue: Tongue;
  readonly number: number;
  readonly value: string;
  /** What can't be read stays to be seen: a field for months would swallow it. */
  readonly isWrong: boolean;
}

function Month({ tongue: { say }, number, value, isWrong }: MonthProps): JSX.Element {
  const field = {
    id: `month-${number}`,
    name: 'months',
    value,
    maxLength: 20,
    placeholder: '2019-05',
    autocomplete: 'off',
    'aria-describedby': 'months-hint',
  };
  return (
    <p class="month">
      <label for={`month-${number}`}>{say('tips:form.child', { n: number })}</label>
      {isWrong ? <input {...field} type="text" /> : <input {...field} type="month" />}
    </p>
  );
}
