import type { ChatAsk, Intake } from '../domain/cases/index.js';
import type { Purpose } from '../domain/consent/index.js';
import type { OnDuty } from '../domain/duty/index.js';
import type { AgeBand } from '../domain/language/index.js';
import type { GapReason } from '../domain/knowledge/index.js';
import type { Wishes } from '../domain/tips/index.js';
import type { ReportFlow } from './report/flow.js';
import type { SubscribeFlow } from './subscribe/flow.js';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** What a person sent, whatever the channel. */
export type Message =
  | { readonly kind: 'text'; readonly text: string }
  /** A button pressed: its `value` as a reply carried it. */
  | { readonly kind: 'button'; readonly value: string }
  /** Something that this service can't read; answered with what to do instead. */
  | { readonly kind: UnreadableKind };

export const UNREADABLE_KINDS = [
  'voice',
  'picture',
  'video',
  'document',
  'sticker',
  'location',
  'contact',
  'edited',
  'other',
] as const;
export type UnreadableKind = (typeof UNREADABLE_KINDS)[number];

/** What sort of reply a turn gave: the six kinds of the `ask` command. Commands and buttons of the menu are small talk. */
export type ReplyKind = 'answer' | 'clarify' | 'crisis' | 'out_of_scope' | 'smalltalk' | 'complaint';

export interface Button {
  readonly label: string;
  /** At most 64 bytes of ASCII: it travels as a button's payload. */
  readonly value: string;
  /** Where buttons stand in rows: beside the one before it. */
  readonly beside?: true;
}

export interface Link {
  readonly label: string;
  /** A path of this service ("/privacy") or a `tel:` address. */
  readonly url: string;
  /** Where links are buttons as well: above the others. */
  readonly first?: true;
}

/** One message out, as data: the channel's adapter renders it. */
export interface Reply {
  readonly text: string;
  readonly buttons?: readonly Button[];
  readonly links?: readonly Link[];
  /** Holds or answers words that must not stay in sight: adapters show no preview and protect it where they can. */
  readonly sensitive?: boolean;
  /** Comes without a sound. */
  readonly silent?: true;
}

/** What has to happen beside the replies, in the same transaction. */
export type Effect =
  | { readonly type: 'set_locale'; readonly locale: Locale }
  /** Delete everything kept of this person. */
  | { readonly type: 'forget' }
  /** End whatever was subscribed. */
  | { readonly type: 'unsubscribe' }
  /** Keep a question for staff, with the person's consent. */
  | {
      readonly type: 'keep_question';
      readonly question: string;
      /** Why, when it has been answered: nothing for a question without an answer. */
      readonly about?: { readonly reason: KeptReason; readonly entry: string };
    }
  /** Count whether an answer helped: no words, nobody's name. */
  | {
      readonly type: 'count_answer';
      readonly entry: string;
      readonly locale: Locale;
      readonly helpful: boolean;
    }
  /** File the report under its form's token; the number makes the reply. */
  | { readonly type: 'file_case'; readonly intake: Intake; readonly submission: string }
  /** How far her cases are that this chat is told of. */
  | { readonly type: 'show_cases' }
  /** Ask for something in such a case by a button. */
  | {
      readonly type: 'ask_in_case';
      readonly ask: ChatAsk;
      readonly number: string;
      readonly submission: string;
    }
  /** Whether she has written down the digits of the report that was sent under this token. */
  | { readonly type: 'check_digits'; readonly submission: string; readonly typed: string }
  | { readonly type: 'give_consent' | 'withdraw_consent'; readonly purpose: Purpose }
  | { readonly type: 'subscribe'; readonly wishes: Wishes }
  /** Take what was told back from the chat: now, or in some hours. */
  | { readonly type: 'clear_chat'; readonly when: 'now' | 'later' }
  /** Show the broadcast of this test code as its recipients would read it. */
  | { readonly type: 'test_broadcast'; readonly code: string }
  /** Call a member of staff in this chat: whose digits these are. */
  | { readonly type: 'link_staff'; readonly code: string };

