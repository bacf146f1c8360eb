import type { JSX } from 'preact';
import type { CaseFile } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import type { CategoryGuide, GuideLeaf } from './guide.js';

interface CategoryProps {
  readonly tongue: Tongue;
  readonly file: CaseFile;
  readonly guide: CategoryGuide;
}

/** What the program took the report for, and what the rules say about such a wrong. */
export function Category({ tongue, file, guide }: CategoryProps): JSX.Element {
  const { say, locale } = tongue;
  return (
    <section class="panel" id="category">
      <h2>{say('console-cases:category.heading')}</h2>
      <p>
        <strong>{say(`console-cases:categories.${file.category}`)}</strong> ·{' '}
        {say(`console-cases:urgency.${file.urgency}`)}
      </p>
      <p class="soft">{say('console-cases:category.suggested')}</p>
      {guide.leaves(file.category, locale).map((leaf) => (
        <details key={leaf.id}>
          <summary>
            {leaf.title} · {say(`console-cases:lights.${leaf.light}`)}
          </summary>
          <Leaf tongue={tongue} leaf={leaf} />
        </details>
      ))}
      <details>
        <summary>{say('console-cases:category.always')}</summary>
        <dl class="told">
          <Fact say={say} name="evidence" text={guide.shared.evidence} />
          <Fact say={say} name="federation" text={guide.shared.federation} />
        </dl>
      </details>
    </section>
  );
}

/** The texts are Chinese in every language, but for the laws and what stands before them. */
function Leaf({ tongue, leaf }: { readonly tongue: Tongue; readonly leaf: GuideLeaf }): JSX.Element {
  const { say, locale } = tongue;
  return (
    <dl class="told">
      <Fact say={say} name="advice" text={leaf.advice} />
      <Fact say={say} name="evidence" text={leaf.evidence} />
      <Fact say={say} name="federation" text={leaf.federation} />
      <Fact say={say} name="deadlines" text={leaf.deadlines} />
      <Fact say={say} name="departments" text={[...leaf.lead, ...leaf.joint].join('、')} />
      <Fact say={say} name="basis" text={leaf.basis.join(locale === 'en' ? '; ' : '、')} lang={locale} />
      {leaf.light_note !== undefined && <Fact say={say} name="light_note" text={leaf.light_note} />}
    </dl>
  );
}

interface FactProps {
  readonly say: Tongue['say'];
  readonly name: string;
  readonly text: string;
  readonly lang?: string;
}

function Fact({ say, name, text, lang = 'zh-CN' }: FactProps): JSX.Element {
  return (
    <div>
      <dt>{say(`console-cases:category.facts.${name}`)}</dt>
      <dd lang={lang}>{text}</dd>
    </div>
  );
}
