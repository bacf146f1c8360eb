import type { RequestHandler } from 'express';
import type { Answered, ChatHistory, FiledHere, StreamSink, Utterance } from '../conversation/chat.js';
import type { Locale, Reply, Say } from '../conversation/types.js';
import type {
  DangerScale,
  Drafts,
  Filed,
  Hear,
  Intake,
  Origin,
  PrintSheet,
  Tracking,
} from '../domain/cases/index.js';
import type { Evidence } from '../domain/evidence/index.js';
import type { OnDuty } from '../domain/duty/index.js';
import type { TipsPages } from '../domain/tips/index.js';
import type { Clock } from '../lib/clock.js';

/** A topic as the list of answers shows it. */
export interface TopicCard {
  readonly id: string;
  readonly title: string;
  /** How many answers it holds in this language. */
  readonly answers: number;
}

/** Topics that belong together, e.g. all about health. */
export interface Shelf {
  readonly title: string;
  readonly topics: readonly TopicCard[];
}

/** One answer as a page shows it. */
export interface PublishedAnswer {
  readonly id: string;
  readonly title: string;
  readonly answer: string;
  readonly steps: readonly string[];
  readonly notCovered?: string;
  /** The sources in this language's words. */
  readonly citations: readonly string[];
  /** The day on which staff last checked it, YYYY-MM-DD. */
  readonly reviewedOn: string;
}

/** The answers that anyone may read; a topic without an answer in a language is not listed there. */
export interface PublishedKnowledge {
  shelves(locale: Locale): readonly Shelf[] | Promise<readonly Shelf[]>;
  /** Null for an unknown topic. */
  topic(locale: Locale, id: string): PublishedTopic | null | Promise<PublishedTopic | null>;
}
export interface PublishedTopic {
  readonly title: string;
  readonly answers: readonly PublishedAnswer[];
}

/** A safety tip as the page shows it. */
export interface PublishedTip {
  /** Its own language, when that is not the one of the page. */
  readonly lang?: string;
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly citations: readonly string[];
  /** The day on which staff last checked it, YYYY-MM-DD. */
  readonly reviewedOn: string;
}

/** Something that can be chosen in a form. */
export interface Choice {
  readonly id: string;
  readonly title: string;
}

/** The tips that anyone may read. */
export interface PublishedTips {
  thisWeek(locale: Locale): readonly PublishedTip[];
  /** One tip, in Chinese when it isn't written in this language; null when there is none any more. */
  tip(locale: Locale, id: string): PublishedTip | null;
  /** What people subscribe to. */
  themes(locale: Locale): readonly Choice[];
}

/** Subscribing on a page of one's own. Everything of `pages` rejects when the database fails. */
export interface Subscribing {
  readonly pages: TipsPages;
  townships(locale: Locale): readonly Choice[];
}

/** The web chat as the pages need it. A session is the secret of a cookie. Everything rejects when the database fails. */
export interface Webchat {
  /** What a new talk begins with; needs no database and keeps nothing. */
  welcome(locale: Locale): readonly Reply[];
  history(session: string): Promise<ChatHistory>;
  /** What the talk tells of the cases that came from it; null when there is none. */
  filed(session: string): Promise<FiledHere | null>;
  say(session: string, utterance: Utterance): Promise<Answered>;
  /** Lines after `after` as they are written. Returns how to leave, or which bound is reached. */
  follow(
    session: string,
    after: string | undefined,
    sink: StreamSink,
  ): (() => void) | 'session_full' | 'service_full';
}

/** Reports (个案) as the public pages need them. Everything rejects when the database fails. */
export interface Reports {
  /** Files a report, all or nothing. Throws `submission_changed` (409). */
  file(intake: Intake, origin: Omit<Origin, 'now'>): Promise<Filed>;
  readonly tracking: Tracking;
  readonly drafts: Drafts;
  /** The questions of the danger assessment. */
  readonly danger: DangerScale;
  /** What a form that is being filled in tells already; asks no database. */
  readonly hear: Hear;
}

/**
 * What is counted: by the session of a browser (`session`, `send`), by her slip or visit (`sheet`), by a number from one network (`tries_late`);
 * everything else by the network from which it comes.
 */
export const LIMITED_KINDS = [
  ...(['network', 'session', 'send_network', 'send', 'sheet'] as const),
  ...(['tries', 'tries_late', 'report', 'report_day', 'draft'] as const),
] as const;
export type LimitedKind = (typeof LIMITED_KINDS)[number];

/** Counts what comes from one network or one session: messages, tries of a password or of digits, reports, saved drafts. */
export interface Limiter {
  /** Milliseconds until it may try again; 0 means go ahead. Never rejects: without a database it counts in memory. */
  take(kind: LimitedKind, subject: string): Promise<number>;
  /** Gives back what `take` counted. Never rejects. */
  giveBack(kind: LimitedKind, subject: string): Promise<void>;
}

/** The forms of browsers that were left: for a day nothing of them is taken or shown again. */
export interface EndedForms {
  /** Ends all forms of a session, known by their token (`formToken`), at once; rejects when it can't be kept for other processes. `network`: the address it comes from. */
  end(token: string, network: string): Promise<void>;
  /** Never rejects, and answers within half a second. */
  has(token: string): Promise<boolean>;
}

export interface Health {
  live(): boolean;
  /** True when the service can work; it may take its time or reject. False during shutdown. */
  ready(): Promise<boolean>;
}

/** Log lines hold codes and numbers alone. pino fits. */
export interface Log {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/** How long things are kept, for the privacy page; the jobs that delete take the same figures. */
export interface Retention {
  readonly chatHours: number;
  readonly contactDays: number;
  /** How long an answer to a question that was left in the web chat waits there. */
  readonly answerDays: number;
  /** A private page for tips after it was opened last. */
  readonly tipsPageDays: number;
  /** Who got which tip. */
  readonly receivedDays: number;
}

export interface WebConfig {
  /** Where the public reaches this service, e.g. https://help.example.cn. */
  readonly publicUrl?: string;
  /** True when `publicUrl` is https: HSTS, `__Host-` cookies and upgrades apply. */
  readonly https: boolean;
  /** Exactly how many proxies stand before this process; 0 for none. */
  readonly trustProxyHops: number;
  /** What opens `/metrics` from elsewhere than this machine, and behind a proxy; without it nothing does. */
  readonly metricsToken?: string;
  readonly retention: Retention;
  /** After that many milliseconds a message is answered "unavailable"; 3000 when not given. */
  readonly answerWithinMs?: number;
  /** Folder of the style sheet and script; beside this file when not given. */
  readonly assets?: string;
}

/** One request that was answered, for metrics. */
export interface Served {
  readonly method: string;
  /** The route's pattern, never the path. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

export interface WebDeps {
  readonly config: WebConfig;
  readonly say: Say;
  readonly knowledge: PublishedKnowledge;
  readonly tips: PublishedTips;
  readonly subscribing: Subscribing;
  readonly webchat: Webchat;
  readonly reports: Reports;
  /** Whether somebody is there to read them. */
  readonly duty: (now: Date) => OnDuty;
  /** What a reporter adds to her case. */
  readonly evidence: Pick<Evidence, 'receive' | 'keep' | 'discard' | 'remove'>;
  /** Sets the slip that she may take with her. */
  readonly printSheet: PrintSheet;
  readonly limiter: Limiter;
  readonly endedForms: EndedForms;
  readonly health: Health;
  /** Prometheus text. */
  readonly metricsText: () => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onServed?: (served: Served) => void;
  /** The staff's pages under `/console`; without them there are none. */
  readonly console?: { readonly handler: RequestHandler };
}
