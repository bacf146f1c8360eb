import type { JSX } from 'preact';
import type { Outlook as CaseOutlook } from '../../domain/cases/index.js';
import { deadlineIn } from './moments.js';
import type { Tongue } from './tongue.js';

interface OutlookProps {
  readonly tongue: Tongue;
  readonly outlook: CaseOutlook | null;
}

/** Right after sending: what to do first, what to keep, and by when she hears. In an emergency no hour of ours is named: she must not wait for it. */
export function Outlook({ tongue: { say, locale }, outlook }: OutlookProps): JSX.Element | null {
  if (!outlook) {
    return null;
  }
  const { category, urgency } = outlook;
  const clocks = outlook.clocks.filter(({ kind }) => kind !== 'first_contact' || urgency !== 'emergency');
  return (
    <>
      <section class="card" aria-labelledby="first-title">
        <h2 id="first-title">{say('report:done.first')}</h2>
        <p>{say(`complaint:${category}`)}</p>
        <p>
          {say('report:evidence.lead')}
          {say(`report:evidence.${category}`)}
        </p>
      </section>
      {clocks.length > 0 && (
        <section class="card" aria-labelledby="when-title">
          <h2 id="when-title">{say('report:done.when')}</h2>
          <ul class="dates">
            {clocks.map(({ kind, dueAt }) => (
              <li key={kind}>{say(`report:clocks.${kind}`, { date: deadlineIn(locale, dueAt) })}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
