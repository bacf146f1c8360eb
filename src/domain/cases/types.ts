import type { Database } from '../contacts/index.js';
import type { EvidenceFile, OwnFile } from '../evidence/index.js';
import type { DangerAnswers, DangerLevel, DangerResult } from './danger-scale.js';
import type { Agreement } from './agreement-figures.js';
import type { Intake } from './intake.js';
import type { AskedLine, Asking, HerAsks, WaitingAsk } from './asks.js';
import type { Decision, Judgement } from './assessment.js';
import type { EntryKind } from './entry-kinds.js';
import type { Outlook } from './outlook-store.js';
import type { Proving } from './proof.js';
import type { Rating } from './rating.js';
import type { ToldIntake } from './stored-intake.js';

/** Where a case stands (登记·研判·受理…), complete from now on. Equal to the database's values. */
export const CASE_STATES = [
  'registered',
  'assessed',
  'accepted',
  'not_accepted',
  'assigned',
  'in_progress',
  'returned',
  'extended',
  'replied',
  'follow_up',
  'closed',
  'archived',
  'reopened',
  'withdrawn',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const URGENCIES = ['emergency', 'urgent', 'normal'] as const;
export type CaseUrgency = (typeof URGENCIES)[number];

/** What runs against the clock. Sources stand in `deadlines.ts`. */
export const CLOCKS = ['first_contact', 'mandatory_report', 'tell_receipt', 'finish', 'follow_up'] as const;
export type ClockKind = (typeof CLOCKS)[number];

export const CASE_CHANNELS = ['web', 'webchat', 'telegram', 'phone', 'letter', 'visit'] as const;
export type CaseChannel = (typeof CASE_CHANNELS)[number];
/** How a report comes that staff write down. */
export const DESK_CHANNELS = ['phone', 'visit', 'letter'] as const satisfies readonly CaseChannel[];

/** Where a report came from. */
export interface Origin {
  readonly channel: CaseChannel;
  readonly locale: string;
  /** The chat in which it was told; linked only when she wants to be told there that there is news (`contact: chat`). */
  readonly contactId?: string;
  /** Who wrote it down, of a phone call, letter or visit. */
  readonly staffId?: string;
  /** The form's own random token: the same form again stays one case. */
  readonly submission: string;
  /** True when more came from there than is usual, or a field was filled in that people don't see: it is taken all the same, and marked. */
  readonly overLimit?: boolean;
  /** When it was really told, if not now: the case counts from then. */
  readonly toldAt?: Date;
  readonly now: Date;
}

export interface Filed {
  readonly caseId: string;
  /** 受理编号, e.g. 2026-000017. */
  readonly number: string;
  /** Opens the page that shows the 16 digits; a function of the submission, so that a form sent again opens the same. */
  readonly slipToken: string;
  /** True when this form had been filed before. */
  readonly repeated: boolean;
}

/**
 * Files a report: the one use case of all doors. All or nothing in the caller's transaction, with the danger assessment that came with it.
 * Throws `submission_changed` (409) when other answers came under the same token, `told_at_odd` (400) for a time that can't be.
 */
export type FileCase = (db: Database, intake: Intake, origin: Origin) => Promise<Filed>;

/** A number with its digits, shown once. */
export interface Slip {
  readonly number: string;
  /** Four groups of four digits. */
  readonly code: string;
  readonly outlook: Outlook | null;
}

/** What a reporter sees under `/r`. */
export interface TrackedCase extends HerAsks {
  readonly number: string;
  readonly state: CaseState;
  readonly registeredAt: Date;
  /** The dates by which she hears or the case is done, of the clocks that run. */
  readonly clocks: ReadonlyArray<{ readonly kind: ClockKind; readonly dueAt: Date }>;
  /** What both sides wrote and how the state changed, oldest first. */
  readonly lines: readonly TrackedLine[];
  /** What she added, the first one first. */
  readonly files: readonly OwnFile[];
}
export type TrackedLine =
  | { readonly kind: 'from_reporter' | 'to_reporter'; readonly at: Date; readonly text: string }
  | AskedLine
  | { readonly kind: 'state'; readonly at: Date; readonly state: CaseState };

/** The reporter's side of her case. A visit is the secret of a cookie; it ends after 30 minutes without a request. */
export interface Tracking extends Asking, Proving {
  /** The slip of a token for this browser session: once, then for ten minutes more for the same session only. Null: shown already, expired or unknown. */
  reveal(slipToken: string, session: string): Promise<Slip | null>;
  /** True when `reveal` would show something; shows nothing. */
  isWaiting(slipToken: string, session: string): Promise<boolean>;
  /** Whether these are the last four of the digits that `reveal` shows; null when it shows nothing. Kept nowhere. */
  checkLast(slipToken: string, session: string, typed: string): Promise<boolean | null>;
  /**
   * Begins a visit. Null for a wrong number or wrong digits, which look alike. After ten tries of a case within an hour each network (where
   * it comes from; kept only as a digest that changes every day) tries it once a minute: throws `too_many_tries` (429) with the seconds to wait.
   */
  enter(number: string, code: string, network?: string): Promise<{ readonly visit: string } | null>;
  /** Null when the visit is over. */
  view(visit: string): Promise<TrackedCase | null>;
  /** The case of a visit, which goes on. Null when it is over. */
  caseOf(visit: string): Promise<string | null>;
  /** Keeps a message of hers; the same submission token again stays one. Null when the visit is over. */
  write(visit: string, text: string, submission: string): Promise<true | null>;
  /** Ends a visit. */
  leave(visit: string): Promise<void>;
  /**
   * Somebody had to leave at once: marks the cases that the browser had open or has sent, and holds back their notices, all or nothing. The
   * same exit a minute later marks nothing more, and without a case nothing is written down. The visit ends whatever happens. Returns how many
   * cases it knows them to be.
   */
  leaveInHurry(opened: Opened): Promise<number>;
}

/** By what it is known which cases a browser had open or has sent. */
export interface Opened {
  /** A visit to a case. */
  readonly visit?: string | undefined;
  /** Tokens of slips, whether or not their digits were shown. */
  readonly slipTokens?: readonly string[];
  /** The own token of a form that may still be on its way: its answer, which brings the slip's, was not read. */
  readonly submission?: string | undefined;
  /** The talk of a web chat: its cases are those that it is told of. */
  readonly contactId?: string | undefined;
}

/** A row of the console's list: nothing that tells of a person. */
export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly state: CaseState;
  readonly category: string;
  readonly urgency: CaseUrgency;
  readonly minor: boolean;
  readonly channel: CaseChannel;
  readonly township: string | null;
  readonly registeredAt: Date;
  /** The officer's name. */
  readonly assignedTo: string | null;
  /** The running clock that ends first. */
  readonly nextClock: { readonly kind: ClockKind; readonly dueAt: Date } | null;
  readonly unread: boolean;
  /** She asked for a call and nobody has spoken with her since. */
  readonly wantsCall: boolean;
  /** It came over a limit, or a program may have sent it. */
  readonly overLimit: boolean;
  /** When it was left by the quick exit: until an officer lifts it, no notice goes out. */
  readonly leftAt: Date | null;
  /** A call went wrong: no number is shown and no notice goes out until an officer lifts it. */
  readonly isUnsafe: boolean;
}

