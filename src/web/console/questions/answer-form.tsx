import type { JSX } from 'preact';
import { MOST_ANSWER, type OpenQuestion } from '../../../domain/knowledge/index.js';
import { TextArea } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import { DraftButton } from './draft.js';
import type { QuestionPageProps } from './page-props.js';
import { QuestionFacts, QuestionWords } from './question-words.js';

/** The questions with their ticks, and the answer for those that stay ticked. */
export function AnswerForm({ say, secrets, opened, beside, failed }: QuestionPageProps): JSX.Element {
  const { question, alike } = opened;
  const all = [question, ...alike];
  const reached = all.filter(({ reachable }) => reachable).length;
  const hint = reached === 0 ? 'hint_unreachable' : all.length > 1 ? 'hint_many' : 'hint';
  return (
    <form method="post" action={`/console/questions/${question.id}`}>
      <Secrets secrets={secrets} />
      {all.length === 1 ? (
        <section class="panel">
          <input type="hidden" name="ids" value={question.id} />
          <QuestionWords say={say} question={question} beside={beside} />
        </section>
      ) : (
        <fieldset class="field">
          <legend>{say('console-questions:question.alike', { n: all.length, reached })}</legend>
          <p class="hint">{say('console-questions:question.alike_hint')}</p>
          {all.map((each) => (
            <Ticked
              key={each.id}
              {...{ say, beside }}
              question={each}
              isTicked={!failed || failed.chosen.includes(each.id)}
            />
          ))}
        </fieldset>
      )}
      <section class="panel">
        <TextArea
          name="answer"
          label={say('console-questions:question.label')}
          hint={say(`console-questions:question.${hint}`)}
          rows={6}
          most={MOST_ANSWER}
          required
          value={failed?.text ?? ''}
          problem={failed?.problem}
        />
        <div class="actions">
          <button class="button" type="submit">
            {say('console-questions:question.send')}
          </button>
          {beside.writesKnowledge && !question.draftId && <DraftButton say={say} id={question.id} />}
        </div>
      </section>
    </form>
  );
}

interface TickedProps extends Pick<QuestionPageProps, 'say' | 'beside'> {
  readonly question: OpenQuestion;
  readonly isTicked: boolean;
}

function Ticked({ say, beside, question, isTicked }: TickedProps): JSX.Element {
  return (
    <div class="panel">
      <label class="choice">
        <input type="checkbox" name="ids" value={question.id} checked={isTicked} autocomplete="off" />
        <span class="words" dir="auto">
          {question.question}
        </span>
      </label>
      <QuestionFacts say={say} question={question} beside={beside} />
    </div>
  );
}
