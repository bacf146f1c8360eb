import type { JSX } from 'preact';
import type { CaseRow, CaseUrgency, ClockKind } from '../../../domain/cases/index.js';
import type { Tongue } from '../../views/tongue.js';
import { Badge, type Mood } from '../views/marks.js';
import { When } from './when.js';

const MOODS: Readonly<Record<CaseUrgency, Mood>> = { emergency: 'alarm', urgent: 'warn', normal: 'plain' };

interface BadgesProps {
  readonly say: Tongue['say'];
  readonly row: Pick<CaseRow, 'urgency' | 'minor' | 'unread'> & {
    readonly suicide?: boolean;
    readonly overLimit?: boolean;
    readonly isUnsafe?: boolean;
    readonly wantsCall?: boolean;
    readonly leftAt?: Date | null;
  };
}

/** What has to be seen of a case at once. */
export function Badges({ say, row }: BadgesProps): JSX.Element {
  return (
    <span class="badges">
      <Badge mood={MOODS[row.urgency]} text={say(`console-cases:urgency.${row.urgency}`)} />
      {row.suicide && <Badge mood="alarm" text={say('console-cases:badges.suicide')} />}
      {row.minor && <Badge mood="warn" text={say('console-cases:badges.minor')} />}
      {row.leftAt && <Badge mood="warn" text={say('console-cases:badges.left')} />}
      {row.wantsCall && <Badge mood="warn" text={say('console-cases:badges.wants_call')} />}
      {row.isUnsafe && <Badge mood="alarm" text={say('console-contact:unsafe.badge')} />}
      {row.overLimit && <Badge mood="warn" text={say('console-cases:badges.over_limit')} />}
      {row.unread && <Badge mood="warn" text={say('console-cases:badges.unread')} />}
    </span>
  );
}

interface DeadlineProps {
  readonly say: Tongue['say'];
  readonly clock: { readonly kind: ClockKind; readonly dueAt: Date };
  readonly now: Date;
}

/** What ends when; marked when it is over. */
export function Deadline({ say, clock, now }: DeadlineProps): JSX.Element {
  return (
    <span class="deadline">
      {say(`console-cases:clocks.${clock.kind}`)} <When at={clock.dueAt} />{' '}
      {clock.dueAt < now && <Badge mood="alarm" text={say('console-cases:badges.overdue')} />}
    </span>
  );
}