/** Why an answered question is left for staff. */
export type KeptReason = Exclude<GapReason, 'unanswered'>;

/** A question that may be left for staff. `about`: the answer that it got, by its mark. */
export interface OfferedQuestion {
  readonly kind: 'keep_question';
  readonly question: string;
  readonly about?: { readonly reason: KeptReason; readonly entry: string; readonly mark: string };
}

/** A form that is being filled in, step by step. */
export type Flow = ReportFlow | SubscribeFlow;

/** What a turn may know beside the talk: where it is held and what stands already. */
export interface Setting {
  /** here: on our own page; abroad: on a channel that stores what is written abroad; group: others read along. */
  readonly place: 'here' | 'abroad' | 'group';
  /** Consents that stand. */
  readonly consents: readonly Purpose[];
  /** What she is subscribed to on this channel. */
  readonly wishes: Wishes | null;
  /** Whether a link to a page of this service can be opened. */
  readonly links: boolean;
  /** Whether somebody is there at this moment. */
  readonly duty: OnDuty;
}

/** Our own page, and nothing stands yet. */
export const HERE: Setting = {
  place: 'here',
  consents: [],
  wishes: null,
  links: true,
  duty: { kind: 'unknown' },
};

/** An answer given in this talk. */
export interface GivenAnswer {
  /** Names it in the buttons under it. */
  readonly mark: string;
  readonly entry: string;
  /** The language in which it was given. */
  readonly locale: Locale;
  /** Her words, as long as it is one of the last few. */
  readonly question?: string;
  /** True when she has left the question for staff. */
  readonly kept?: true;
}

/** What a talk remembers so that each answer is judged once. */
export interface FeedbackMemory {
  /** The newest first. */
  readonly answers: readonly GivenAnswer[];
  /** Marks of the answers that she has judged, the newest first. */
  readonly judged: readonly string[];
  /** Mark of the answer to which plain words such as "没用" belong: the last thing said of any substance. */
  readonly open?: string;
}

/** The state of one talk. Plain data, stored encrypted; `version` tells how to read it. */
export interface Session {
  readonly version: 1;
  readonly locale: Locale;
  /** True once the first message has said what this is. */
  readonly greeted: boolean;
  /** The last question that was understood, for follow-ups that lean on it. */
  readonly last?: { readonly question: string; readonly entry?: string };
  /** Age bands spoken of in this talk, newest first. */
  readonly bands: readonly AgeBand[];
  /** The question that a "forget me" is waiting to be confirmed, or a question that may be kept for staff. */
  readonly pending?: { readonly kind: 'forget' } | OfferedQuestion;
  readonly flow?: Flow;
  /** A wrong or danger told in passing, in her words: what a report would begin with, so that she need not say it twice. */
  readonly told?: string;
  /** True when a report was sent from this talk and she has not been asked yet whether she has noted its digits. */
  readonly receipt?: true;
  /** A report was sent: she may check that she has written its digits down. */
  readonly digits?: { readonly submission: string; readonly tries: number };
  /** The last answers, and which of them she has judged. */
  readonly feedback?: FeedbackMemory;
}

/** The machine-readable trace of a turn, for `npm run ask`. */
export interface TurnTrace {
  readonly kind: ReplyKind;
  /** Id of the answer given. */
  readonly entry?: string;
  /** The sources under the answer, as the person reads them. */
  readonly citations?: readonly string[];
  readonly score?: number;
  /** Ids of the red flags found; for counting only. */
  readonly flags?: readonly string[];
  /** True when the reply itself said that a program answers. */
  readonly introduced?: boolean;
}

export interface TurnResult extends TurnTrace {
  readonly session: Session;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
}

/** The sentence of a key ("bot:welcome.text") in a language. */
export type Say = (locale: Locale, key: string, params?: Readonly<Record<string, string | number>>) => string;

/** A talk that has just begun. `greeted` when the channel has shown the welcome already, as the web page does. */
export function newSession(locale: Locale, greeted = false): Session {
  return { version: 1, locale, greeted, bands: [] };
}
