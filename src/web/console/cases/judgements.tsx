import type { JSX } from 'preact';
import type { Judgement } from '../../../domain/cases/index.js';
import { AsSuggested, JudgeForm, judgeForm } from './judge-form.js';
import type { FormsProps } from './moves.js';
import { Suggestion, Taken } from './suggestion.js';
import { When } from './when.js';

/** Each of her messages with what the program suggests of it and what staff decided (研判). */
export function Judgements(props: FormsProps): JSX.Element | null {
  const { say, file } = props;
  return file.judgements.length === 0 ? null : (
    <section class="panel" id="judgements">
      <h2>{say('console-triage:message.heading')}</h2>
      <p class="soft">{say('console-triage:message.lead')}</p>
      {file.judgements.map((judgement) => (
        <Message key={judgement.id} {...props} judgement={judgement} />
      ))}
    </section>
  );
}

type MessageProps = FormsProps & { readonly judgement: Judgement };

function Message(props: MessageProps): JSX.Element {
  const { say, file, judgement, failed } = props;
  const { id, entryId, decision } = judgement;
  const entry = file.entries.find((line) => line.id === entryId);
  const isFailed = failed?.draft.form === judgeForm(id);
  return (
    <article class="judgement" id={`judgement-${id}`}>
      <h3>
        {say(`console-triage:message.${entryId === null ? 'report' : 'later'}`)}{' '}
        {entry && <When at={entry.at} />}
      </h3>
      {entry && entry.text !== null && (
        <p class="words" dir="auto">
          {entry.text}
        </p>
      )}
      <Suggestion say={say} judgement={judgement} />
      {decision ? <Decided {...props} /> : <AsSuggested {...props} />}
      <details open={isFailed}>
        <summary>{say(`console-triage:message.${decision ? 'again' : 'otherwise'}`)}</summary>
        <JudgeForm {...props} />
      </details>
    </article>
  );
}

function Decided({ say, judgement }: MessageProps): JSX.Element | null {
  const { decision, decidedBy, decidedAt } = judgement;
  return (
    decision && (
      <>
        <p>
          {say('console-triage:message.decided')} <Taken say={say} taken={decision} />
        </p>
        <p class="soft">
          {decidedBy} {decidedAt && <When at={decidedAt} />}
        </p>
        {decision.why !== null && (
          <p class="words" dir="auto">
            {decision.why}
          </p>
        )}
      </>
    )
  );
}
