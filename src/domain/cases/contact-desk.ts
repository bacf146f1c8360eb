import type { ContactGiven, ContactStanding } from './contact-rules.js';
import type { Intake } from './intake.js';
import type { Acting } from './types.js';

/** How a call went. A text message is only ever sent. Words: `console-contact:outcomes.<outcome>`. */
export const CALL_OUTCOMES = ['reached', 'answered_by_other', 'nobody', 'texted', 'unsafe'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** How she may be reached, without her number. */
export interface ContactSheet extends ContactStanding {
  readonly id: string;
  /** 受理编号. */
  readonly number: string;
  /** When it is safe, in her words; a number in them is left out until the number is shown. */
  readonly safeTime: string | null;
  /** She said "working days": public holidays are none. */
  readonly workdays: boolean;
  /** Since when it isn't safe to call her; null when nobody says so. */
  readonly unsafeAt: Date | null;
  /** What she said about it. */
  readonly hers: Pick<Intake, 'answerer' | 'voicemail' | 'code_word' | 'neutral' | 'neutral_words'>;
}

export interface ShownNumber {
  readonly sheet: ContactSheet;
  readonly phone: string;
}

/**
 * Calling and texting her. Every call has written its audit row when it resolves; all reject with `not_found` (404) for whoever may not, and
 * for an unknown id.
 */
export interface ContactDesk {
  sheet(staff: Acting, id: string): Promise<ContactSheet>;
  /** Her number, once for each submission: throws `number_shown_once` (409) for the same again, and what `allowNumber` throws. */
  showNumber(staff: Acting, id: string, given: ContactGiven, submission: string): Promise<ShownNumber>;
  /**
   * Writes down how it went, with words or none. Who was reached has been spoken with: the clock of the first contact stops, and her alarm is
   * taken unless she wrote something since that no officer has read. Where it wasn't
   * safe no number is shown and no chat is told of news until somebody lifts it. The same submission again changes nothing.
   */
  noteCall(
    staff: Acting,
    id: string,
    call: { readonly outcome: CallOutcome; readonly words: string; readonly submission: string },
  ): Promise<void>;
  /**
   * It is safe again, where it wasn't since `unsafeAt`. Throws `reason_short` (400), and `unsafe_again` (409) when a colleague has said again
   * that it isn't, or `unsafeAt` is null. Does nothing when nobody says that it isn't.
   */
  liftUnsafe(
    staff: Acting,
    id: string,
    lift: { readonly reason: string; readonly unsafeAt: Date | null },
  ): Promise<void>;
}
