import type { JSX } from 'preact';
import { type DraftFile, entryFromDraft } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';
import { draftAddress } from './addresses.js';
import { Answer } from './answer.js';
import { Changes } from './changes.js';
import type { KnowledgeDeps } from './deps.js';

interface StaleProps {
  readonly tongue: Tongue;
  readonly deps: KnowledgeDeps;
  readonly secrets: ConsoleCall['secrets'];
  readonly file: DraftFile;
}

/** The published entry has changed since the draft was begun: both side by side, and the choice to publish all the same. */
export function StalePage({ tongue, deps, secrets, file }: StaleProps): JSX.Element {
  const { say } = tongue;
  const mine = entryFromDraft(file, file.content);
  const theirs = file.published?.entry ?? null;
  return (
    <>
      <h1>{say('console-knowledge:stale.heading')}</h1>
      <Notice mood="warn">
        <p>{say('errors:entry_changed')}</p>
        {file.published?.withdrawn && <p>{say('console-knowledge:draft.is_withdrawn')}</p>}
      </Notice>
      {theirs ? (
        <section class="panel">
          <h2>{say('console-knowledge:changes.heading')}</h2>
          <Changes
            tongue={tongue}
            deps={deps}
            before={theirs}
            after={mine}
            sides={{
              before: say('console-knowledge:stale.theirs'),
              after: say('console-knowledge:stale.mine'),
            }}
          />
        </section>
      ) : (
        <Answer tongue={tongue} deps={deps} entry={mine} />
      )}
      <form method="post" action={`${draftAddress(file.id)}/publish`} class="actions">
        <Secrets secrets={secrets} />
        <input type="hidden" name="seen" value={file.seen} />
        <input type="hidden" name="entry" value={`${file.locale}/${file.entryId}`} />
        <input type="hidden" name="over" value={file.standing} />
        <button class="button button-danger">{say('console-knowledge:stale.publish')}</button>
        <a class="button button-plain" href={draftAddress(file.id)}>
          {say('console-knowledge:stale.back')}
        </a>
      </form>
    </>
  );
}
