import type { JSX } from 'preact';
import type { Tongue } from '../../views/tongue.js';
import { Badge, type Mood } from '../views/marks.js';

export interface EntryState {
  readonly edited: boolean;
  readonly conflict: boolean;
  readonly withdrawn: boolean;
  readonly isDue: boolean;
  readonly draftId: string | null;
}

const MOODS = {
  conflict: 'alarm',
  withdrawn: 'warn',
  due: 'warn',
  draft: 'plain',
  edited: 'good',
} as const satisfies Readonly<Record<string, Mood>>;

/** How an entry stands, in a word each; an untouched one of the shipped edition says so. */
export function EntryMarks({
  say,
  state,
}: {
  readonly say: Tongue['say'];
  readonly state: EntryState;
}): JSX.Element {
  const has = {
    conflict: state.conflict,
    withdrawn: state.withdrawn,
    due: state.isDue,
    draft: state.draftId !== null,
    edited: state.edited,
  };
  const shown = (Object.keys(MOODS) as Array<keyof typeof MOODS>).filter((mark) => has[mark]);
  return (
    <span class="badges">
      {shown.map((mark) => (
        <Badge key={mark} mood={MOODS[mark]} text={say(`console-knowledge:marks.${mark}`)} />
      ))}
      {!state.edited && <Badge mood="plain" text={say('console-knowledge:marks.shipped')} />}
    </span>
  );
}
