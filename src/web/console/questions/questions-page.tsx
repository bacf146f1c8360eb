import type { JSX } from 'preact';
import type { OpenQuestion } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { When } from '../cases/when.js';
import { Badge } from '../views/marks.js';
import { Table } from '../views/table.js';

/** So much of a question names it in the list, in code points. */
const BEGINNING = 60;

interface QuestionsPageProps {
  readonly say: Tongue['say'];
  readonly questions: readonly OpenQuestion[];
}

/** The questions without an answer, the oldest first; never who asked. */
export function QuestionsPage({ say, questions }: QuestionsPageProps): JSX.Element {
  const column = (name: string) => say(`console-questions:list.columns.${name}`);
  return (
    <>
      <h1>{say('console-questions:list.heading')}</h1>
      <p class="lead">{say('console-questions:list.lead')}</p>
      <Table
        caption={say('console-questions:list.heading')}
        columns={[
          {
            heading: column('question'),
            cell: ({ id, question }) => <a href={`/console/questions/${id}`}>{beginningOf(question)}</a>,
            isHead: true,
          },
          { heading: column('language'), cell: ({ locale }) => say(`console-questions:languages.${locale}`) },
          { heading: column('asked'), cell: ({ keptAt }) => <When at={keptAt} /> },
          { heading: column('reach'), cell: ({ reachable }) => <Reach say={say} reachable={reachable} /> },
        ]}
        rows={questions}
        keyOf={({ id }) => id}
        none={say('console-questions:list.none')}
      />
    </>
  );
}

interface ReachProps {
  readonly say: Tongue['say'];
  readonly reachable: boolean;
}

/** Whether an answer would reach her who asked. */
export function Reach({ say, reachable }: ReachProps): JSX.Element {
  return (
    <Badge
      mood={reachable ? 'good' : 'plain'}
      text={say(`console-questions:reach.${reachable ? 'yes' : 'no'}`)}
    />
  );
}

function beginningOf(question: string): string {
  const letters = [...question.replace(/\s+/g, ' ')];
  return letters.length <= BEGINNING ? letters.join('') : `${letters.slice(0, BEGINNING).join('')}…`;
}
