import type { JSX } from 'preact';
import { momentText } from '../broadcasts/moment.js';

/** A moment as the clocks of China show it. */
export function When({ at }: { readonly at: Date }): JSX.Element {
  return <time dateTime={at.toISOString()}>{momentText(at)}</time>;
}
