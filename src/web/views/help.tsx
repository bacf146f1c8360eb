import type { JSX } from 'preact';
import { INTAKE_STEPS } from '../../domain/cases/index.js';
import { type FieldAnswers, type FieldProblems, HelpFields, problemText } from './help-fields.js';
import { Layout, type PageFiles } from './layout.js';
import { Notice, type NoticeText } from './notice.js';
import type { Tongue } from './tongue.js';

export interface HelpProps {
  readonly tongue: Tongue;
  readonly files: PageFiles;
  /** What the form proves, and the token that makes a form sent twice one report. */
  readonly secrets: { readonly token: string; readonly submission: string };
  /** Answers that could not be taken: they stay in the form. */
  readonly answers?: FieldAnswers;
  readonly problems?: FieldProblems;
  readonly notice?: NoticeText;
}

/** The intake form as one page: numbers for danger first, what to know before writing, then the questions. */
export function Help({
  tongue,
  files,
  secrets,
  answers = {},
  problems = {},
  notice,
}: HelpProps): JSX.Element {
  const { say, t } = tongue;
  const isNew = !notice && Object.keys(problems).length === 0;
  return (
    <Layout tongue={tongue} files={files} title={t('help.title')} room="help" hasExit>
      <div class="wrap narrow report">
        <h1>{say('report:help.heading')}</h1>
        <p class="lead">{say('report:help.lead')}</p>
        <Notice notice={notice} />
        <Summary tongue={tongue} problems={problems} />
        {isNew && <Before tongue={tongue} />}
        <form method="post" action="/help" autocomplete="off" class="intake" id="intake" novalidate>
          <input type="hidden" name="token" value={secrets.token} />
          <input type="hidden" name="submission" value={secrets.submission} />
          <HelpFields tongue={tongue} answers={answers} problems={problems} />
          <p class="hint">{say('report:form.send_note')}</p>
          <button class="button button-big" type="submit">
            {say('report:form.send')}
          </button>
        </form>
      </div>
    </Layout>
  );
}

const CALLS = [
  ['tel:110', '110', 'report:help.danger_police'],
  [null, '12110', 'report:help.danger_sms'], // no link: the number goes on with the area code
  ['tel:120', '120', 'report:help.danger_ambulance'],
  ['tel:12338', '12338', 'report:help.danger_federation'],
  ['tel:12355', '12355', 'report:help.danger_youth'],
] as const;
const KNOW = ['next', 'who', 'law', 'minor', 'exit'] as const;

function Call({
  href,
  number,
  text,
}: {
  readonly href: string | null;
  readonly number: string;
  readonly text: string;
}): JSX.Element {
  const words = (
    <>
      <b>{number}</b> <span>{text}</span>
    </>
  );
  return href === null ? <span class="call">{words}</span> : <a href={href}>{words}</a>;
}

function Before({ tongue: { say } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <>
      <section class="card calls" aria-labelledby="calls-title">
        <h2 id="calls-title">{say('report:help.danger_title')}</h2>
        <ul>
          {CALLS.map(([href, number, text]) => (
            <li key={number}>
              <Call href={href} number={number} text={say(text)} />
            </li>
          ))}
        </ul>
      </section>
      <section class="card card-strong know" aria-labelledby="know-title">
        <h2 id="know-title">{say('report:help.know_title')}</h2>
        <ul>
          {KNOW.map((item) => (
            <li key={item}>{say(`report:help.know_${item}`)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

interface SummaryProps {
  readonly tongue: Tongue;
  readonly problems: FieldProblems;
}

function Summary({ tongue, problems }: SummaryProps): JSX.Element | null {
  const wrong = INTAKE_STEPS.flatMap((step) => {
    const problem = problems[step.name];
    return problem ? [{ step, problem }] : [];
  });
  return wrong.length === 0 ? null : (
    <div class="notice notice-alarm" role="alert">
      <p>{tongue.say('report:form.errors_title')}</p>
      <ul>
        {wrong.map(({ step, problem }) => (
          <li key={step.name}>
            <a href={`#${step.name}`}>
              {tongue.say(`report:steps.${step.name}.label`)}: {problemText(tongue, step, problem)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
