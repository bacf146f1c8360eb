import type { ComponentChildren, JSX } from 'preact';

/** How something stands: `alarm` and `warn` ask for somebody, `good` is done, `plain` runs. Its words say it all; the colour only helps. */
export type Mood = 'plain' | 'good' | 'warn' | 'alarm';

/** A state in a word or two. */
export function Badge({ mood, text }: { readonly mood: Mood; readonly text: string }): JSX.Element {
  return <span class={`badge badge-${mood}`}>{text}</span>;
}

/** Something that has just happened or has to be known before one goes on. An alarm is read out at once. */
export function Notice({
  mood,
  children,
}: {
  readonly mood: Mood;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class={`notice notice-${mood}`} role={mood === 'alarm' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

export interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** The same in words, e.g. "120 of 1,000 have been sent". */
  readonly text: string;
}

/** How far a long work has come. */
export function ProgressBar({ label, done, total, text }: ProgressBarProps): JSX.Element {
  return (
    <div class="progress">
      <progress aria-label={label} value={done} max={Math.max(1, total)}>
        {text}
      </progress>
      <p>{text}</p>
    </div>
  );
}
