import type { JSX } from 'preact';
import type { Tongue } from '../../views/tongue.js';
import type { GuideDeadline, GuideLeaf } from './guide.js';

/** What the rules say about one kind of wrong. Chinese in every language, but for the advice and the laws. */
export function LeafRules({
  tongue,
  leaf,
}: {
  readonly tongue: Tongue;
  readonly leaf: GuideLeaf;
}): JSX.Element {
  const { say, locale } = tongue;
  return (
    <dl class="told">
      <Fact say={say} name="advice" texts={[leaf.advice]} lang={locale} />
      <Fact say={say} name="definition" texts={[leaf.definition]} />
      {leaf.light_note !== undefined && <Fact say={say} name="light_note" texts={[leaf.light_note]} />}
      <Fact say={say} name="evidence" texts={leaf.evidence} />
      <Fact say={say} name="federation" texts={[leaf.federation]} />
      <Deadlines tongue={tongue} deadlines={leaf.deadlines} />
      <Fact say={say} name="lead" texts={[leaf.lead.join('、')]} />
      {leaf.joint.length > 0 && <Fact say={say} name="joint" texts={[leaf.joint.join('、')]} />}
      <Fact say={say} name="basis" texts={leaf.basis} lang={locale} />
    </dl>
  );
}

interface FactProps {
  readonly say: Tongue['say'];
  readonly name: string;
  readonly texts: readonly string[];
  readonly lang?: string;
}

/** One fact of a kind of wrong: a sentence, or a list of them. */
export function Fact({ say, name, texts, lang = 'zh-CN' }: FactProps): JSX.Element {
  return (
    <div>
      <dt>{say(`console-cases:category.facts.${name}`)}</dt>
      <dd lang={lang}>
        {texts.length === 1 ? (
          texts[0]
        ) : (
          <ul>
            {texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
      </dd>
    </div>
  );
}

interface DeadlinesProps {
  readonly tongue: Tongue;
  readonly deadlines: readonly GuideDeadline[];
}

function Deadlines({ tongue: { say, locale }, deadlines }: DeadlinesProps): JSX.Element {
  return (
    <div>
      <dt>{say('console-cases:category.facts.deadlines')}</dt>
      <dd lang="zh-CN">
        <ul>
          {deadlines.map(({ what, within, basis }) => (
            <li key={what}>
              {what}：{within}
              <span class="soft" lang={locale}>
                {' '}
                {basis.length > 0
                  ? basis.join(locale === 'en' ? '; ' : '、')
                  : say('console-cases:category.internal')}
              </span>
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
