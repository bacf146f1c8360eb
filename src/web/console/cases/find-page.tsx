import type { JSX } from 'preact';
import {
  FEWEST_REASON,
  type FoundCase,
  LOOKUP_KINDS,
  type LookupAsked,
} from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { SelectField, TextArea, TextField } from '../views/field.js';
import { Notice } from '../views/marks.js';
import { Secrets } from '../views/secrets.js';
import { When } from './when.js';

export interface FindPageProps {
  readonly say: Tongue['say'];
  readonly secrets: ConsoleCall['secrets'];
  /** What was typed and could not be taken, and why not. */
  readonly failed?: { readonly typed: LookupAsked; readonly problem: string };
  /** What was found; undefined before anything was looked for. */
  readonly found?: readonly FoundCase[];
}

/** Looking for an earlier case, with a reason. What was looked for is not shown again. */
export function FindPage({ say, secrets, failed, found }: FindPageProps): JSX.Element {
  const { text = '', kind = '', words = '' } = failed?.typed ?? {};
  return (
    <>
      <p>
        <a href="/console/cases">{say('console-cases:case.back')}</a>
      </p>
      <h1>{say('console-contact:find.heading')}</h1>
      <p class="lead">{say('console-contact:find.lead')}</p>
      {failed && (
        <Notice mood="alarm">
          <p>{failed.problem}</p>
        </Notice>
      )}
      {found && <Found say={say} found={found} />}
      <form method="post" action="/console/cases/find" class="panel">
        <Secrets secrets={secrets} />
        <TextField
          name="asked"
          label={say('console-contact:find.asked')}
          hint={say('console-contact:find.asked_hint')}
          value={text}
          most={60}
          required
        />
        <SelectField
          name="kind"
          label={say('console-contact:find.kind')}
          value={kind}
          choices={[
            { value: '', label: say('console-contact:find.choose') },
            ...LOOKUP_KINDS.map((value) => ({ value, label: say(`console-contact:find.kinds.${value}`) })),
          ]}
        />
        <TextArea
          name="words"
          label={say('console-contact:find.words')}
          hint={say('console-contact:find.words_hint', { fewest: FEWEST_REASON })}
          rows={3}
          most={400}
          value={words}
          required
        />
        <button class="button" type="submit">
          {say('console-contact:find.send')}
        </button>
      </form>
    </>
  );
}

function Found({
  say,
  found,
}: {
  readonly say: Tongue['say'];
  readonly found: readonly FoundCase[];
}): JSX.Element {
  return (
    <section class="panel" id="found">
      <h2>{say('console-contact:find.found', { n: found.length })}</h2>
      <ul class="follows">
        {found.map(({ id, number, state, registeredAt }) => (
          <li key={id}>
            <p>
              <a href={`/console/cases/${id}`}>{number}</a> · {say(`console-cases:states.${state}`)} ·{' '}
              <When at={registeredAt} />
            </p>
          </li>
        ))}
      </ul>
      <p>{say('console-contact:find.recorded')}</p>
    </section>
  );
}
