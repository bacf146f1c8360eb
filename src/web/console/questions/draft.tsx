import type { JSX } from 'preact';
import type { AnsweredQuestion } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { Secrets } from '../views/secrets.js';
import type { Beside } from './deps.js';

interface DraftButtonProps {
  readonly say: Tongue['say'];
  readonly id: string;
}

/** Inside the form of an answer: takes what is written so far along, and sends nothing to anybody. */
export function DraftButton({ say, id }: DraftButtonProps): JSX.Element {
  return (
    <button
      class="button button-plain"
      type="submit"
      formAction={`/console/questions/${id}/draft`}
      formNoValidate
    >
      {say('console-questions:draft.make')}
    </button>
  );
}

interface DraftFormProps extends DraftButtonProps {
  readonly secrets: ConsoleCall['secrets'];
}

/** Makes a draft of an entry from an answered question. */
export function DraftForm({ say, id, secrets }: DraftFormProps): JSX.Element {
  return (
    <form method="post" action={`/console/questions/${id}/draft`} class="actions">
      <Secrets secrets={secrets} />
      <button class="button button-plain" type="submit">
        {say('console-questions:draft.make')}
      </button>
    </form>
  );
}

interface DraftLinkProps {
  readonly say: Tongue['say'];
  readonly question: AnsweredQuestion;
  readonly beside: Beside;
}

/** The draft that a question led to. */
export function DraftLink({ say, question: { draftId }, beside }: DraftLinkProps): JSX.Element | null {
  return draftId === null ? null : (
    <p>
      {say('console-questions:draft.made')}{' '}
      {beside.writesKnowledge && (
        <a href={`/console/knowledge/drafts/${draftId}`}>{say('console-questions:draft.open')}</a>
      )}
    </p>
  );
}
