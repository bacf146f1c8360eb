import type { JSX } from 'preact';
import {
  ENTRIES_A_PAGE,
  type EntryList,
  type EntryQuery,
  LISTED,
  type ListedEntry,
} from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { SelectField, TextField } from '../views/field.js';
import { Moment } from '../views/moment.js';
import { Pager } from '../views/pager.js';
import { type Column, Table } from '../views/table.js';
import { draftAddress, entryAddress, LIST } from './addresses.js';
import type { Option } from './deps.js';
import { listAddress, MOST_SEARCHED } from './list-query.js';
import { EntryMarks } from './marks.js';

interface ListProps {
  readonly tongue: Tongue;
  readonly query: EntryQuery;
  readonly list: EntryList;
  readonly topics: readonly Option[];
  readonly mayEdit: boolean;
}

/** What the bot knows, to be searched and sorted out. */
export function ListPage(props: ListProps): JSX.Element {
  const { tongue, query, list, mayEdit } = props;
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-knowledge:list.heading')}</h1>
      <p class="lead">{say('console-knowledge:list.lead')}</p>
      {mayEdit && (
        <p class="actions">
          <a class="button" href={`${LIST}/new`}>
            {say('console-knowledge:list.new')}
          </a>
        </p>
      )}
      <Filter {...props} />
      {list.drafts.length > 0 && <Drafts tongue={tongue} drafts={list.drafts} />}
      <Table
        caption={say('console-knowledge:list.heading')}
        columns={columnsOf(props)}
        rows={list.rows}
        keyOf={(row) => `${row.locale} ${row.id}`}
        none={say('console-knowledge:list.none')}
      />
      <Pager
        tongue={tongue}
        page={query.page}
        total={list.total}
        perPage={ENTRIES_A_PAGE}
        href={(page) => listAddress(query, page)}
      />
    </>
  );
}

function Filter({ tongue: { say }, query, topics }: ListProps): JSX.Element {
  const field = (name: string) => say(`console-knowledge:filter.${name}`);
  const any = { value: '', label: field('any') };
  return (
    <form method="get" action={LIST} class="filter" role="search" aria-label={field('label')}>
      <TextField name="words" type="search" label={field('words')} value={query.words} most={MOST_SEARCHED} />
      <SelectField
        name="topic"
        label={field('topic')}
        value={query.topic}
        choices={[any, ...topics.map(({ id, title }) => ({ value: id, label: title }))]}
      />
      <SelectField
        name="locale"
        label={field('language')}
        value={query.locale}
        choices={[
          any,
          ...['zh-CN', 'en'].map((locale) => ({
            value: locale,
            label: say(`console-knowledge:languages.${locale}`),
          })),
        ]}
      />
      <SelectField
        name="listed"
        label={field('listed')}
        value={query.listed}
        choices={LISTED.map((value) => ({ value, label: say(`console-knowledge:listed.${value}`) }))}
      />
      <button class="button" type="submit">
        {field('apply')}
      </button>
    </form>
  );
}

function Drafts({
  tongue,
  drafts,
}: {
  readonly tongue: Tongue;
  readonly drafts: EntryList['drafts'];
}): JSX.Element {
  const { say } = tongue;
  const heading = say('console-knowledge:list.drafts');
  return (
    <section class="panel">
      <h2>{heading}</h2>
      <Table
        caption={heading}
        none=""
        rows={drafts}
        keyOf={({ id }) => id}
        columns={[
          {
            heading: say('console-knowledge:list.columns.title'),
            isHead: true,
            cell: ({ id, title }) => (
              <a href={draftAddress(id)}>{title || say('console-knowledge:list.untitled')}</a>
            ),
          },
          {
            heading: say('console-knowledge:list.columns.language'),
            cell: ({ locale }) => say(`console-knowledge:languages.${locale}`),
          },
          {
            heading: say('console-knowledge:list.columns.saved'),
            cell: ({ updatedAt, updatedBy }) => (
              <>
                <Moment tongue={tongue} at={updatedAt} /> {updatedBy}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

function columnsOf({ tongue: { say }, topics }: ListProps): ReadonlyArray<Column<ListedEntry>> {
  const heading = (name: string) => say(`console-knowledge:list.columns.${name}`);
  const titles = new Map(topics.map(({ id, title }) => [id, title]));
  return [
    {
      heading: heading('title'),
      isHead: true,
      cell: (row) => <a href={entryAddress(row)}>{row.title}</a>,
    },
    { heading: heading('topic'), cell: ({ topic }) => titles.get(topic) ?? topic },
    { heading: heading('language'), cell: ({ locale }) => say(`console-knowledge:languages.${locale}`) },
    { heading: heading('state'), cell: (row) => <EntryMarks say={say} state={row} /> },
    { heading: heading('review'), cell: ({ reviewBy }) => reviewBy },
    {
      heading: heading('votes'),
      cell: ({ helpful, unhelpful }) => say('console-knowledge:votes', { helpful, unhelpful }),
    },
  ];
}
