import type { JSX } from 'preact';
import type { OpenQuestion } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { When } from '../cases/when.js';
import type { Beside } from './deps.js';
import { Entry, Reach, Reasons } from './marks.js';

interface QuestionWordsProps {
  readonly say: Tongue['say'];
  readonly question: OpenQuestion;
  readonly beside: Beside;
}

/** What was asked, and how it stands with it; never who asked. */
export function QuestionWords(props: QuestionWordsProps): JSX.Element {
  return (
    <>
      <p class="words" dir="auto">
        {props.question.question}
      </p>
      <QuestionFacts {...props} />
    </>
  );
}

/** When it was asked, why it is here and whether an answer would arrive. */
export function QuestionFacts({ say, question, beside }: QuestionWordsProps): JSX.Element {
  const { keptAt, locale, reason, entryId, reachable } = question;
  return (
    <>
      <p class="soft">
        <When at={keptAt} /> · {say(`console-questions:languages.${locale}`)}{' '}
        <Reasons say={say} reasons={[reason]} />
        <Reach say={say} reachable={reachable} />
      </p>
      {entryId && (
        <p class="soft">
          {say('console-questions:question.given')} <Entry beside={beside} id={entryId} locale={locale} />
        </p>
      )}
    </>
  );
}
