import type { JSX } from 'preact';
import { Notice } from '../views/marks.js';
import type { Refusal } from './refusal.js';

/** The refusal above a form, read out at once. */
export function Refused({ refusal }: { readonly refusal: Refusal | undefined }): JSX.Element | null {
  return refusal ? (
    <Notice mood="alarm">
      <p>{refusal.sentence}</p>
    </Notice>
  ) : null;
}
