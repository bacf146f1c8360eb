import type { JSX } from 'preact';
import type { AnsweredQuestion } from '../../../domain/knowledge/index.js';
import { Notice } from '../views/marks.js';
import { Answer, NotSent } from './answer.js';
import { AnswerForm } from './answer-form.js';
import { DraftForm, DraftLink } from './draft.js';
import type { QuestionPageProps } from './page-props.js';
import { QuestionWords } from './question-words.js';

/** A question with those that ask the same, and their answer or the form for one. */
export function QuestionPage(props: QuestionPageProps): JSX.Element {
  const { say, secrets, beside, failed } = props;
  const { question, alike } = props.opened;
  const many = alike.length + 1;
  return (
    <div class="narrow">
      <p>
        <a href="/console/questions">{say('console-questions:question.back')}</a>
      </p>
      <h1>{say(`console-questions:question.${many > 1 ? 'heading_many' : 'heading'}`, { n: many })}</h1>
      {failed && (
        <Notice mood="alarm">
          <p>{failed.problem}</p>
        </Notice>
      )}
      <DraftLink say={say} question={question} beside={beside} />
      {question.answer ? <Answered {...props} question={question} /> : <AnswerForm {...props} />}
      {question.answer && !question.draftId && beside.writesKnowledge && (
        <DraftForm say={say} secrets={secrets} id={question.id} />
      )}
    </div>
  );
}

interface AnsweredProps extends QuestionPageProps {
  readonly question: AnsweredQuestion;
}

function Answered({ say, question, beside, failed }: AnsweredProps): JSX.Element {
  return (
    <>
      <section class="panel">
        <QuestionWords say={say} question={question} beside={beside} />
      </section>
      <Answer say={say} question={question} />
      {failed && <NotSent say={say} text={failed.text} />}
    </>
  );
}
