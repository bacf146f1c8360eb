import type { JSX } from 'preact';
import {
  type DraftContent,
  ENTRY_LIMITS,
  longestAnswer,
  type Shortcoming,
} from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { ChoiceField, SelectField, TextArea, TextField } from '../views/field.js';
import type { KnowledgeDeps, Option } from './deps.js';
import { SourceFields } from './source-fields.js';
import { audienceChoices, bandChoices } from './words.js';

export interface DraftFieldsProps {
  readonly tongue: Tongue;
  readonly deps: KnowledgeDeps;
  /** The language of the entry. */
  readonly locale: string;
  /** The entry's name, when it has one yet. */
  readonly entryId: string | null;
  readonly content: DraftContent;
  readonly shortcomings: readonly Shortcoming[];
}

/** A shortcoming in words. */
export const sentenceOf = ({ say }: Tongue, { code, params }: Shortcoming): string =>
  say(`console-knowledge:shortcoming.${code}`, params);

/** Every field of an entry, with what it still lacks. */
export function DraftFields(props: DraftFieldsProps): JSX.Element {
  const { say } = props.tongue;
  return (
    <>
      <section class="panel">
        <h2>{say('console-knowledge:form.words')}</h2>
        <Words {...props} />
      </section>
      <section class="panel">
        <h2>{say('console-knowledge:form.sources')}</h2>
        <SourceFields {...props} problem={problemOf(props, 'sources')} />
      </section>
      <section class="panel whom">
        <h2>{say('console-knowledge:form.whom')}</h2>
        <Whom {...props} />
      </section>
      <section class="panel">
        <h2>{say('console-knowledge:form.days')}</h2>
        <Days {...props} />
      </section>
    </>
  );
}

/** All that a field lacks, in one text. */
function problemOf(
  { tongue, shortcomings }: DraftFieldsProps,
  field: keyof DraftContent,
): string | undefined {
  const sentences = shortcomings.filter((one) => one.field === field).map((one) => sentenceOf(tongue, one));
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function Words(props: DraftFieldsProps): JSX.Element {
  const { tongue, content, locale } = props;
  const { say } = tongue;
  const text = (name: 'title' | 'answer' | 'notCovered' | 'questions' | 'steps', params = {}) => ({
    name,
    label: say(`console-knowledge:form.${name}`),
    hint: say(`console-knowledge:form.${name}_hint`, params),
    problem: problemOf(props, name),
  });
  const most = longestAnswer(locale);
  return (
    <>
      <TextField {...text('title', { most: ENTRY_LIMITS.title })} value={content.title} />
      <TextArea
        {...text('questions', { fewest: ENTRY_LIMITS.fewestQuestions, most: ENTRY_LIMITS.question })}
        rows={10}
        value={content.questions.join('\n')}
      />
      <TextArea {...text('answer', { most })} rows={6} value={content.answer} />
      <Count tongue={tongue} of="answer" most={most} />
      <TextArea
        {...text('steps', { most: ENTRY_LIMITS.steps, long: ENTRY_LIMITS.step })}
        rows={5}
        value={content.steps.join('\n')}
      />
      <TextArea
        {...text('notCovered', { most: ENTRY_LIMITS.notCovered })}
        rows={2}
        value={content.notCovered}
      />
      <Count tongue={tongue} of="notCovered" most={ENTRY_LIMITS.notCovered} />
    </>
  );
}

interface CountProps {
  readonly tongue: Tongue;
  /** The field that is counted. */
  readonly of: string;
  readonly most: number;
}

/** How many characters a field holds; a script fills it in while one types. */
function Count({ tongue: { say }, of, most }: CountProps): JSX.Element {
  return (
    <p
      class="count hint"
      data-counts={`field-${of}`}
      data-most={most}
      data-fits={say('console-knowledge:form.count', { most })}
      data-over={say('console-knowledge:form.count_over', { most })}
      hidden
    />
  );
}

const asChoices = (options: readonly Option[]) =>
  options.map(({ id, title }) => ({ value: id, label: title }));

/** The choices with the chosen one among them, though it may be known no more. */
function withChosen(options: readonly Option[], chosen: string): readonly Option[] {
  return chosen === '' || options.some(({ id }) => id === chosen)
    ? options
    : [...options, { id: chosen, title: chosen }];
}

function Whom(props: DraftFieldsProps): JSX.Element {
  const { tongue, deps, locale, entryId, content } = props;
  const { say } = tongue;
  const nothing = (key: string): Option => ({ id: '', title: say(`console-knowledge:form.${key}`) });
  const newGroup = entryId === null ? [] : [{ id: entryId, title: say('console-knowledge:form.group_new') }];
  const groups = deps.groups(locale).filter(({ id }) => id !== entryId);
  return (
    <>
      <SelectField
        name="topic"
        label={say('console-knowledge:form.topic')}
        problem={problemOf(props, 'topic')}
        value={content.topic}
        choices={asChoices([nothing('topic_none'), ...withChosen(deps.topics(tongue.locale), content.topic)])}
      />
      <ChoiceField
        kind="checkbox"
        name="bands"
        label={say('console-knowledge:form.bands')}
        problem={problemOf(props, 'bands')}
        choices={asChoices(bandChoices(tongue))}
        chosen={content.bands}
      />
      <ChoiceField
        kind="checkbox"
        name="audiences"
        label={say('console-knowledge:form.audiences')}
        problem={problemOf(props, 'audiences')}
        choices={asChoices(audienceChoices(tongue))}
        chosen={content.audiences}
      />
      <SelectField
        name="group"
        label={say('console-knowledge:form.group')}
        hint={say('console-knowledge:form.group_hint')}
        value={content.group}
        choices={asChoices([nothing('group_none'), ...newGroup, ...withChosen(groups, content.group)])}
      />
    </>
  );
}

function Days(props: DraftFieldsProps): JSX.Element {
  const { tongue, content } = props;
  return (
    <>
      {(['reviewedOn', 'reviewBy'] as const).map((name) => (
        <TextField
          key={name}
          name={name}
          type="date"
          label={tongue.say(`console-knowledge:form.${name}`)}
          hint={tongue.say(`console-knowledge:form.${name}_hint`)}
          problem={problemOf(props, name)}
          value={content[name]}
        />
      ))}
    </>
  );
}
