import type { JSX } from 'preact';
import { type CaseFile, GROUPS, type IntakeStep, stepsOf } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { answerIn } from './answer-in.js';
import { SafeContact } from './safe-contact.js';

interface ReportProps {
  readonly say: Tongue['say'];
  readonly file: Pick<CaseFile, 'id' | 'intake' | 'hasPhone' | 'isUnsafe'>;
}
type ToldProps = Pick<ReportProps, 'say'> & Pick<CaseFile, 'intake'>;

/** What she told, in the order of the form, and whether she may be reached. */
export function Report({ say, file }: ReportProps): JSX.Element {
  const { intake } = file;
  const steps = stepsOf(intake, 'page').filter(({ group }) => group !== 'contact');
  const unsaid = steps.filter(({ name }) => intake[name] === undefined);
  return (
    <section class="panel" id="report">
      <h2>{say('console-cases:report.heading')}</h2>
      {GROUPS.map((group) => (
        <Answers
          key={group}
          say={say}
          intake={intake}
          steps={steps.filter((step) => step.group === group && !unsaid.includes(step))}
        />
      ))}
      {unsaid.length > 0 && (
        <p class="soft">
          <b>{say('console-cases:report.unsaid')}</b>{' '}
          {unsaid.map(({ name }) => say(`report:steps.${name}.label`)).join(' · ')}
        </p>
      )}
      <ConsentVersion say={say} intake={intake} />
      <SafeContact say={say} file={file} />
    </section>
  );
}

function Answers({
  say,
  intake,
  steps,
}: ToldProps & { readonly steps: readonly IntakeStep[] }): JSX.Element | null {
  return steps.length === 0 ? null : (
    <dl class="told">
      {steps.map((step) => (
        <div key={step.name}>
          <dt>{say(`report:steps.${step.name}.label`)}</dt>
          <dd class="words" dir="auto">
            {answerIn(say, step, intake)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Which words of the consent she was shown. */
function ConsentVersion({ say, intake }: ToldProps): JSX.Element | null {
  const { consent_version: n } = intake;
  return n === undefined ? null : <p class="soft">{say('console-cases:report.consent_version', { n })}</p>;
}
