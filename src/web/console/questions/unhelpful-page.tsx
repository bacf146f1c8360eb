import type { JSX } from 'preact';
import { type AnswerCount, UNHELPFUL_DAYS } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Table } from '../views/table.js';
import type { Beside } from './deps.js';
import { Entry } from './marks.js';

interface UnhelpfulPageProps {
  readonly say: Tongue['say'];
  readonly counts: readonly AnswerCount[];
  readonly beside: Beside;
}

/** The entries that did not help, those that need work most first: counts only. */
export function UnhelpfulPage({ say, counts, beside }: UnhelpfulPageProps): JSX.Element {
  const column = (name: string) => say(`console-questions:unhelpful.columns.${name}`);
  return (
    <>
      <p>
        <a href="/console/questions">{say('console-questions:question.back')}</a>
      </p>
      <h1>{say('console-questions:unhelpful.heading')}</h1>
      <p class="lead">{say('console-questions:unhelpful.lead', { days: UNHELPFUL_DAYS })}</p>
      <Table
        caption={say('console-questions:unhelpful.heading')}
        columns={[
          {
            heading: column('entry'),
            cell: ({ entryId, locale }) => <Entry beside={beside} id={entryId} locale={locale} />,
            isHead: true,
          },
          { heading: column('language'), cell: ({ locale }) => say(`console-questions:languages.${locale}`) },
          { heading: column('share'), cell: (count) => `${shareOf(count)} %` },
          { heading: column('unhelpful'), cell: ({ unhelpful }) => unhelpful },
          { heading: column('helpful'), cell: ({ helpful }) => helpful },
        ]}
        rows={counts}
        keyOf={({ entryId, locale }) => `${locale}/${entryId}`}
        none={say('console-questions:unhelpful.none')}
      />
    </>
  );
}

/** How many of a hundred said that it did not help. */
const shareOf = ({ helpful, unhelpful }: AnswerCount): number =>
  Math.round((100 * unhelpful) / Math.max(1, helpful + unhelpful));
