import type { Clock } from '../../lib/clock.js';
import { AppError } from '../../lib/errors.js';
import type { AuditAction, AuditStore } from '../audit/index.js';
import type { Database } from '../contacts/index.js';
import type { MessagingDatabase } from '../messaging/index.js';
import type { Sealer } from '../privacy/index.js';
import { hasTouched } from './authors-store.js';
import { readBroadcastContent } from './broadcast-content.js';
import { createCampaignStore } from './campaign-store.js';
import { shanghaiTime } from './days.js';
import type { MoveName } from './moves.js';
import { progressOf } from './progress-store.js';
import { countReached } from './reach-store.js';
import { readSegment } from './segment.js';
import { createTestCode } from './test-code.js';
import type { Broadcasts, BroadcastTests } from './types.js';

export interface BroadcastsDeps {
  readonly db: MessagingDatabase['prisma'];
  readonly audit: Pick<AuditStore, 'record'>;
  readonly sealer: Pick<Sealer, 'blindIndex'>;
  readonly clock: Clock;
}

type StaffMove = Exclude<MoveName, 'start' | 'finish'>;
const ACTIONS: Readonly<Record<StaffMove, AuditAction>> = {
  submit: 'broadcast_submitted',
  approve: 'broadcast_approved',
  pause: 'broadcast_paused',
  resume: 'broadcast_resumed',
  cancel: 'broadcast_cancelled',
};
/** Moving what waits of a large campaign takes well below a second; on a busy machine it may take its time. */
const MOVE_WITHIN_MS = 15_000;
/** So many drafts are tried for a test code; nobody keeps more of them open. */
const MOST_TESTABLE = 500;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What staff send to many at once. A change and its audit row stand or fall together. */
export function createBroadcasts({ db, audit, sealer, clock }: BroadcastsDeps): Broadcasts & BroadcastTests {
  const campaigns = createCampaignStore();
  const codeOf = createTestCode(sealer);
  const record = (tx: Database, action: AuditAction, staffId: string | null, id: string) =>
    audit.record(tx, { staffId, action, subject: { kind: 'campaign', id }, now: clock.now() });

  const patient = { timeout: MOVE_WITHIN_MS, maxWait: MOVE_WITHIN_MS };

  /** Throws `not_found` (404), `second_person` (403) or `campaign_state` (409). */
  const move = (name: StaffMove, staffId: string, id: string): Promise<void> =>
    db.$transaction(async (tx) => {
      if (!ID.test(id) || !(await campaigns.get(tx, id))) {
        throw new AppError('not_found', 404);
      }
      if (name === 'approve' && (await hasTouched(tx, id, staffId))) {
        throw new AppError('second_person', 403);
      }
      const approval = name === 'approve' ? { approvedBy: staffId } : {};
      if (!(await campaigns.move(tx, id, name, { ...approval, now: clock.now() }))) {
        throw new AppError('campaign_state', 409);
      }
      await record(tx, ACTIONS[name], staffId, id);
    }, patient);

  return {
    list: (page) => campaigns.list(db, page),

    async get(id) {
      const row = ID.test(id) ? await campaigns.get(db, id) : null;
      return row && { ...row, progress: await progressOf(db, id) };
    },

    submitted: () => campaigns.countIn(db, 'submitted'),

    count: (segment) => countReached(db, readSegment(segment), shanghaiTime(clock.now()).day),

    draft: (staffId, { content, segment, sendAt }, submission) =>
      db.$transaction(async (tx) => {
        const key = Buffer.from(sealer.blindIndex('broadcast', `${staffId}|${submission}`)).toString('hex');
        const { id, isNew } = await campaigns.add(tx, {
          dedupeKey: `broadcast:${key}`,
          state: 'draft',
          content: readBroadcastContent(content),
          segment: readSegment(segment),
          sendAt,
          createdBy: staffId,
          now: clock.now(),
        });
        if (isNew) {
          await record(tx, 'broadcast_drafted', staffId, id);
        }
        return { id };
      }),

    testCode: (id) => codeOf(id, shanghaiTime(clock.now()).day),

    async byCode(tx, code, now) {
      const { day } = shanghaiTime(now);
      const tried = (await campaigns.testable(tx, MOST_TESTABLE)).find(({ id }) => codeOf(id, day) === code);
      if (!tried) {
        return null;
      }
      await campaigns.markTested(tx, tried.id, now);
      await record(tx, 'broadcast_tested', null, tried.id);
      return tried.content;
    },

    submit: (staffId, id) => move('submit', staffId, id),
    approve: (staffId, id) => move('approve', staffId, id),
    pause: (staffId, id) => move('pause', staffId, id),
    resume: (staffId, id) => move('resume', staffId, id),
    cancel: (staffId, id) => move('cancel', staffId, id),
  };
}
