import type { Database } from '../contacts/index.js';
import type { CHILD_BANDS } from './audience.js';

/** What a contact wants tips about. */
export interface Wishes {
  /** Ids of tip themes; none means all. */
  readonly topics: readonly string[];
  readonly caregivers: ReadonlyArray<'parent' | 'grandparent' | 'expectant'>;
  /** `YYYY-MM` of each child, also one to be born; kept only with the guardian's consent. */
  readonly birthMonths: readonly string[];
  /** An id of `locales/townships.yaml`. */
  readonly township: string | null;
}

/** Subscriptions, by contact; the caller's transaction decides. */
export interface Subscriptions {
  /** Null when there is none or it has ended. */
  of(db: Database, contactId: string): Promise<Wishes | null>;
  /** Begins or changes it. Birth months are kept only when a consent to `child_birth_month` stands; without one they are dropped. */
  save(db: Database, contactId: string, wishes: Wishes, now: Date): Promise<void>;
  /** Ends it at once: nothing that waits to be sent to her goes out. True when there was one. */
  end(db: Database, contactId: string, now: Date): Promise<boolean>;
}

/** Whom a campaign goes to: all that is given has to fit. */
export interface Segment {
  readonly topics?: readonly string[];
  readonly caregivers?: ReadonlyArray<'parent' | 'grandparent' | 'expectant'>;
  readonly bands?: ReadonlyArray<(typeof CHILD_BANDS)[number] | 'expectant'>;
  readonly townships?: readonly string[];
}

export const CAMPAIGN_STATES = [
  'draft',
  'submitted',
  'approved',
  'sending',
  'paused',
  'done',
  'cancelled',
] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** A broadcast's words by language; Chinese has to be there, English readers get it when theirs is missing. */
export interface BroadcastContent {
  readonly 'zh-CN': { readonly title: string; readonly text: string };
  readonly en?: { readonly title: string; readonly text: string };
}
export const MOST_BROADCAST = { title: 40, text: 800 } as const;

/** How far a campaign has come. Sums up to `recipients`. */
export interface Progress {
  readonly recipients: number;
  /** On Telegram: has arrived. */
  readonly sent: number;
  /** On their own web page: waits there, of these `read` have been seen. */
  readonly onPage: number;
  readonly read: number;
  readonly waiting: number;
  readonly held: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Counted by error code, of failed and cancelled. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly possiblyTwice: number;
}

export interface CampaignRow {
  readonly id: string;
  readonly kind: 'tip' | 'broadcast';
  readonly state: CampaignState;
  readonly tipId: string | null;
  readonly content: BroadcastContent | null;
  readonly segment: Segment;
  readonly sendAt: Date | null;
  readonly createdBy: string | null;
  readonly approvedBy: string | null;
  readonly createdAt: Date;
  /** When it was last tried by its test code. */
  readonly testedAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Broadcasts as staff handle them. Each change is audited. Throws `campaign_state` (409) when the state forbids it. */
export interface Broadcasts {
  list(page: number): Promise<{ readonly rows: readonly CampaignRow[]; readonly total: number }>;
  get(id: string): Promise<(CampaignRow & { readonly progress: Progress }) | null>;
  /** How many wait for a second person. */
  submitted(): Promise<number>;
  /** How many people a segment reaches now, by channel. */
  count(segment: Segment): Promise<{ readonly telegram: number; readonly page: number }>;
  draft(
    staffId: string,
    draft: { readonly content: BroadcastContent; readonly segment: Segment; readonly sendAt: Date | null },
    submission: string,
  ): Promise<{ readonly id: string }>;
  /** Six digits: whoever writes "/test 123456" to the bot, on any channel, gets it as recipients would. Changes every day. */
  testCode(id: string): string;
  submit(staffId: string, id: string): Promise<void>;
  /** Throws `second_person` (403) for the one who wrote or submitted it. */
  approve(staffId: string, id: string): Promise<void>;
  pause(staffId: string, id: string): Promise<void>;
  resume(staffId: string, id: string): Promise<void>;
  cancel(staffId: string, id: string): Promise<void>;
}

/** The test of a broadcast from chat. */
export interface BroadcastTests {
  /** What recipients would read, of a draft or submitted broadcast with this code today; marks it as tested. */
  byCode(db: Database, code: string, now: Date): Promise<BroadcastContent | null>;
}

/** The private page of a web subscriber, found by the secret in its address. */
export interface TipsPages {
  /** Opens a page with these wishes and returns its secret (43 characters). With the same submission the same page. */
  open(
    wishes: Wishes,
    options: { readonly locale: string; readonly consent: boolean; readonly submission: string },
  ): Promise<{ readonly secret: string }>;
  /** What a page asks for; null for an unknown or ended one. Marks nothing. */
  wishes(secret: string): Promise<Wishes | null>;
  /** Null for an unknown or ended page. Marks what it returns as seen. */
  view(secret: string): Promise<{ readonly wishes: Wishes; readonly tips: readonly ReceivedTip[] } | null>;
  change(
    secret: string,
    wishes: Wishes,
    options: { readonly locale: string; readonly consent: boolean },
  ): Promise<true | null>;
  /** Deletes the page with everything of it. */
  end(secret: string): Promise<void>;
}

export interface ReceivedTip {
  readonly campaignId: string;
  /** YYYY-MM-DD in China. */
  readonly day: string;
  /** Null for a broadcast. */
  readonly tipId: string | null;
  readonly content: BroadcastContent | null;
  readonly isNew: boolean;
}
