import type { IsOverLimit } from './effects.js';
import type { Locale, Message, Reply, ReplyKind } from './types.js';

/** One line of a talk that is shown on a page. */
export interface ChatLine {
  /** Grows within a talk: what a stream resumes after. */
  readonly id: string;
  /** in: from the visitor; out: from the service. */
  readonly direction: 'in' | 'out';
  readonly reply: Reply;
}

export interface ChatHistory {
  readonly lines: readonly ChatLine[];
  /** True when there is more within the time kept than is shown. */
  readonly truncated: boolean;
}

/** What a talk tells of the cases that came from it. */
export interface FiledHere {
  readonly contactId: string;
  /** Tokens of the slips that it has been given, as far back as a page shows. */
  readonly slipTokens: readonly string[];
}

/** A message as a page brings it. */
export interface Utterance {
  readonly message: Message;
  /** The sender's own id of this message: sent again with the same words, it is the same message. */
  readonly clientKey?: string;
  readonly locale: Locale;
  /** True when she chose the language herself; the talk then follows it. */
  readonly localeChosen: boolean;
  /** Asked when it files a report: whether more come from there than is usual. */
  readonly isOverLimit?: IsOverLimit;
}

export interface Answered {
  readonly kind: ReplyKind;
  readonly replies: readonly Reply[];
  /** Ids of the lines that this message made: hers first. Empty when she has just been forgotten. */
  readonly lineIds: readonly string[];
  /** The language that the talk is in now. */
  readonly locale: Locale;
  /** True when everything kept of her is gone: the session has to end. */
  readonly forgotten: boolean;
  /** True when an answer will come later: the session has to outlive the browser. */
  readonly lasting: boolean;
  /** True when her own words stay out of sight and are not kept: her line shows `UNSEEN` in their stead. */
  readonly unseen?: true;
}

/** What stands for words of hers that nobody should read, e.g. the digits of her report. */
export const UNSEEN = '••••';

/** Where the lines of a stream go. */
export interface StreamSink {
  line(line: ChatLine): void;
  /** Nothing happened; keeps the connection open. */
  beat(): void;
  /** Ends the stream. `forgotten`: the talk was deleted, perhaps by another tab or process. */
  end(reason: 'closing' | 'forgotten'): void;
}
