import type { Locale, Message, Reply, ReplyKind } from '../../conversation/types.js';

/** One line of a talk. */
export interface ChatLine {
  /** Grows within a talk. */
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

export interface Utterance {
  readonly message: Message;
  /** The sender's own id of this message: sent again with the same words, it is the same message. */
  readonly clientKey?: string;
  readonly locale: Locale;
  /** True when she chose the language herself; the talk then follows it. */
  readonly localeChosen: boolean;
}

export interface Answered {
  readonly kind: ReplyKind;
  readonly replies: readonly Reply[];
  /** Ids of the lines that this message made: hers first. Empty when she has just been forgotten. */
  readonly lineIds: readonly string[];
  /** The language that the talk is in now. */
  readonly locale: Locale;
  /** True when everything kept of her is gone. */
  readonly forgotten: boolean;
}

/** Where the lines of a stream go. */
export interface StreamSink {
  line(line: ChatLine): void;
  /** Nothing happened; keeps the connection open. */
  beat(): void;
  /** Ends the stream. `forgotten`: the talk was deleted, perhaps by another tab or process. */
  end(reason: 'closing' | 'forgotten'): void;
}

/** Log lines hold codes and numbers alone. pino fits. */
export interface Log {
  warn(fields: object, event: string): void;
}
