import type { JSX } from 'preact';
import { type Intake, type IntakeStep, stepsOf } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { SafeContact } from './safe-contact.js';

/** How to reach her is shown by `SafeContact` alone. */
const APART: ReadonlySet<string> = new Set(['contact', 'phone', 'safe_time']);

/** What she told, in the order of the form. */
export function Report({
  say,
  intake,
}: {
  readonly say: Tongue['say'];
  readonly intake: Intake;
}): JSX.Element {
  const steps = stepsOf(intake).filter(({ name }) => !APART.has(name));
  return (
    <section class="panel" id="report">
      <h2>{say('console-cases:report.heading')}</h2>
      <dl class="told">
        {steps.map((step) => (
          <div key={step.name}>
            <dt>{say(`report:steps.${step.name}.label`)}</dt>
            <dd class="words" dir="auto">
              {answerOf(say, step, intake)}
            </dd>
          </div>
        ))}
      </dl>
      <SafeContact say={say} intake={intake} />
    </section>
  );
}

function answerOf(say: Tongue['say'], step: IntakeStep, intake: Intake): string {
  const answer = intake[step.name];
  if (answer === undefined) {
    return say('console-cases:report.unsaid');
  }
  return step.kind === 'choice' ? say(`report:steps.${step.name}.options.${answer}`) : answer;
}
