import type { JSX } from 'preact';
import type { GapReason } from '../../../domain/knowledge/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Badge } from '../views/marks.js';
import type { Beside } from './deps.js';

interface ReachProps {
  readonly say: Tongue['say'];
  readonly reachable: boolean;
}

/** Whether an answer would reach her who asked. */
export function Reach({ say, reachable }: ReachProps): JSX.Element {
  return (
    <Badge
      mood={reachable ? 'good' : 'plain'}
      text={say(`console-questions:reach.${reachable ? 'yes' : 'no'}`)}
    />
  );
}

interface ReasonsProps {
  readonly say: Tongue['say'];
  readonly reasons: readonly GapReason[];
}

/** Why questions are here, each reason once. */
export function Reasons({ say, reasons }: ReasonsProps): JSX.Element {
  return (
    <>
      {[...new Set(reasons)].map((reason) => (
        <>
          <Badge
            key={reason}
            mood={reason === 'unhelpful' ? 'warn' : 'plain'}
            text={say(`console-questions:reasons.${reason}`)}
          />{' '}
        </>
      ))}
    </>
  );
}

interface EntryProps {
  readonly beside: Beside;
  readonly id: string;
  readonly locale: string;
}

/** An entry by its title; a link for those who may open it. */
export function Entry({ beside, id, locale }: EntryProps): JSX.Element {
  const title = beside.entryTitle(id, locale) ?? id;
  return beside.seesKnowledge ? (
    <a href={`/console/knowledge/entries/${locale}/${id}`}>{title}</a>
  ) : (
    <>{title}</>
  );
}
