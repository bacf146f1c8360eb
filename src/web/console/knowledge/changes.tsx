import type { JSX } from 'preact';
import { type Change, changesBetween, type KnowledgeEntry } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { KnowledgeDeps } from './deps.js';
import { wordsOf } from './words.js';

export interface ChangesProps {
  readonly tongue: Tongue;
  readonly deps: Pick<KnowledgeDeps, 'cite' | 'topics'>;
  readonly before: KnowledgeEntry;
  readonly after: KnowledgeEntry;
  /** Names of the two sides. */
  readonly sides: { readonly before: string; readonly after: string };
}

/** Two states of an entry side by side, only the parts that differ. */
export function Changes(props: ChangesProps): JSX.Element {
  const { tongue, deps, before, after } = props;
  const changes = changesBetween(before, after, (source) => deps.cite(source, before.locale));
  return changes.length === 0 ? (
    <p>{tongue.say('console-knowledge:changes.none')}</p>
  ) : (
    <div class="changes">
      {changes.map((change) => (
        <OneChange key={change.part} {...props} change={change} />
      ))}
    </div>
  );
}

function OneChange({
  tongue,
  deps,
  sides,
  after,
  change,
}: ChangesProps & { readonly change: Change }): JSX.Element {
  const { say } = tongue;
  const words = (line: string) => wordsOf(tongue, deps, change.part, line);
  return (
    <section class="change">
      <h3>{say(`console-knowledge:parts.${change.part}`)}</h3>
      <div class="change-sides">
        <Side name={sides.before} lines={change.gone.map(words)} lang={after.locale} kind="gone" />
        <Side name={sides.after} lines={change.added.map(words)} lang={after.locale} kind="added" />
      </div>
    </section>
  );
}

interface SideProps {
  readonly name: string;
  readonly lines: readonly string[];
  readonly lang: string;
  readonly kind: 'gone' | 'added';
}

function Side({ name, lines, lang, kind }: SideProps): JSX.Element {
  return (
    <div class={`change-${kind}`}>
      <p class="soft">{name}</p>
      {lines.length === 0 ? (
        <p>—</p>
      ) : (
        <ul lang={lang}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
