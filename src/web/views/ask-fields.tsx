import type { ComponentChildren, JSX } from 'preact';
import { type CaseAsk, MOST, RATINGS } from '../../domain/cases/index.js';
import type { Tongue } from './tongue.js';

/** What was typed already. */
export interface TypedAsk {
  readonly words?: string;
  readonly window?: string;
  readonly phone?: string;
  readonly rating?: string | undefined;
}

interface AskFieldsProps {
  readonly tongue: Tongue;
  readonly ask: CaseAsk;
  /** Whether a phone number is kept: then none has to be written. */
  readonly hasPhone: boolean;
  readonly typed: TypedAsk;
  /** Whether the page opens here. */
  readonly hasFocus: boolean;
}

/** What is asked with it. */
export function AskFields(props: AskFieldsProps): JSX.Element {
  switch (props.ask) {
    case 'callback':
      return <CallFields {...props} />;
    case 'object':
    case 'withdrawal':
      return <Words {...props} />;
    case 'rating':
      return (
        <>
          <Ratings {...props} />
          <Words {...props} hasFocus={false} />
        </>
      );
    case 'removal':
      return <p class="hint">{props.tongue.say('track:asks.removal.rest')}</p>;
  }
}

function CallFields({ tongue: { say }, hasPhone, typed, hasFocus }: AskFieldsProps): JSX.Element {
  const shared = { type: 'text', autocomplete: 'off' } as const;
  return (
    <>
      <Labelled
        id="ask-window"
        label={say('track:asks.callback.window')}
        hint={say('track:asks.callback.window_hint')}
      >
        <input
          {...shared}
          id="ask-window"
          name="window"
          maxLength={MOST.safe_time}
          aria-describedby="ask-window-hint"
          autofocus={hasFocus}
          value={typed.window}
        />
      </Labelled>
      <Labelled
        id="ask-phone"
        label={say('track:asks.callback.phone')}
        hint={say(`track:asks.callback.phone_${hasPhone ? 'kept' : 'needed'}`)}
      >
        <input
          {...shared}
          id="ask-phone"
          name="phone"
          inputMode="tel"
          maxLength={MOST.phone}
          aria-describedby="ask-phone-hint"
          value={typed.phone}
        />
      </Labelled>
    </>
  );
}

interface LabelledProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

function Labelled({ id, label, hint, children }: LabelledProps): JSX.Element {
  return (
    <div class="field">
      <label class="question" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
    </div>
  );
}

function Words({ tongue: { say }, ask, typed, hasFocus }: AskFieldsProps): JSX.Element {
  const id = `ask-${ask}-words`;
  return (
    <Labelled id={id} label={say(`track:asks.${ask}.words`)}>
      <textarea
        id={id}
        name="words"
        rows={3}
        maxLength={MOST.message}
        autocomplete="off"
        autofocus={hasFocus}
      >
        {typed.words}
      </textarea>
    </Labelled>
  );
}

function Ratings({ tongue: { say }, typed, hasFocus }: AskFieldsProps): JSX.Element {
  return (
    <fieldset class="choose">
      <legend>{say('track:asks.rating.title')}</legend>
      <div class="options">
        {RATINGS.map((rating, nth) => (
          <label key={rating} class="option">
            <input
              type="radio"
              name="rating"
              value={rating}
              autocomplete="off"
              checked={typed.rating === rating}
              autofocus={hasFocus && nth === 0}
            />
            <span>{say(`track:asks.rating.${rating}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
