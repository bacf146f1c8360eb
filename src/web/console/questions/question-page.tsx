import type { JSX } from 'preact';
import { type AnsweredQuestion, MOST_ANSWER } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { When } from '../cases/when.js';
import type { ConsoleCall } from '../route.js';
import { TextArea } from '../views/field.js';
import { Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';
import { Reach } from './questions-page.js';

export interface QuestionPageProps {
  readonly say: Tongue['say'];
  readonly secrets: ConsoleCall['secrets'];
  readonly question: AnsweredQuestion;
  /** What was written and could not be taken, and why not. */
  readonly failed?: { readonly text: string; readonly problem: string };
}

/** A question, and its answer or the form for one. */
export function QuestionPage(props: QuestionPageProps): JSX.Element {
  const { say, question, failed } = props;
  return (
    <div class="narrow">
      <p>
        <a href="/console/questions">{say('console-questions:question.back')}</a>
      </p>
      <h1>{say('console-questions:question.heading')}</h1>
      {failed && (
        <Notice mood="alarm">
          <p>{failed.problem}</p>
        </Notice>
      )}
      <section class="panel">
        <p class="soft">
          <When at={question.keptAt} /> · {say(`console-questions:languages.${question.locale}`)}{' '}
          <Reach say={say} reachable={question.reachable} />
        </p>
        <p class="words" dir="auto">
          {question.question}
        </p>
      </section>
      {question.answer ? <Answer say={say} answer={question.answer} /> : <AnswerForm {...props} />}
      {question.answer && failed && <NotSent say={say} text={failed.text} />}
    </div>
  );
}

interface AnswerProps {
  readonly say: Tongue['say'];
  readonly answer: NonNullable<AnsweredQuestion['answer']>;
}

function Answer({ say, answer }: AnswerProps): JSX.Element {
  return (
    <section class="panel">
      <h2>{say('console-questions:question.answered')}</h2>
      <p class="soft">
        <When at={answer.at} /> ·{' '}
        {say(`console-questions:question.${answer.delivered ? 'delivered' : 'not_delivered'}`)}
      </p>
      <p class="words" dir="auto">
        {answer.text}
      </p>
    </section>
  );
}

function AnswerForm({ say, secrets, question, failed }: QuestionPageProps): JSX.Element {
  return (
    <form method="post" action={`/console/questions/${question.id}`} class="panel">
      <Secrets secrets={secrets} />
      <TextArea
        name="answer"
        label={say('console-questions:question.label')}
        hint={say(`console-questions:question.${question.reachable ? 'hint' : 'hint_unreachable'}`)}
        rows={6}
        most={MOST_ANSWER}
        required
        value={failed?.text ?? ''}
        problem={failed?.problem}
      />
      <button class="button" type="submit">
        {say('console-questions:question.send')}
      </button>
    </form>
  );
}

/** Somebody else was faster: the words typed are not lost. */
function NotSent({ say, text }: { readonly say: Tongue['say']; readonly text: string }): JSX.Element {
  return (
    <section class="panel">
      <h2>{say('console-questions:question.not_sent')}</h2>
      <p class="words" dir="auto">
        {text}
      </p>
    </section>
  );
}
