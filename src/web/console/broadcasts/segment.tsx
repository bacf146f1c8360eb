import type { JSX } from 'preact';
import type { Segment } from '../../../domain/tips/index.js';
import type { Tongue } from '../../views/tongue.js';
import { GROUPS } from './form.js';
import type { Offered } from './groups.js';
import { oneOf } from './one-of.js';

interface SegmentProps {
  readonly tongue: Tongue;
  readonly segment: Segment;
  readonly offered: Offered;
}

/** Whom it goes to, in words: one line for each group that narrows it down. */
export function SegmentText({ tongue: { locale, say }, segment, offered }: SegmentProps): JSX.Element {
  const narrowed = GROUPS.filter((group) => (segment[group] ?? []).length > 0);
  const names = (group: (typeof GROUPS)[number]) =>
    (segment[group] ?? []).map((id) => offered[group].find((option) => option.id === id)?.title ?? id);
  return (
    <section class="panel">
      <h2>{say('console-tips:whom.heading')}</h2>
      {narrowed.length === 0 && <p>{say('console-tips:whom.everybody')}</p>}
      {narrowed.map((group) => (
        <p key={group}>{say(`console-tips:whom.${group}`, { names: oneOf(locale, names(group)) })}</p>
      ))}
      {narrowed.length > 1 && <p>{say('console-tips:whom.and')}</p>}
    </section>
  );
}
