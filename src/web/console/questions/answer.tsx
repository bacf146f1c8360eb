import type { JSX } from 'preact';
import type { AnsweredQuestion } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { When } from '../cases/when.js';

interface AnswerProps {
  readonly say: Tongue['say'];
  readonly question: AnsweredQuestion;
}

/** The answer that was given, and to how many. */
export function Answer({ say, question }: AnswerProps): JSX.Element | null {
  const { answer, answeredWith, answeredTogether } = question;
  return (
    answer && (
      <section class="panel">
        <h2>{say('console-questions:question.answered')}</h2>
        <p class="soft">
          <When at={answer.at} /> ·{' '}
          {say(`console-questions:question.${answer.delivered ? 'delivered' : 'not_delivered'}`)}
        </p>
        {answeredTogether > 0 && (
          <p class="soft">{say('console-questions:question.together', { n: answeredTogether })}</p>
        )}
        {answeredWith && (
          <p>
            <a href={`/console/questions/${answeredWith}`}>{say('console-questions:question.with')}</a>
          </p>
        )}
        <p class="words" dir="auto">
          {answer.text}
        </p>
      </section>
    )
  );
}

interface NotSentProps {
  readonly say: Tongue['say'];
  readonly text: string;
}

/** Somebody else was faster: the words typed are not lost. */
export function NotSent({ say, text }: NotSentProps): JSX.Element {
  return (
    <section class="panel">
      <h2>{say('console-questions:question.not_sent')}</h2>
      <p class="words" dir="auto">
        {text}
      </p>
    </section>
  );
}
