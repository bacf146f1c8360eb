import { Fragment, type JSX } from 'preact';
import type { KnowledgeEntry } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { KnowledgeDeps } from './deps.js';
import { wordsOf } from './words.js';

interface AnswerProps {
  readonly tongue: Tongue;
  readonly deps: Pick<KnowledgeDeps, 'cite' | 'topics'>;
  readonly entry: KnowledgeEntry;
}

/** An entry as a parent reads it, and below it for whom and until when it holds. */
export function Answer({ tongue, deps, entry }: AnswerProps): JSX.Element {
  const { say } = tongue;
  return (
    <section class="panel">
      <h2>{say('console-knowledge:entry.answer')}</h2>
      <div class="kept" lang={entry.locale}>
        <p class="words">{entry.answer}</p>
        {entry.steps && (
          <ol class="steps">
            {entry.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
        {entry.not_covered && <p>{entry.not_covered}</p>}
        <ul class="soft">
          {entry.sources
            .map((source) => deps.cite(source, entry.locale))
            .map((citation) => (
              <li key={citation}>{citation}</li>
            ))}
        </ul>
      </div>
      <Facts tongue={tongue} deps={deps} entry={entry} />
    </section>
  );
}

function Facts({ tongue, deps, entry }: AnswerProps): JSX.Element {
  const { say } = tongue;
  const words = (part: 'topic' | 'bands' | 'audiences', lines: readonly string[]) =>
    lines.map((line) => wordsOf(tongue, deps, part, line)).join(tongue.locale === 'en' ? ', ' : '、');
  const facts = {
    topic: words('topic', [entry.topic]),
    bands: words('bands', entry.bands),
    audiences: words('audiences', entry.audiences),
    reviewed_on: entry.reviewed_on,
    review_by: entry.review_by,
  };
  return (
    <dl class="facts">
      {Object.entries(facts).map(([part, text]) => (
        <Fragment key={part}>
          <dt>{say(`console-knowledge:parts.${part}`)}</dt>
          <dd>{text}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** The phrasings by which people ask for it. */
export function Phrasings({ tongue: { say }, entry }: Omit<AnswerProps, 'deps'>): JSX.Element {
  return (
    <section class="panel case">
      <details>
        <summary>{say('console-knowledge:entry.questions', { n: entry.questions.length })}</summary>
        <ul class="phrasings" lang={entry.locale}>
          {entry.questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
