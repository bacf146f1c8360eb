import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { AuditAction, AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import { openAsks } from './asks-open.js';
import type { Ask, CaseAsk } from './asks.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import type { EntryKind } from './entry-kinds.js';
import type { EntryStore } from './entry-store.js';
import type { HeedAsk } from './heed-ask.js';
import type { MoveCase } from './move-case.js';
import type { News } from './news.js';
import { callSooner } from './call-sooner.js';
import { readAskStanding } from './ask-standing.js';
import type { PhoneIndex } from './phone-index.js';
import { reportAfter, wordsOf } from './ask-words.js';
import type { CaseSeal, Report } from './seal.js';
import { submissionKeyOf } from './submission-key.js';

export interface TakeAskDeps {
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
  readonly heedAsk: HeedAsk;
  readonly moveCase: MoveCase;
  readonly phoneIndex: Pick<PhoneIndex, 'follow'>;
  readonly news: Pick<News, 'holdBack'>;
}

/** What is asked for in a case that is locked. */
export interface Asked {
  readonly found: StoredCase;
  readonly ask: Ask;
  /** The form's own token. */
  readonly submission: string;
  readonly now: Date;
}
export type TakeAsk = (tx: Database, asked: Asked) => Promise<void>;

/** What each leaves in the timeline and in the audit trail; 复查申请 is a move of its own. */
const LEAVES: Readonly<Record<Exclude<CaseAsk, 'object'>, readonly [EntryKind, AuditAction]>> = {
  callback: ['callback_wanted', 'case_callback_wanted'],
  withdrawal: ['withdrawal_wanted', 'case_withdrawal_wanted'],
  rating: ['rated', 'case_rated'],
  removal: ['contact_removed', 'case_contact_removed'],
};

/** Takes what she asks for: the line, the report, the clock, the audit row together. See `Asking` for what it throws. */
export function createTakeAsk(deps: TakeAskDeps): TakeAsk {
  const { cases } = deps;
  return async (tx, asked) => {
    const { found, ask } = asked;
    const seal = await cases.sealOf(tx, found.id);
    const words = wordsOf(ask);
    if (await stands(deps, tx, asked, { seal, words })) {
      return;
    }
    const report = seal.openReport(found.report);
    await refuseWhenClosed(deps, tx, found, report, ask.kind);
    const kept = await keepReport(deps, tx, asked, { seal, report });
    const entryId = await addLine(deps, tx, asked, { seal, words });
    await whatFollows(deps, tx, { ...asked, found: kept }, { entryId, words });
  };
}

interface Words {
  readonly seal: CaseSeal;
  readonly words: string | null;
}

const keyOf = ({ sealer }: TakeAskDeps, { found, ask, submission }: Asked) =>
  submissionKeyOf(sealer, {
    ...{ caseId: found.id, staffId: null, submission },
    what: ask.kind === 'object' ? 'object' : LEAVES[ask.kind][0],
  });

/** Whether this submission stands already. Throws `submission_changed` (409) when it does with other words. */
async function stands(
  deps: TakeAskDeps,
  tx: Database,
  asked: Asked,
  { seal, words }: Words,
): Promise<boolean> {
  const before = await deps.entries.bySubmission(tx, keyOf(deps, asked));
  const said = before?.payload ? seal.openEntry(before.id, before.payload) : null;
  if (before && said !== words) {
    throw new AppError('submission_changed', 409);
  }
  return before !== null;
}

async function refuseWhenClosed(
  deps: TakeAskDeps,
  tx: Database,
  found: StoredCase,
  { intake }: Report,
  kind: CaseAsk,
): Promise<void> {
  if (!openAsks(await readAskStanding(deps, tx, found, intake)).includes(kind)) {
    throw new AppError('ask_closed', 409);
  }
}

/** How she is reached from now on. @returns the case as it stands then */
async function keepReport(
  { cases, entries, phoneIndex, news }: TakeAskDeps,
  tx: Database,
  { found, ask, now }: Asked,
  { seal, report }: { readonly seal: CaseSeal; readonly report: Report },
): Promise<StoredCase> {
  const after = reportAfter(report, ask);
  if (after === report) {
    return found;
  }
  const sealed = seal.sealReport(after);
  await cases.keepReport(tx, found.id, sealed, now);
  await phoneIndex.follow(tx, found.id, after.intake);
  if (ask.kind === 'removal') {
    await entries.forgetWords(tx, found.id, 'callback_wanted');
    await news.holdBack(tx, found.id);
    await cases.unlink(tx, found.id);
  }
  return { ...found, report: sealed };
}

/** @returns the line's id */
async function addLine(
  deps: TakeAskDeps,
  tx: Database,
  asked: Asked,
  { seal, words }: Words,
): Promise<string> {
  const { found, ask, submission, now } = asked;
  if (ask.kind === 'object') {
    const herself = { id: null, roles: ['reporter'] };
    const move = { name: 'object', reason: ask.words, submission, now };
    return (await deps.moveCase(tx, herself, found, move)).entryId;
  }
  const [kind, action] = LEAVES[ask.kind];
  const id = randomUUID();
  await deps.entries.add(tx, {
    ...{ id, caseId: found.id, kind, staffId: null, submissionKey: keyOf(deps, asked), now },
    payload: words === null ? null : seal.sealEntry(id, words),
  });
  await deps.audit.record(tx, { staffId: null, action, subject: { kind: 'case', id: found.id }, now });
  return id;
}

/** Somebody has to look; who asks for an officer gets one in time; and danger is heeded wherever she tells of it. */
async function whatFollows(
  deps: TakeAskDeps,
  tx: Database,
  { found, ask, now }: Asked,
  { entryId, words }: { readonly entryId: string; readonly words: string | null },
): Promise<void> {
  if (ask.kind === 'removal') {
    return;
  }
  await deps.cases.markUnread(tx, found.id, now);
  if (ask.kind === 'callback' || ask.kind === 'withdrawal') {
    await callSooner(deps.clocks, tx, found, now);
  }
  const told = 'words' in ask ? ask.words : words;
  if (told?.trim()) {
    await deps.heedAsk(tx, found, { entryId, text: told, now });
  }
}
