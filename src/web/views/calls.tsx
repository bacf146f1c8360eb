import type { JSX } from 'preact';
import type { Tongue } from './tongue.js';

const CALLS = [
  ['tel:110', '110', 'report:help.danger_police'],
  [null, '12110', 'report:help.danger_sms'], // no link: the number goes on with the area code
  ['tel:120', '120', 'report:help.danger_ambulance'],
  ['tel:12338', '12338', 'report:help.danger_federation'],
  ['tel:12355', '12355', 'report:help.danger_youth'],
] as const;

/** Whom to call in danger. */
export function Calls({ tongue: { say } }: { readonly tongue: Tongue }): JSX.Element {
  return (
    <section class="card calls" aria-labelledby="calls-title">
      <h2 id="calls-title">{say('report:help.danger_title')}</h2>
      <ul>
        {CALLS.map(([href, number, text]) => (
          <li key={number}>
            <Call href={href} number={number} text={say(text)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CallProps {
  readonly href: string | null;
  readonly number: string;
  readonly text: string;
}

function Call({ href, number, text }: CallProps): JSX.Element {
  const words = (
    <>
      <b>{number}</b> <span>{text}</span>
    </>
  );
  return href === null ? <span class="call">{words}</span> : <a href={href}>{words}</a>;
}
