import type { JSX } from 'preact';
import { GAP_REASONS, type OpenQuestion, type QuestionGroup } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { When } from '../cases/when.js';
import { SelectField } from '../views/field.js';
import { Pager } from '../views/pager.js';
import { type Column, Table } from '../views/table.js';
import type { Beside } from './deps.js';
import { listAddress, type ListQuery } from './list-query.js';
import { Entry, Reasons } from './marks.js';

/** So much of a question names it in the list, in code points. */
const BEGINNING = 60;
const PER_PAGE = 30;

interface QuestionsPageProps {
  readonly tongue: Tongue;
  readonly groups: readonly QuestionGroup[];
  readonly query: ListQuery;
  readonly beside: Beside;
}

/** The questions without an answer, those that ask the same together; never who asked. */
export function QuestionsPage(props: QuestionsPageProps): JSX.Element {
  const { tongue, groups, query } = props;
  const { say } = tongue;
  return (
    <>
      <div class="heading-row">
        <h1>{say('console-questions:list.heading')}</h1>
        <a class="button button-plain" href="/console/questions/unhelpful">
          {say('console-questions:unhelpful.open')}
        </a>
      </div>
      <p class="lead">{say('console-questions:list.lead')}</p>
      <Filter say={say} query={query} />
      <Table
        caption={say('console-questions:list.heading')}
        columns={columnsOf(props)}
        rows={groups.slice((query.page - 1) * PER_PAGE, query.page * PER_PAGE)}
        keyOf={({ id }) => id}
        none={say('console-questions:list.none')}
      />
      <Pager
        tongue={tongue}
        page={query.page}
        total={groups.length}
        perPage={PER_PAGE}
        href={(page) => listAddress({ ...query, page })}
      />
    </>
  );
}

interface FilterProps {
  readonly say: Tongue['say'];
  readonly query: ListQuery;
}

function Filter({ say, query }: FilterProps): JSX.Element {
  return (
    <form class="filter" method="get" action="/console/questions">
      <SelectField
        name="reason"
        label={say('console-questions:filter.reason')}
        value={query.reason ?? ''}
        choices={[
          { value: '', label: say('console-questions:filter.any') },
          ...GAP_REASONS.map((value) => ({ value, label: say(`console-questions:reasons.${value}`) })),
        ]}
      />
      <button class="button button-plain" type="submit">
        {say('console-questions:filter.apply')}
      </button>
    </form>
  );
}

function columnsOf({ tongue: { say }, beside }: QuestionsPageProps): ReadonlyArray<Column<QuestionGroup>> {
  const heading = (name: string) => say(`console-questions:list.columns.${name}`);
  return [
    {
      heading: heading('question'),
      cell: ({ id, questions }) => (
        <a href={`/console/questions/${id}`}>{beginningOf(questions[0]?.question ?? '')}</a>
      ),
      isHead: true,
    },
    { heading: heading('count'), cell: ({ questions }) => questions.length },
    {
      heading: heading('reason'),
      cell: ({ questions }) => <Reasons say={say} reasons={questions.map(({ reason }) => reason)} />,
    },
    { heading: heading('entry'), cell: ({ questions }) => <Entries beside={beside} questions={questions} /> },
    {
      heading: heading('language'),
      cell: ({ questions }) => say(`console-questions:languages.${questions[0]?.locale}`),
    },
    { heading: heading('asked'), cell: ({ questions }) => <Span questions={questions} /> },
    {
      heading: heading('reach'),
      cell: ({ questions }) =>
        say('console-questions:list.reach', {
          n: questions.filter(({ reachable }) => reachable).length,
          all: questions.length,
        }),
    },
  ];
}

interface GroupProps {
  readonly questions: readonly OpenQuestion[];
}

/** The entries that had been given, each once. */
function Entries({ beside, questions }: GroupProps & { readonly beside: Beside }): JSX.Element {
  const entries = new Map(questions.flatMap(({ entryId, locale }) => (entryId ? [[entryId, locale]] : [])));
  return entries.size === 0 ? (
    <>–</>
  ) : (
    <>
      {[...entries].map(([id, locale]) => (
        <div key={id}>
          <Entry beside={beside} id={id} locale={locale} />
        </div>
      ))}
    </>
  );
}

/** When the first and the last of them came. */
function Span({ questions }: GroupProps): JSX.Element | null {
  const [first, last] = [questions[0], questions.at(-1)];
  return first && last ? (
    <>
      <When at={first.keptAt} />
      {first !== last && (
        <>
          {' – '}
          <When at={last.keptAt} />
        </>
      )}
    </>
  ) : null;
}

function beginningOf(question: string): string {
  const letters = [...question.replace(/\s+/g, ' ')];
  return letters.length <= BEGINNING ? letters.join('') : `${letters.slice(0, BEGINNING).join('')}…`;
}
