import type { JSX } from 'preact';
import { FIGURE_GROUPS, type FigureSheet } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Badge } from '../views/marks.js';
import { type Column, Table } from '../views/table.js';

interface FiguresPageProps {
  readonly tongue: Tongue;
  readonly sheets: readonly FigureSheet[];
}

/** The figures by what they are about: their words, how old they are, whose they are and where they stand. */
export function FiguresPage({ tongue, sheets }: FiguresPageProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-figures:list.heading')}</h1>
      <p class="lead">{say('console-figures:list.lead')}</p>
      <nav class="pager" aria-label={say('console-figures:list.groups')}>
        {FIGURE_GROUPS.map((group) => (
          <a key={group} href={`#group-${group}`}>
            {say(`console-figures:groups.${group}`)}
          </a>
        ))}
      </nav>
      {FIGURE_GROUPS.map((group) => (
        <section key={group} class="group" aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{say(`console-figures:groups.${group}`)}</h2>
          <Table
            caption={say(`console-figures:groups.${group}`)}
            columns={columnsOf(tongue)}
            rows={sheets.filter(({ figure }) => figure.group === group)}
            keyOf={({ figure }) => figure.id}
            none={say('console-figures:list.none')}
          />
        </section>
      ))}
    </>
  );
}

function columnsOf({ say, locale }: Tongue): ReadonlyArray<Column<FigureSheet>> {
  const heading = (name: string) => say(`console-figures:list.columns.${name}`);
  return [
    {
      heading: heading('label'),
      cell: ({ figure }) => <a href={`/console/figures/${figure.id}`}>{figure.label[locale]}</a>,
      isHead: true,
    },
    {
      heading: heading('words'),
      cell: ({ figure: { value } }) => (
        <>
          <strong lang="zh-CN">{value['zh-CN']}</strong>
          <br />
          <span class="soft" lang="en">
            {value.en}
          </span>
        </>
      ),
    },
    { heading: heading('as_of'), cell: ({ figure }) => <time dateTime={figure.as_of}>{figure.as_of}</time> },
    { heading: heading('state'), cell: (sheet) => <Standing say={say} sheet={sheet} /> },
    { heading: heading('used'), cell: (sheet) => usedText(say, sheet) },
  ];
}

/** Whether it is ours or the shipped one, and whether anybody has confirmed it. */
export function Standing({
  say,
  sheet: { figure, own },
}: {
  readonly say: Tongue['say'];
  readonly sheet: Pick<FigureSheet, 'figure' | 'own'>;
}): JSX.Element {
  return (
    <>
      <Badge mood={own ? 'good' : 'plain'} text={say(`console-figures:state.${own ? 'own' : 'shipped'}`)} />{' '}
      {!figure.certain && <Badge mood="warn" text={say('console-figures:state.uncertain')} />}
    </>
  );
}

/** In how many answers and sentences it stands. */
export function usedText(say: Tongue['say'], { entries, sentences }: FigureSheet): string {
  const answers = new Set(entries.map(({ id }) => id)).size;
  return sentences > 0
    ? say('console-figures:used.both', { answers, sentences })
    : say('console-figures:used.answers', { answers });
}
