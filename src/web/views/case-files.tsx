import type { JSX } from 'preact';
import { CHOOSABLE, MOST_EVIDENCE, type OwnFile } from '../../domain/evidence/index.js';
import { timeIn } from './moments.js';
import type { Tongue } from './tongue.js';

const MB = 1024 * 1024;

export interface CaseFilesProps {
  readonly tongue: Tongue;
  readonly token: string;
  /** What she has added. */
  readonly owned: readonly OwnFile[];
}

/** Photos, recordings and documents of her case: what is there, and the way to add one. */
export function CaseFiles(props: CaseFilesProps): JSX.Element {
  const { say } = props.tongue;
  const isFull = props.owned.length >= MOST_EVIDENCE.files;
  return (
    <section class="files" id="files" aria-labelledby="files-title">
      <h2 id="files-title">{say('evidence:heading')}</h2>
      <p>{say('evidence:lead')}</p>
      <p class="hint">{say('evidence:safety')}</p>
      <div id="files-kept">
        <KeptFiles {...props} />
        {isFull && <p>{say('evidence:full', { limit: MOST_EVIDENCE.files })}</p>}
      </div>
      {!isFull && <AddFile {...props} />}
    </section>
  );
}

function KeptFiles({ tongue, token, owned }: CaseFilesProps): JSX.Element | null {
  return owned.length === 0 ? null : (
    <ul class="files-list">
      {owned.map((file) => (
        <li key={file.id}>
          <KeptFile tongue={tongue} token={token} file={file} />
        </li>
      ))}
    </ul>
  );
}

interface KeptFileProps extends Omit<CaseFilesProps, 'owned'> {
  readonly file: OwnFile;
}

function KeptFile({ tongue: { locale, say }, token, file }: KeptFileProps): JSX.Element {
  const { id, at, kind, size, hasOriginal } = file;
  return (
    <>
      <p>
        <b>{say(`evidence:kinds.${kind}`)}</b> · {sizeIn(size)} ·{' '}
        <time dateTime={at.toISOString()}>{timeIn(locale, at)}</time>
      </p>
      <p class="hint">{say(`evidence:kept.${hasOriginal ? 'original' : 'copy'}`)}</p>
      <details>
        <summary>{say('evidence:remove.ask')}</summary>
        <form method="post" action="/r/files/remove">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="id" value={id} />
          <p>{say('evidence:remove.note')}</p>
          <button class="button button-plain" type="submit">
            {say('evidence:remove.do')}
          </button>
        </form>
      </details>
    </>
  );
}

/** As people know it from their phone: tenths of a megabyte, at least one. */
const sizeIn = (bytes: number): string => `${Math.max(0.1, bytes / MB).toFixed(1)} MB`;

/** One file at a time; the script lets her choose several and brings them one by one, with progress and a way to stop. */
function AddFile({ tongue: { say }, token }: CaseFilesProps): JSX.Element {
  const limit = MOST_EVIDENCE.fileBytes / MB;
  return (
    <form
      method="post"
      action="/r/files"
      encType="multipart/form-data"
      autocomplete="off"
      class="intake"
      id="files-add"
      data-most={MOST_EVIDENCE.fileBytes}
      data-nth={say('evidence:script.nth')}
      data-going={say('evidence:script.going')}
      data-checking={say('evidence:script.checking')}
      data-done={say('evidence:script.done')}
      data-stopped={say('evidence:script.stopped')}
      data-stopped-late={say('evidence:script.stopped_late')}
      data-failed={say('evidence:script.failed')}
      data-failed-late={say('evidence:script.failed_late')}
      data-large={say('errors:evidence_too_large')}
      data-stop={say('evidence:script.stop')}
    >
      <input type="hidden" name="token" value={token} />
      <label class="option">
        <input type="checkbox" name="keep" value="copy" autocomplete="off" aria-describedby="keep-hint" />{' '}
        <span>{say('evidence:copy_only.label')}</span>
      </label>
      <p class="hint" id="keep-hint">
        {say('evidence:copy_only.hint')}
      </p>
      <label class="question" for="file">
        {say('evidence:choose')}
      </label>
      <p class="hint" id="file-hint">
        {say('evidence:choose_hint', { limit, files: MOST_EVIDENCE.files })}
      </p>
      <input id="file" type="file" name="file" accept={CHOOSABLE} aria-describedby="file-hint" />
      <ul class="files-going" id="files-going" hidden />
      <p role="status" aria-live="polite" id="files-status" />
      <button class="button" type="submit">
        {say('evidence:send')}
      </button>
    </form>
  );
}
