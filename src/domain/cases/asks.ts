import type { Rating } from './rating.js';

/** What she may ask for on her page beside writing: a call back, another look, that it be dropped; to rate, to delete how she is reached. */
export const CASE_ASKS = ['callback', 'object', 'withdrawal', 'rating', 'removal'] as const;
export type CaseAsk = (typeof CASE_ASKS)[number];

/** What of it waits until an officer has spoken with her. */
export type WaitingAsk = Extract<CaseAsk, 'callback' | 'withdrawal'>;

export type Ask =
  /** `window`: when it is safe to call; `phone`: empty for the one that is kept. */
  | { readonly kind: 'callback'; readonly window: string; readonly phone: string }
  /** 复查申请: why it should be looked at once more. */
  | { readonly kind: 'object'; readonly words: string }
  | { readonly kind: 'withdrawal'; readonly words: string }
  | { readonly kind: 'rating'; readonly rating: Rating; readonly words: string }
  | { readonly kind: 'removal' };

/** What her page says of what she may ask for and has asked for. */
export interface HerAsks {
  /** What she may ask for now. */
  readonly asks: readonly CaseAsk[];
  readonly waiting: readonly WaitingAsk[];
  /** Whether a phone number is kept. */
  readonly hasPhone: boolean;
  /** By when we aim to call, of a call that waits. Null in an emergency: nobody is to wait for us then. */
  readonly callBy: Date | null;
}

/** What she asked for, in the timeline of her page. */
export interface AskedLine {
  readonly kind: 'asked';
  readonly at: Date;
  readonly ask: Exclude<CaseAsk, 'object'>;
  /** Her words, if any; of a call when it is safe. */
  readonly text: string | null;
  readonly rating: Rating | null;
}

export interface Asking {
  /**
   * Takes what she asks for; the same submission token again stays one. Null when the visit is over. Throws `ask_closed` (409) when it can't
   * be asked for now, `submission_changed` (409) for other words under the same token; `window_missing`, `phone_missing`,
   * `message_missing` or `text_too_long` (400).
   */
  ask(visit: string, ask: Ask, submission: string): Promise<true | null>;
}