export interface CaseFilter {
  readonly state?: CaseState;
  readonly urgency?: CaseUrgency;
  /** Open: not closed, archived, withdrawn or not accepted. */
  readonly open?: true;
  readonly overdue?: true;
  /** She wrote and nobody has read it yet. */
  readonly unread?: true;
  readonly number?: string;
  /** From 1; 50 a page. */
  readonly page: number;
}

/** A case as its officer reads it. */
export interface CaseFile extends CaseRow {
  /** What she told; of how she is reached only whether and by what. The rest has a page of its own (`ContactDesk`). */
  readonly intake: ToldIntake;
  /** Whether a number is kept. */
  readonly hasPhone: boolean;
  readonly suicide: boolean;
  readonly clocks: ReadonlyArray<{
    readonly kind: ClockKind;
    readonly dueAt: Date;
    readonly stoppedAt: Date | null;
  }>;
  readonly entries: readonly CaseLine[];
  /** The evidence that she added, the first one first. */
  readonly files: readonly EvidenceFile[];
  /** The danger assessments, the newest first. */
  readonly dangers: readonly DangerFinding[];
  /** What was suggested and decided of each message, the report first; `decidedBy` is a name. */
  readonly judgements: readonly Judgement[];
  /** What she asked for and still waits. */
  readonly waiting: readonly WaitingAsk[];
  /** Names of the transitions that this officer may take now. */
  readonly transitions: readonly string[];
  /** An emergency that calls, and nobody has taken it yet. */
  readonly isCalling: boolean;
  /** Whether a linked chat can be told that there is news. */
  readonly canNotify: boolean;
}
export interface CaseLine {
  readonly id: string;
  readonly kind: EntryKind;
  readonly at: Date;
  /** Null for the reporter and the service. */
  readonly staffName: string | null;
  readonly text: string | null;
  readonly transition: string | null;
  readonly toState: CaseState | null;
  /** How she rated. */
  readonly rating: Rating | null;
  /** Of a danger assessment: what it came to. */
  readonly danger: DangerLevel | null;
}

