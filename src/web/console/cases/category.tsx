import type { JSX } from 'preact';
import type { CaseFile } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { LeafRules, Fact } from './leaf-rules.js';
import type { CategoryGuide } from './guide.js';

interface CategoryProps {
  readonly tongue: Tongue;
  readonly file: CaseFile;
  readonly guide: CategoryGuide;
}

/** What the report is taken for, and what the rules say about such a wrong. */
export function Category({ tongue, file, guide }: CategoryProps): JSX.Element {
  const { say, locale } = tongue;
  return (
    <section class="panel" id="category">
      <h2>{say('console-cases:category.heading')}</h2>
      <p>
        <strong>{say(`console-cases:categories.${file.category}`)}</strong> ·{' '}
        {say(`console-cases:urgency.${file.urgency}`)}
      </p>
      <p class="soft">{say(`console-cases:category.${isDecided(file) ? 'decided' : 'suggested'}`)}</p>
      {guide.leaves(file.category, locale).map((leaf) => (
        <details key={leaf.id}>
          <summary>
            {leaf.title} · {say(`console-cases:lights.${leaf.light}`)}
          </summary>
          <LeafRules tongue={tongue} leaf={leaf} />
        </details>
      ))}
      <details>
        <summary>{say('console-cases:category.always')}</summary>
        <dl class="told">
          <Fact say={say} name="evidence" texts={guide.shared.evidence} />
          <Fact say={say} name="federation" texts={[guide.shared.federation]} />
        </dl>
      </details>
    </section>
  );
}

const isDecided = ({ judgements }: CaseFile) =>
  judgements.some(({ entryId, decision }) => entryId === null && decision !== null);
