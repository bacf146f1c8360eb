import type { JSX } from 'preact';
import {
  type DraftContent,
  type DraftFile,
  entryFromDraft,
  type Shortcoming,
} from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { ConsoleCall } from '../route.js';
import { SelectField } from '../views/field.js';
import { Notice } from '../views/marks.js';
import { Moment } from '../views/moment.js';
import { Secrets } from '../views/secrets.js';
import { draftAddress, entryAddress, LIST } from './addresses.js';
import { Changes } from './changes.js';
import type { KnowledgeDeps } from './deps.js';
import { DraftFields, sentenceOf } from './draft-fields.js';

interface PageProps {
  readonly tongue: Tongue;
  readonly deps: KnowledgeDeps;
  readonly secrets: ConsoleCall['secrets'];
}

/** Something new to be written. Nothing is kept before it is saved the first time. */
export function NewPage({
  tongue,
  deps,
  secrets,
  content,
  locale,
}: PageProps & { readonly content: DraftContent; readonly locale: string }): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <h1>{say('console-knowledge:new.heading')}</h1>
      <p class="lead">{say('console-knowledge:new.lead')}</p>
      <form method="post" action={`${LIST}/new`}>
        <Secrets secrets={secrets} />
        <section class="panel">
          <SelectField
            name="locale"
            label={say('console-knowledge:new.language')}
            value={locale}
            choices={['zh-CN', 'en'].map((value) => ({
              value,
              label: say(`console-knowledge:languages.${value}`),
            }))}
          />
        </section>
        <DraftFields {...{ tongue, deps, locale, content }} entryId={null} shortcomings={[]} />
        <SaveButtons say={say} />
      </form>
    </>
  );
}

export interface DraftPageProps extends PageProps {
  readonly file: DraftFile;
  /** What was typed and could not be saved, because somebody else saved before; the file holds her words. */
  readonly unsaved?: DraftContent | undefined;
  /** Why it was not published: the code of a sentence of `errors`. */
  readonly refused?: string | undefined;
  readonly wasSaved: boolean;
}

/** A draft to be worked on. */
export function DraftPage(props: DraftPageProps): JSX.Element {
  const { tongue, deps, secrets, file, unsaved } = props;
  const { say } = tongue;
  const page = draftAddress(file.id);
  return (
    <>
      <p>
        <a href={file.published ? entryAddress(file.published) : LIST}>
          {say(`console-knowledge:draft.${file.published ? 'back' : 'back_to_list'}`)}
        </a>
      </p>
      <h1>{say('console-knowledge:draft.heading')}</h1>
      <p class="soft">
        {say(`console-knowledge:languages.${file.locale}`)} · {say('console-knowledge:draft.saved')}{' '}
        <Moment tongue={tongue} at={file.updatedAt} /> {file.updatedBy}
      </p>
      <Notices {...props} />
      {unsaved && <Clash {...props} mine={unsaved} />}
      <form method="post" action={page}>
        <Secrets secrets={secrets} />
        <input type="hidden" name="seen" value={file.seen} />
        <DraftFields
          {...{ tongue, deps }}
          locale={file.locale}
          entryId={file.entryId}
          content={unsaved ?? file.content}
          shortcomings={unsaved ? [] : file.shortcomings}
        />
        <SaveButtons say={say} />
      </form>
      <p>
        <a href={`${page}/discard`}>{say('console-knowledge:draft.discard')}</a>
      </p>
    </>
  );
}

function SaveButtons({ say }: { readonly say: Tongue['say'] }): JSX.Element {
  return (
    <p class="actions">
      <button class="button" name="then" value="preview">
        {say('console-knowledge:draft.save_preview')}
      </button>
      <button class="button button-plain" name="then" value="stay">
        {say('console-knowledge:draft.save')}
      </button>
    </p>
  );
}

function Notices({ tongue, file, unsaved, refused, wasSaved }: DraftPageProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      {refused && (
        <Notice mood="alarm">
          <p>{say(`errors:${refused}`)}</p>
        </Notice>
      )}
      {wasSaved && (
        <Notice mood="good">
          <p>{say('console-knowledge:done.saved')}</p>
        </Notice>
      )}
      {file.isFromQuestion && (
        <Notice mood="warn">
          <p>{say('console-knowledge:draft.from_question')}</p>
        </Notice>
      )}
      {file.isStale && (
        <Notice mood="warn">
          <p>{say('console-knowledge:draft.is_stale')}</p>
        </Notice>
      )}
      {file.published?.withdrawn && (
        <Notice mood="warn">
          <p>{say('console-knowledge:draft.is_withdrawn')}</p>
        </Notice>
      )}
      {!unsaved && file.shortcomings.length > 0 && (
        <Missing tongue={tongue} shortcomings={file.shortcomings} />
      )}
    </>
  );
}

/** What it lacks, each a way to its field. */
export function Missing({
  tongue,
  shortcomings,
}: {
  readonly tongue: Tongue;
  readonly shortcomings: readonly Shortcoming[];
}): JSX.Element {
  return (
    <Notice mood="plain">
      <p>{tongue.say('console-knowledge:draft.missing')}</p>
      <ul class="missing">
        {shortcomings.map((one) => (
          <li key={`${one.code} ${Object.values(one.params).join(' ')}`}>
            <a href={`#${anchorOf(one)}`}>{sentenceOf(tongue, one)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Groups of boxes have no field of that name: the way leads to what is wrong with them. */
const anchorOf = ({ field }: Shortcoming): string =>
  field === 'bands' || field === 'audiences' ? `problem-${field}` : `field-${field}`;

/** Somebody saved in between: what she wrote beside what was typed here. */
function Clash({ tongue, deps, file, mine }: DraftPageProps & { readonly mine: DraftContent }): JSX.Element {
  const { say } = tongue;
  return (
    <section class="panel">
      <h2>{say('console-knowledge:draft.clash')}</h2>
      <p>{say('console-knowledge:draft.clash_lead')}</p>
      <Changes
        tongue={tongue}
        deps={deps}
        before={entryFromDraft(file, file.content)}
        after={entryFromDraft(file, mine)}
        sides={{
          before: say('console-knowledge:draft.theirs', { name: file.updatedBy }),
          after: say('console-knowledge:draft.mine'),
        }}
      />
    </section>
  );
}
