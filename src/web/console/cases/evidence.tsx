import type { JSX } from 'preact';
import { type EvidenceFile, MOST_EVIDENCE, PURPOSES } from '../../../domain/evidence/index.js';
import { ChoiceField, TextArea } from '../views/field.js';
import { Secrets } from '../views/secrets.js';
import type { FormName } from './draft.js';
import type { FormsProps } from './moves.js';
import { When } from './when.js';

const MB = 1024 * 1024;

/** What she added: photos to look at, and the sealed originals. */
export function EvidencePanel(props: FormsProps): JSX.Element {
  const { say, file } = props;
  return (
    <section class="panel" id="evidence">
      <h2>{say('evidence:console.heading')}</h2>
      {file.files.length === 0 ? (
        <p>{say('evidence:console.none')}</p>
      ) : (
        <p class="soft">{say('evidence:console.lead')}</p>
      )}
      <ol class="timeline">
        {file.files.map((evidence) => (
          <li key={evidence.id} class="entry" id={`evidence-${evidence.id}`}>
            <Facts say={say} evidence={evidence} />
            <Copy {...props} evidence={evidence} />
            <Original {...props} evidence={evidence} />
          </li>
        ))}
      </ol>
    </section>
  );
}

type OfFile = FormsProps & { readonly evidence: EvidenceFile };

function Facts({ say, evidence }: Pick<OfFile, 'say' | 'evidence'>): JSX.Element {
  const { kind, type, size, at, name, sha256, id } = evidence;
  return (
    <>
      <p class="entry-head">
        <strong>{say(`evidence:kinds.${kind}`)}</strong> · {type.toUpperCase()} ·{' '}
        {Math.max(0.1, size / MB).toFixed(1)} MB · <When at={at} />
      </p>
      {name !== null && (
        <p>
          {say('evidence:console.name')} <bdi>{name}</bdi>
        </p>
      )}
      <p class="soft">
        {say('evidence:console.number')} {id.slice(0, 8)} · SHA-256 <code>{sha256}</code>
      </p>
    </>
  );
}

function Copy({ say, file, evidence }: OfFile): JSX.Element {
  return evidence.hasCopy ? (
    <p>
      <a href={`/console/cases/${file.id}/evidence/${evidence.id}`}>{say('evidence:console.look')}</a>
    </p>
  ) : (
    <p>{say('evidence:console.no_copy')}</p>
  );
}

/** The form that opens an original. Each opening is written down with its reason. */
function Original(props: OfFile): JSX.Element {
  const { say, secrets, file, failed, evidence } = props;
  if (!evidence.hasOriginal) {
    return <p>{say('evidence:console.no_original')}</p>;
  }
  const form: FormName = `original-${evidence.id}`;
  const draft = failed?.draft.form === form ? failed.draft : undefined;
  return (
    <details class="move" open={draft !== undefined}>
      <summary>{say('evidence:console.open')}</summary>
      <form method="post" action={`/console/cases/${file.id}/evidence/${evidence.id}/original`}>
        <Secrets secrets={secrets} />
        <p>{say('evidence:console.open_note')}</p>
        <ChoiceField
          name={`purpose_${form}`}
          label={say('evidence:console.purpose')}
          kind="radio"
          choices={PURPOSES.map((value) => ({ value, label: say(`evidence:purposes.${value}`) }))}
          chosen={[draft?.purpose ?? PURPOSES[0]]}
        />
        <TextArea
          name={`text_${form}`}
          label={say('evidence:console.reason')}
          hint={say('evidence:console.reason_hint')}
          value={draft?.text ?? ''}
          rows={2}
          most={MOST_EVIDENCE.reason}
          required
          problem={draft && failed?.problem}
        />
        <button class="button" type="submit">
          {say('evidence:console.open_do')}
        </button>
      </form>
    </details>
  );
}
