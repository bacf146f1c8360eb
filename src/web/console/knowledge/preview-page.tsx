import type { JSX } from 'preact';
import type { DraftTrial, Misled, Tried } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { TextArea } from '../views/field.js';
import { Badge, Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';
import { draftAddress } from './addresses.js';
import type { KnowledgeDeps } from './deps.js';

/** Most characters of the sentences that are tried at once. */
export const MOST_TRIED = 2000;

interface PreviewProps {
  readonly tongue: Tongue;
  readonly deps: KnowledgeDeps;
  readonly secrets: ConsoleCall['secrets'];
  readonly trial: DraftTrial;
  /** The sentences as they were typed. */
  readonly sentences: string;
  readonly mayPublish: boolean;
}

/** A draft before it is published: what the bot would say, and what it would do among the other entries. */
export function PreviewPage(props: PreviewProps): JSX.Element {
  const { tongue, trial } = props;
  const { say } = tongue;
  return (
    <>
      <p>
        <a href={draftAddress(trial.file.id)}>{say('console-knowledge:preview.back')}</a>
      </p>
      <h1>{say('console-knowledge:preview.heading')}</h1>
      {trial.file.shortcomings.length > 0 && <Lacking {...props} />}
      <Reply {...props} />
      <Phrasings {...props} />
      <TryOut {...props} />
      <Publish {...props} />
    </>
  );
}

function Lacking({ tongue, trial }: PreviewProps): JSX.Element {
  const { say } = tongue;
  return (
    <Notice mood="warn">
      <p>{say('console-knowledge:preview.lacking', { n: trial.file.shortcomings.length })}</p>
      <p>
        <a href={draftAddress(trial.file.id)}>{say('console-knowledge:preview.mend')}</a>
      </p>
    </Notice>
  );
}

function Reply({ tongue: { say }, deps, trial: { entry } }: PreviewProps): JSX.Element {
  const replies = deps.replyOf(entry);
  return (
    <section class="panel">
      <h2>{say('console-knowledge:preview.reply')}</h2>
      {replies.map(({ text, buttons = [] }) => (
        <blockquote class="kept" lang={entry.locale} key={text}>
          <p class="words">{text}</p>
          {buttons.length > 0 && <p class="soft">{buttons.map(({ label }) => `［${label}］`).join(' ')}</p>}
        </blockquote>
      ))}
    </section>
  );
}

function Phrasings({ tongue: { say }, trial: { lost, taken, more, entry } }: PreviewProps): JSX.Element {
  return (
    <section class="panel">
      <h2>{say('console-knowledge:preview.phrasings')}</h2>
      {lost.length + taken.length === 0 && <p>{say('console-knowledge:preview.all_well')}</p>}
      {lost.length > 0 && (
        <>
          <p>{say('console-knowledge:preview.lost', { n: lost.length })}</p>
          <MisledList misled={lost} lang={entry.locale} />
        </>
      )}
      {taken.length > 0 && (
        <>
          <p>{say('console-knowledge:preview.taken', { n: taken.length + more })}</p>
          <MisledList misled={taken} lang={entry.locale} />
        </>
      )}
    </section>
  );
}

function MisledList({
  misled,
  lang,
}: {
  readonly misled: readonly Misled[];
  readonly lang: string;
}): JSX.Element {
  return (
    <ul class="phrasings" lang={lang}>
      {misled.map(({ sentence, other }) => (
        <li key={`${other.id} ${sentence}`}>
          {sentence} <span class="soft">→ {other.title}</span>
        </li>
      ))}
    </ul>
  );
}

function TryOut({ tongue: { say }, secrets, trial, sentences }: PreviewProps): JSX.Element {
  return (
    <section class="panel" id="try">
      <h2>{say('console-knowledge:try.heading')}</h2>
      {trial.tried.map((tried) => (
        <TriedSentence key={tried.sentence} say={say} tried={tried} lang={trial.entry.locale} />
      ))}
      <form method="post" action={`${draftAddress(trial.file.id)}/preview#try`}>
        <Secrets secrets={secrets} />
        <TextArea
          name="sentences"
          label={say('console-knowledge:try.label')}
          hint={say('console-knowledge:try.hint')}
          rows={4}
          most={MOST_TRIED}
          value={sentences}
        />
        <button class="button button-plain">{say('console-knowledge:try.action')}</button>
      </form>
    </section>
  );
}

interface TriedProps {
  readonly say: Tongue['say'];
  readonly tried: Tried;
  readonly lang: string;
}

function TriedSentence({ say, tried: { sentence, outcome, found }, lang }: TriedProps): JSX.Element {
  const isThis = found[0]?.isThis ?? false;
  return (
    <div class="tried">
      <p>
        <b lang={lang}>{sentence}</b>{' '}
        <Badge
          mood={outcome === 'answer' && isThis ? 'good' : 'warn'}
          text={say(`console-knowledge:try.outcome.${outcome === 'answer' && !isThis ? 'other' : outcome}`)}
        />
      </p>
      <ol class="steps">
        {found.map(({ id, title, score, isThis: mine }) => (
          <li key={id}>
            <span lang={lang}>{title}</span> <span class="soft">{score.toFixed(1)}</span>{' '}
            {mine && <Badge mood="plain" text={say('console-knowledge:try.this')} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Publish({
  tongue: { say },
  secrets,
  trial: { file },
  mayPublish,
}: PreviewProps): JSX.Element | null {
  if (file.shortcomings.length > 0) {
    return null;
  }
  if (!mayPublish) {
    return <p class="panel">{say('console-knowledge:preview.others_publish')}</p>;
  }
  return (
    <form method="post" action={`${draftAddress(file.id)}/publish`} class="panel">
      <Secrets secrets={secrets} />
      <input type="hidden" name="seen" value={file.seen} />
      <input type="hidden" name="entry" value={`${file.locale}/${file.entryId}`} />
      <p>{say('console-knowledge:preview.publish_hint')}</p>
      <button class="button">{say('console-knowledge:preview.publish')}</button>
    </form>
  );
}
