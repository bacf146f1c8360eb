import type { JSX } from 'preact';
import { type DraftContent, type DraftSource, NO_SOURCE } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { type Choice, SelectField, TextField } from '../views/field.js';
import type { KnowledgeDeps } from './deps.js';
import { SOURCE_PLACES, type SourceField, sourceName } from './draft-form.js';

interface SourcesProps {
  readonly tongue: Tongue;
  readonly deps: KnowledgeDeps;
  readonly content: DraftContent;
  readonly problem: string | undefined;
}

/** Where the answer comes from: up to three sources, each a law, a guideline or an outline of the district. */
export function SourceFields({ tongue, deps, content, problem }: SourcesProps): JSX.Element {
  const { say } = tongue;
  return (
    <>
      <p class="hint">{say('console-knowledge:form.sources_hint')}</p>
      {problem && (
        <p class="problem" id="field-sources">
          {problem}
        </p>
      )}
      {SOURCE_PLACES.map((place) => (
        <OneSource
          key={place}
          tongue={tongue}
          deps={deps}
          place={place}
          source={content.sources[place - 1] ?? { ...NO_SOURCE, kind: '' }}
        />
      ))}
    </>
  );
}

interface SourceProps {
  readonly tongue: Tongue;
  readonly deps: KnowledgeDeps;
  readonly place: number;
  readonly source: Omit<DraftSource, 'kind'> & { readonly kind: string };
}

/** The fields of each kind of source. */
const KINDS = {
  law: ['law', 'article'],
  guideline: ['title', 'issuer', 'year'],
  outline: ['document', 'section'],
} as const satisfies Readonly<Record<DraftSource['kind'], readonly SourceField[]>>;
const KIND_NAMES = ['law', 'guideline', 'outline'] as const;

function OneSource(props: SourceProps): JSX.Element {
  const { tongue, place, source } = props;
  const { say } = tongue;
  const kinds = ['none', ...KIND_NAMES].map((kind) => ({
    value: kind === 'none' ? '' : kind,
    label: say(`console-knowledge:form.source_kind.${kind}`),
  }));
  return (
    <fieldset class="field source">
      <legend>{say('console-knowledge:form.source', { n: place })}</legend>
      <SelectField
        name={sourceName(place, 'kind')}
        label={say('console-knowledge:form.kind')}
        choices={kinds}
        value={source.kind}
      />
      {KIND_NAMES.map((kind) => (
        <div key={kind} class={`source-part source-${kind}`}>
          {KINDS[kind].map((part) => (
            <Part key={part} {...props} part={part} />
          ))}
        </div>
      ))}
    </fieldset>
  );
}

function Part({
  tongue,
  deps,
  place,
  source,
  part,
}: SourceProps & { readonly part: SourceField }): JSX.Element {
  const { say } = tongue;
  const field = {
    name: sourceName(place, part),
    label: say(`console-knowledge:form.source_part.${part}`),
    value: source[part],
  };
  const choices = choicesOf(tongue, deps, part, source[part]);
  return choices ? <SelectField {...field} choices={choices} /> : <TextField {...field} />;
}

/** What can be chosen for a part; null when it is written. */
function choicesOf(
  { say, locale }: Tongue,
  { laws }: KnowledgeDeps,
  part: SourceField,
  chosen: string,
): Choice[] | null {
  const none = { value: '', label: say('console-knowledge:form.choose') };
  if (part === 'document') {
    return [
      none,
      ...['women', 'children'].map((value) => ({
        value,
        label: say(`console-knowledge:form.source_document.${value}`),
      })),
    ];
  }
  if (part !== 'law') {
    return null;
  }
  const known = laws(locale).map(({ id, title }) => ({ value: id, label: title }));
  const isKnown = chosen === '' || known.some(({ value }) => value === chosen);
  return [none, ...known, ...(isKnown ? [] : [{ value: chosen, label: chosen }])];
}
