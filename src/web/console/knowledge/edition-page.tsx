import type { JSX } from 'preact';
import type { KnowledgeEntry, PublishedEntry } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Secrets } from '../views/secrets.js';
import { entryAddress } from './addresses.js';
import { Changes } from './changes.js';
import type { KnowledgeDeps } from './deps.js';

interface EditionPageProps {
  readonly tongue: Tongue;
  readonly deps: KnowledgeDeps;
  readonly secrets: ConsoleCall['secrets'];
  readonly published: PublishedEntry;
  readonly shipped: KnowledgeEntry;
}

/** Ours and the shipped edition's entry side by side, and the choice between them. */
export function EditionPage({ tongue, deps, secrets, published, shipped }: EditionPageProps): JSX.Element {
  const { say } = tongue;
  const page = entryAddress(published);
  return (
    <>
      <h1>{say('console-knowledge:edition.heading')}</h1>
      <p class="lead">{say('console-knowledge:edition.lead')}</p>
      {published.entry && (
        <section class="panel">
          <h2>{say('console-knowledge:changes.heading')}</h2>
          <Changes
            tongue={tongue}
            deps={deps}
            before={published.entry}
            after={shipped}
            sides={{
              before: say('console-knowledge:edition.ours'),
              after: say('console-knowledge:edition.theirs'),
            }}
          />
        </section>
      )}
      <form method="post" action={`${page}/edition`} class="actions">
        <Secrets secrets={secrets} />
        <button class="button" name="choice" value="ours">
          {say('console-knowledge:edition.keep')}
        </button>
        <button class="button button-danger" name="choice" value="theirs">
          {say('console-knowledge:edition.take')}
        </button>
        <a class="button button-plain" href={page}>
          {say('console-knowledge:edition.later')}
        </a>
      </form>
    </>
  );
}