/** One danger assessment (危险评估) of a case. */
export interface DangerFinding {
  readonly id: string;
  readonly at: Date;
  /** Null when she answered by herself. */
  readonly staffName: string | null;
  /** An answer to each question that was asked then. */
  readonly answers: DangerAnswers;
  readonly result: DangerResult;
}

/** What has to be known of a case to assess its danger. */
export interface DangerSheet {
  readonly id: string;
  readonly number: string;
  readonly state: CaseState;
  /** The newest first. */
  readonly findings: readonly DangerFinding[];
}

/**
 * The staff's side. Every call that reads or changes a case has written its audit row when it resolves. Rejects with
 * `not_found` (404) for whoever may not, with `message_missing` or `text_too_long` (400) for words that can't be kept, and with
 * `submission_changed` (409) when other words came under the same token.
 */
export interface CaseDesk {
  list(
    staff: Acting,
    filter: CaseFilter,
  ): Promise<{ readonly rows: readonly CaseRow[]; readonly total: number }>;
  /** Null for an unknown id. */
  open(staff: Acting, id: string): Promise<CaseFile | null>;
  /**
   * Throws `transition_not_allowed` (409) when state or role forbid it, `judgement_missing` (409) while nobody has judged the report,
   * `reason_missing` or `message_missing` (400) when one is required. The same submission again changes nothing.
   */
  move(
    staff: Acting,
    id: string,
    transition: string,
    details: {
      readonly reason?: string;
      /** What she is told with it. */
      readonly message?: string;
      readonly assignTo?: string;
      readonly submission?: string;
    },
  ): Promise<void>;
  note(staff: Acting, id: string, text: string, submission: string): Promise<void>;
  /** A message that she reads under `/r`; a linked chat is told, without a word of it, that there is news. */
  write(staff: Acting, id: string, text: string, submission: string): Promise<void>;
  /**
   * Lets notices go out again after a hurried leaving, the one at `leftAt`. Throws `left_again` (409) when there has been another since;
   * does nothing when it is lifted already.
   */
  resumeNotices(staff: Acting, id: string, leftAt: Date): Promise<void>;
  /** Notes that the police were told of harm to a minor (强制报告), with their receipt number. */
  reported(staff: Acting, id: string, receipt: string, submission: string): Promise<void>;
  /** The danger assessments alone, without what she told. Null for an unknown id. */
  dangerSheet(staff: Acting, id: string): Promise<DangerSheet | null>;
  /** Keeps an assessment. High danger makes the case an emergency; nothing makes it less urgent. The same submission again changes nothing. */
  assessDanger(staff: Acting, id: string, answers: DangerAnswers, submission: string): Promise<void>;
  /** Takes care of an emergency that calls: nobody else is called any more, and a case that nobody has becomes hers. */
  takeAlarm(staff: Acting, id: string): Promise<'taken' | 'taken_by_colleague'>;
  /** A report that staff wrote down. */
  intake(staff: Acting, intake: Intake, origin: Omit<Origin, 'staffId' | 'now'>): Promise<Filed>;
  /**
   * Decides what a message is to be taken for. Throws `judgement_changed` (409) when somebody else has decided meanwhile, `reason_missing`
   * (400) when something is made light of without a word why. The same submission again changes nothing.
   */
  judge(
    staff: Acting,
    caseId: string,
    judgementId: string,
    decision: Decision,
    submission: string,
  ): Promise<void>;
  /** Messages that wait for a decision, the oldest first; 50 a page, from 1. */
  waiting(
    staff: Acting,
    page: number,
  ): Promise<{ readonly rows: readonly WaitingMessage[]; readonly total: number }>;
  /** How often a month's decisions agreed with what was suggested: numbers alone. Throws `bad_request` (400) for what is no month. */
  agreement(staff: Acting, month: string): Promise<Agreement>;
}

/** A message that nobody has judged. */
export interface WaitingMessage {
  readonly judgementId: string;
  readonly caseId: string;
  readonly number: string;
  /** False for what she wrote later. */
  readonly isReport: boolean;
  readonly at: Date;
  /** What is suggested. */
  readonly category: string;
  readonly unsure: boolean;
  /** As the case stands. */
  readonly urgency: CaseUrgency;
  readonly minor: boolean;
}

/** Who acts: an account with the roles it has at this moment. */
export interface Acting {
  readonly id: string;
  readonly roles: readonly string[];
}
