import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/errors.js';
import type { Clock } from '../../lib/clock.js';
import type { CaseAlarms } from '../alarm/index.js';
import type { AuditAction, AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { Sealer } from '../privacy/index.js';
import type { CasesDatabase, CaseStore, StoredCase } from './case-store.js';
import type { ClockStore } from './clock-store.js';
import type { CallOutcome, ContactDesk, ContactSheet } from './contact-desk.js';
import { allowNumber, type ContactGiven, reasoned, rulesOf, stopOf } from './contact-rules.js';
import { offered } from './decide.js';
import type { EntryKind } from './entry-kinds.js';
import type { EntryStore } from './entry-store.js';
import type { Intake } from './intake.js';
import type { MoveCase } from './move-case.js';
import type { News } from './news.js';
import { caseNumber } from './number.js';
import { permit } from './permit.js';
import { withoutPhones } from './phones-in.js';
import { momentIn, windowOf } from './safe-window.js';
import { keptText } from './say-in-case.js';
import { submissionKeyOf } from './submission-key.js';
import type { Acting } from './types.js';

export interface ContactDeskDeps {
  readonly db: CasesDatabase;
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly cases: CaseStore;
  readonly entries: EntryStore;
  readonly clocks: ClockStore;
  readonly moveCase: MoveCase;
  readonly alarms: Pick<CaseAlarms, 'take'>;
  readonly news: Pick<News, 'holdBack'>;
  readonly clock: Clock;
}

/** What each outcome leaves in the timeline. */
const LEAVES: Readonly<Record<CallOutcome, EntryKind>> = {
  reached: 'call_reached',
  answered_by_other: 'call_answered_by_other',
  nobody: 'call_nobody',
  texted: 'call_texted',
  unsafe: 'call_unsafe',
};

/** One step of one officer at one case that is locked. */
interface Step {
  readonly tx: Database;
  readonly staff: Acting;
  readonly found: StoredCase;
  readonly now: Date;
}

/** The use cases of `ContactDesk`: each in one transaction, under the lock of the case, its audit row first. */
export function createContactDesk(deps: ContactDeskDeps): ContactDesk {
  const at = async <T>(staff: Acting, id: string, work: (step: Step) => Promise<T>): Promise<T> => {
    permit(staff, 'case_change');
    return deps.db.$transaction(async (tx) => {
      const found = await deps.cases.lock(tx, id);
      if (!found) {
        throw new AppError('not_found', 404);
      }
      return work({ tx, staff, found, now: deps.clock.now() });
    });
  };
  return {
    sheet: (staff, id) =>
      at(staff, id, async (step) => {
        await record(deps, step, 'case_contact_viewed');
        return (await readContact(deps, step)).sheet;
      }),
    showNumber: (staff, id, given, submission) =>
      at(staff, id, (step) => showNumber(deps, step, given, submission)),
    noteCall: (staff, id, call) => at(staff, id, (step) => noteCall(deps, step, call)),
    liftUnsafe: (staff, id, lift) => at(staff, id, (step) => liftUnsafe(deps, step, lift)),
  };
}

const record = (
  { audit }: ContactDeskDeps,
  { tx, staff, found, now }: Step,
  action: AuditAction,
  detail?: string,
) =>
  audit.record(tx, {
    ...{ staffId: staff.id, action, subject: { kind: 'case', id: found.id }, now },
    ...(detail !== undefined && { detail }),
  });

async function readContact(
  { cases, entries }: ContactDeskDeps,
  { tx, found, now }: Step,
): Promise<{ readonly sheet: ContactSheet; readonly intake: Intake }> {
  const { id, urgency } = found;
  const { intake } = (await cases.sealOf(tx, id)).openReport(found.report);
  const { contact = 'no', safe_time: time, answerer, voicemail, code_word, neutral, neutral_words } = intake;
  const window = time === undefined ? 'unreadable' : windowOf(time);
  const removed = (await entries.of(tx, id)).some(({ kind }) => kind === 'contact_removed');
  const flags = { removed, isUnsafe: found.unsafe_channel_at !== null, hasLeft: found.left_at !== null };
  const sheet = {
    ...{ id, contact, urgency, rules: rulesOf(intake) },
    number: caseNumber(found.serial, found.created_at),
    stop: stopOf(intake, flags),
    moment: momentIn(time, now),
    safeTime: time === undefined ? null : withoutPhones(time),
    workdays: window !== 'unreadable' && window.workdays,
    unsafeAt: found.unsafe_channel_at,
    hers: { answerer, voicemail, code_word, neutral, neutral_words },
  };
  return { sheet, intake };
}

async function showNumber(deps: ContactDeskDeps, step: Step, given: ContactGiven, submission: string) {
  const { sheet, intake } = await readContact(deps, step);
  const as = allowNumber(sheet, given);
  await record(deps, step, 'case_number_shown', as);
  const words = given.reason.trim() === '' ? null : keptText(given.reason);
  if (!(await addLine(deps, step, { kind: 'number_shown', words, submission }))) {
    throw new AppError('number_shown_once', 409);
  }
  return { sheet: { ...sheet, safeTime: intake.safe_time ?? null }, phone: intake.phone ?? '' };
}

async function noteCall(
  deps: ContactDeskDeps,
  step: Step,
  { outcome, words, submission }: Parameters<ContactDesk['noteCall']>[2],
): Promise<void> {
  const { tx, found, now } = step;
  const kept = words.trim() === '' ? null : keptText(words);
  if (!(await addLine(deps, step, { kind: LEAVES[outcome], words: kept, submission }))) {
    return;
  }
  await record(deps, step, 'case_call_noted', outcome);
  if (outcome === 'unsafe') {
    await deps.cases.setUnsafe(tx, found.id, now);
    await deps.news.holdBack(tx, found.id);
  }
  if (outcome === 'reached') {
    await noteReached(deps, step);
  }
}

/** Her alarm falls silent, unless she wrote something since that no officer has read. */
async function noteReached(deps: ContactDeskDeps, step: Step): Promise<void> {
  const { tx, staff, found, now } = step;
  if (await isFirstContact(deps, step)) {
    await deps.moveCase(tx, staff, found, { name: 'contact', now });
  }
  if (found.unread_since === null) {
    await deps.alarms.take(tx, found.id, staff.id, now);
  }
}

/** Whether nobody has spoken with her yet: only then it is a move. */
async function isFirstContact({ clocks }: ContactDeskDeps, { tx, staff, found }: Step): Promise<boolean> {
  const running = (await clocks.of(tx, found.id)).filter(({ stoppedAt }) => stoppedAt === null);
  const standing = { state: found.state, running: running.map(({ kind }) => kind) };
  return offered(standing, staff.roles).includes('contact');
}

/** Lifts the mark that the officer has seen, and no later one. */
async function liftUnsafe(
  deps: ContactDeskDeps,
  step: Step,
  { reason, unsafeAt }: Parameters<ContactDesk['liftUnsafe']>[2],
): Promise<void> {
  const words = keptText(reasoned(reason));
  const since = step.found.unsafe_channel_at;
  if (since === null) {
    return;
  }
  if (since.getTime() !== unsafeAt?.getTime()) {
    throw new AppError('unsafe_again', 409);
  }
  await record(deps, step, 'case_channel_lifted');
  await addLine(deps, step, { kind: 'channel_lifted', words });
  await deps.cases.setUnsafe(step.tx, step.found.id, null);
}

interface Line {
  readonly kind: EntryKind;
  readonly words: string | null;
  readonly submission?: string;
}

/** Adds a line. False when this submission stands already. */
async function addLine(
  { sealer, cases, entries }: ContactDeskDeps,
  { tx, staff, found, now }: Step,
  { kind, words, submission }: Line,
): Promise<boolean> {
  const id = randomUUID();
  const caseId = found.id;
  const payload = words === null ? null : (await cases.sealOf(tx, caseId)).sealEntry(id, words);
  const submissionKey =
    submission === undefined
      ? undefined
      : submissionKeyOf(sealer, { caseId, what: kind, staffId: staff.id, submission });
  return entries.add(tx, {
    ...{ id, caseId, kind, staffId: staff.id, payload, now },
    ...(submissionKey && { submissionKey }),
  });
}
