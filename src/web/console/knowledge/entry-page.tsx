import type { JSX } from 'preact';
import type { EntryFile, ShownVersion } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Notice } from '../views/marks.js';
import { Moment } from '../views/moment.js';
import { Secrets } from '../views/secrets.js';
import { draftAddress, entryAddress, LIST } from './addresses.js';
import { Answer, Phrasings } from './answer.js';
import { Changes } from './changes.js';
import type { KnowledgeDeps } from './deps.js';
import { EntryMarks } from './marks.js';

export interface EntryPageProps {
  readonly tongue: Tongue;
  readonly deps: KnowledgeDeps;
  readonly secrets: ConsoleCall['secrets'];
  readonly file: EntryFile;
  readonly mayEdit: boolean;
  readonly mayPublish: boolean;
  /** What has just been done: the code of a sentence. */
  readonly done: string | null;
}

/** An entry: as people read it, how it stands, what it was, and what can be done with it. */
export function EntryPage(props: EntryPageProps): JSX.Element {
  const { tongue, deps, file, done } = props;
  const { say } = tongue;
  const { published, shown } = file;
  return (
    <>
      <p>
        <a href={LIST}>{say('console-knowledge:entry.back')}</a>
      </p>
      <h1 lang={published.locale}>{shown?.title ?? published.id}</h1>
      <p>
        {say(`console-knowledge:languages.${published.locale}`)}{' '}
        <EntryMarks say={say} state={{ ...published, isDue: file.isDue, draftId: file.draftId }} />
      </p>
      {done && (
        <Notice mood="good">
          <p>{say(`console-knowledge:done.${done}`)}</p>
        </Notice>
      )}
      <Warnings {...props} />
      <Actions {...props} />
      <p>{say('console-knowledge:votes_90', { helpful: file.helpful, unhelpful: file.unhelpful })}</p>
      {shown && <Answer tongue={tongue} deps={deps} entry={shown} />}
      {shown && <Phrasings tongue={tongue} entry={shown} />}
      <History {...props} />
      <OtherLanguages say={say} file={file} />
    </>
  );
}

function Warnings({ tongue: { say }, file: { published, shown }, mayPublish }: EntryPageProps): JSX.Element {
  return (
    <>
      {published.withdrawn && (
        <Notice mood="warn">
          <p>{say(`console-knowledge:entry.${mayPublish ? 'is_withdrawn' : 'is_withdrawn_here'}`)}</p>
        </Notice>
      )}
      {published.conflict && mayPublish && (
        <Notice mood="warn">
          <p>{say('console-knowledge:entry.is_conflict')}</p>
          <p>
            <a href={`${entryAddress(published)}/edition`}>{say('console-knowledge:entry.to_edition')}</a>
          </p>
        </Notice>
      )}
      {!shown && (
        <Notice mood="alarm">
          <p>{say('console-knowledge:entry.is_broken')}</p>
        </Notice>
      )}
    </>
  );
}

function Actions({ tongue: { say }, file, secrets, mayEdit, mayPublish }: EntryPageProps): JSX.Element {
  const { published, shown, shipped, draftId } = file;
  const page = entryAddress(published);
  const isOurs = published.edited && shipped !== null && !published.conflict && !published.withdrawn;
  return (
    <div class="actions">
      {mayEdit && shown && draftId === null && (
        <form method="post" action={`${page}/draft`}>
          <Secrets secrets={secrets} />
          <button class="button">{say('console-knowledge:entry.edit')}</button>
        </form>
      )}
      {mayEdit && draftId !== null && (
        <a class="button" href={draftAddress(draftId)}>
          {say('console-knowledge:entry.to_draft')}
        </a>
      )}
      {mayPublish && isOurs && (
        <a class="button button-plain" href={`${page}/edition`}>
          {say('console-knowledge:entry.to_shipped')}
        </a>
      )}
      {mayPublish && !published.withdrawn && (
        <a class="button button-danger" href={`${page}/withdraw`}>
          {say('console-knowledge:entry.withdraw')}
        </a>
      )}
      {mayPublish && published.withdrawn && (
        <form method="post" action={`${page}/bring-back`}>
          <Secrets secrets={secrets} />
          <button class="button">{say('console-knowledge:entry.bring_back')}</button>
        </form>
      )}
    </div>
  );
}

function History(props: EntryPageProps): JSX.Element {
  const { tongue, file } = props;
  return (
    <section class="panel case">
      <h2>{tongue.say('console-knowledge:history.heading')}</h2>
      {file.versions.length === 0 && <p>{tongue.say('console-knowledge:history.none')}</p>}
      {file.versions.map((version) => (
        <VersionRow key={version.id} {...props} version={version} />
      ))}
    </section>
  );
}

function VersionRow({
  tongue,
  deps,
  version,
}: EntryPageProps & { readonly version: ShownVersion }): JSX.Element {
  const { say } = tongue;
  const { entry, before, at, by } = version;
  const what = entry === null ? 'withdrawn' : 'published';
  const head = (
    <>
      <Moment tongue={tongue} at={at} /> · {by} · {say(`console-knowledge:history.${what}`)}
    </>
  );
  if (entry === null || before === null) {
    return <p class="version">{head}</p>;
  }
  return (
    <details>
      <summary>{head}</summary>
      <Changes
        tongue={tongue}
        deps={deps}
        before={before}
        after={entry}
        sides={{
          before: say('console-knowledge:changes.before'),
          after: say('console-knowledge:changes.after'),
        }}
      />
    </details>
  );
}

function OtherLanguages({
  say,
  file: { published, languages },
}: {
  readonly say: Tongue['say'];
  readonly file: EntryFile;
}): JSX.Element | null {
  return languages.length === 0 ? null : (
    <p>
      {say('console-knowledge:entry.other_languages')}{' '}
      {languages.map((locale) => (
        <a key={locale} href={entryAddress({ id: published.id, locale })}>
          {say(`console-knowledge:languages.${locale}`)}
        </a>
      ))}
    </p>
  );
}
