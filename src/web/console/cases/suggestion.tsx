import type { JSX } from 'preact';
import type { Judged, Judgement } from '../../../domain/cases/index.js';
import { COMPLAINT_CATEGORIES } from '../../../domain/triage/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Notice } from '../views/marks.js';
import { Badges } from './badges.js';
import { type HeadReasons, readReasons } from './reasons.js';

type Say = Tongue['say'];
interface SuggestionProps {
  readonly say: Say;
  readonly judgement: Judgement;
}

/** What the triage made of one message, and why. */
export function Suggestion({ say, judgement: { suggested, proposed } }: SuggestionProps): JSX.Element {
  const { also, unsure, reasons } = suggested;
  const isRaised = proposed.urgency !== suggested.urgency || proposed.minor !== suggested.minor;
  return (
    <>
      <p>
        {say('console-triage:message.suggests')} <Taken say={say} taken={suggested} />
      </p>
      {isRaised && (
        <p>
          {say('console-triage:message.answers')} <Taken say={say} taken={proposed} />
        </p>
      )}
      {also.length > 0 && (
        <p>
          {say('console-triage:message.also')}{' '}
          {also.map((category) => say(`console-cases:categories.${category}`)).join(' · ')}
        </p>
      )}
      {unsure && (
        <Notice mood="warn">
          <p>{say('console-triage:message.unsure')}</p>
        </Notice>
      )}
      <Why say={say} reasons={reasons} />
    </>
  );
}

/** Category, urgency and flags in words. */
export function Taken({ say, taken }: { readonly say: Say; readonly taken: Judged }): JSX.Element {
  return (
    <>
      <strong>{say(`console-cases:categories.${taken.category}`)}</strong>{' '}
      <Badges say={say} row={{ ...taken, unread: false }} />
    </>
  );
}

function Why({ say, reasons }: { readonly say: Say; readonly reasons: readonly string[] }): JSX.Element {
  const { rules, heads } = readReasons(reasons);
  return (
    <details>
      <summary>{say('console-triage:reasons.heading')}</summary>
      {reasons.length === 0 && <p>{say('console-triage:reasons.none')}</p>}
      <dl class="told">
        {rules.length > 0 && (
          <div>
            <dt>{say('console-triage:reasons.rules')}</dt>
            <dd>{rules.map((rule) => say(`console-triage:rules.${rule}`)).join(' · ')}</dd>
          </div>
        )}
        {heads.map((head) => (
          <Head key={head.head} say={say} reasons={head} />
        ))}
      </dl>
    </details>
  );
}

function Head({ say, reasons }: { readonly say: Say; readonly reasons: HeadReasons }): JSX.Element {
  const { head, groups, words } = reasons;
  return (
    <div>
      <dt>{headWords(say, head)}</dt>
      <dd>
        {groups.map((group) => say(`console-triage:groups.${group}`)).join(' · ')}
        {groups.length > 0 && words.length > 0 && ' · '}
        {words.map((word) => (
          <q key={word} lang="zh-CN">
            {word}
          </q>
        ))}
      </dd>
    </div>
  );
}

const HEADS: readonly string[] = ['suicide', 'emergency', 'pressing', 'minor', 'calm'];
function headWords(say: Say, head: string): string {
  if (COMPLAINT_CATEGORIES.some((category) => category === head)) {
    return say(`console-cases:categories.${head}`);
  }
  return say(`console-triage:heads.${HEADS.includes(head) ? head : 'other'}`);
}
