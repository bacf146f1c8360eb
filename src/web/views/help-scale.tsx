import type { JSX } from 'preact';
import { DANGER_ANSWERS, type DangerAnswers, type DangerScale } from '../../domain/cases/index.js';
import type { Tongue } from './tongue.js';

export interface HelpScaleProps {
  readonly tongue: Tongue;
  readonly scale: DangerScale;
  readonly answers: DangerAnswers;
  /** The page opens at the first question. */
  readonly hasFocus?: boolean;
}

/** The danger assessment (危险评估), folded: each question may be left out, and what it comes to is told to staff alone. */
export function HelpScale({ tongue, scale, answers, hasFocus = false }: HelpScaleProps): JSX.Element {
  const { say, locale } = tongue;
  const isOpen = hasFocus || Object.keys(answers).length > 0;
  return (
    <details class="fold" id="assessment" data-adults="" open={isOpen}>
      <summary>{say('report:scale.title')}</summary>
      <p class="hint">{say('report:scale.lead')}</p>
      <p class="hint">{scale.intro[locale]}</p>
      {scale.questions.map(({ id, ask }, nth) => (
        <fieldset key={id} class="choose field">
          <legend>{ask[locale]}</legend>
          <div class="options">
            {DANGER_ANSWERS.map((answer) => (
              <label key={answer} class="option">
                <input
                  type="radio"
                  name={`answer_${id}`}
                  value={answer}
                  checked={answers[id] === answer}
                  autofocus={hasFocus && nth === 0 && answer === 'yes'}
                />
                <span>{say(`report:scale.${answer}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </details>
  );
}
