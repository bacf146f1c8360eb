import type { Locale, Message, Reply, TurnTrace } from './types.js';

/** One call that a channel's sender has to make: opaque to everybody else, holds the address. */
export interface OutgoingPayload {
  readonly content: string;
  /** True for a call that neither waits for nor delays the messages of the chat, such as "the button was seen". */
  readonly outOfTurn?: boolean;
}

/** A message of hers by the channel's own number of it, so that it can be taken back later. */
export interface SourceMessage {
  readonly id: number;
  /** Null when the channel does not say. */
  readonly sentAt: Date | null;
}

/** What an update means to the conversation. */
export type Incoming =
  | {
      readonly kind: 'message';
      /** The channel's own id of the chat. */
      readonly address: string;
      /** The language of somebody who writes for the first time. */
      readonly locale: Locale;
      readonly message: Message;
      /** Calls that go out before the replies. */
      readonly before: readonly OutgoingPayload[];
      /** True in a chat of several people, who all read along. */
      readonly inGroup?: boolean;
      /** Where the channel numbers its messages and lets us take them back. */
      readonly source?: SourceMessage;
    }
  /** Only these calls are due, there is nothing to answer. */
  | { readonly kind: 'calls'; readonly calls: readonly OutgoingPayload[] }
  /** She wants nothing more from us. */
  | { readonly kind: 'blocked'; readonly address: string }
  /** Nothing of ours; the reason is a code. */
  | { readonly kind: 'ignored'; readonly reason: string };

/** Between a channel and the conversation. */
export interface Adapter {
  readonly channel: 'telegram' | 'webchat';
  /** What a stored update means. Never throws: what can't be understood is ignored. */
  read(payload: string): Incoming;
  /** The replies as the channel's calls, in order. */
  render(address: string, replies: readonly Reply[], trace?: TurnTrace): OutgoingPayload[];
  /** The call that takes a message back. */
  erase(address: string, messageId: number): string;
}
