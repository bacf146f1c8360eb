import type { PrismaClient } from '../../generated/prisma/client.js';
import { AppError } from '../../lib/errors.js';
import type { Database } from '../contacts/index.js';
import type { DataKeys, WrappedKey } from '../privacy/index.js';
import { caseSeals, type CaseSeal } from './seal.js';
import type { CaseChannel, CaseState, CaseUrgency } from './types.js';

/** The database as cases need it: to read, and to begin transactions. */
export type CasesDatabase = PrismaClient;

/** A case as it is stored, its report still sealed. */
export interface StoredCase {
  readonly id: string;
  readonly serial: number;
  readonly state: CaseState;
  readonly category: string;
  readonly urgency: CaseUrgency;
  readonly minor: boolean;
  readonly channel: CaseChannel;
  readonly township: string | null;
  readonly report: Uint8Array;
  readonly assigned_to: string | null;
  readonly created_at: Date;
  readonly unread_since: Date | null;
  readonly over_limit: boolean;
  readonly left_at: Date | null;
  readonly unsafe_channel_at: Date | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Single cases: their rows, keys and links. */
export function createCaseStore(dataKeys: DataKeys) {
  const seals = caseSeals(dataKeys);
  return {
    seals,

    /** Holds the case until the transaction ends, so that decisions about it come one after the other. Null for an unknown id. */
    async lock(tx: Database, id: string): Promise<StoredCase | null> {
      if (!UUID.test(id)) {
        return null;
      }
      const rows = await tx.$queryRaw<StoredCase[]>`
        SELECT id::text, serial, state, category, urgency, minor, channel, township, report, assigned_to::text,
          created_at, unread_since, over_limit, left_at, unsafe_channel_at
        FROM case_file WHERE id = ${id}::uuid FOR UPDATE`;
      return rows[0] ?? null;
    },

    /** Opens and seals what belongs to the case. Throws `unsealable` when its key is gone. */
    async sealOf(db: Database, id: string): Promise<CaseSeal> {
      const rows = await db.$queryRaw<
        Array<{ key_id: string; alg: string; wrapped: Uint8Array<ArrayBuffer> }>
      >`
        SELECT key_id, alg, wrapped FROM case_key WHERE case_id = ${id}::uuid AND recipient_kind = 'kek'
        ORDER BY key_id DESC LIMIT 1`;
      const row = rows[0];
      if (!row) {
        throw new AppError('unsealable', 500);
      }
      const key: WrappedKey = { keyId: row.key_id, alg: 'aes-256-gcm', wrapped: row.wrapped };
      return seals.of(id, key);
    },

    /** `hands`: the officer who has it now, or null. */
    async change(
      tx: Database,
      id: string,
      to: { readonly state: CaseState; readonly hands: string | null },
      now: Date,
    ): Promise<void> {
      await tx.$executeRaw`
        UPDATE case_file SET state = ${to.state}, assigned_to = ${to.hands}::uuid, updated_at = ${now}
        WHERE id = ${id}::uuid`;
    },

    /** The case turned out to be graver. */
    async raise(
      tx: Database,
      id: string,
      to: { readonly urgency: CaseUrgency; readonly minor: boolean },
      now: Date,
    ): Promise<void> {
      await tx.$executeRaw`
        UPDATE case_file SET urgency = ${to.urgency}, minor = ${to.minor}, updated_at = ${now} WHERE id = ${id}::uuid`;
    },

    /** What the case is taken for from now on; the report holds the part that is sealed. */
    async stand(
      tx: Database,
      id: string,
      to: {
        readonly category: string;
        readonly urgency: CaseUrgency;
        readonly minor: boolean;
        readonly report: Uint8Array;
      },
      now: Date,
    ): Promise<void> {
      await tx.$executeRaw`
        UPDATE case_file SET category = ${to.category}, urgency = ${to.urgency}, minor = ${to.minor},
          report = ${to.report}, updated_at = ${now}
        WHERE id = ${id}::uuid`;
    },

    /** The report with other answers; what the case is taken for stays. */
    async keepReport(tx: Database, id: string, report: Uint8Array, now: Date): Promise<void> {
      await tx.$executeRaw`UPDATE case_file SET report = ${report}, updated_at = ${now} WHERE id = ${id}::uuid`;
    },

    /** No chat is told of news any more. */
    async unlink(tx: Database, id: string): Promise<void> {
      await tx.$executeRaw`DELETE FROM case_link WHERE case_id = ${id}::uuid`;
    },

    /** When it was left in a hurry; null lifts it. */
    async setLeft(tx: Database, id: string, leftAt: Date | null): Promise<void> {
      await tx.$executeRaw`UPDATE case_file SET left_at = ${leftAt}::timestamptz WHERE id = ${id}::uuid`;
    },

    /** Since when it isn't safe to call her or to tell her chat of news; null lifts it. */
    async setUnsafe(tx: Database, id: string, since: Date | null): Promise<void> {
      await tx.$executeRaw`UPDATE case_file SET unsafe_channel_at = ${since}::timestamptz WHERE id = ${id}::uuid`;
    },

    /** She wrote: somebody has to read it. The first unread message counts. */
    async markUnread(tx: Database, id: string, now: Date): Promise<void> {
      await tx.$executeRaw`
        UPDATE case_file SET unread_since = COALESCE(unread_since, ${now}), updated_at = ${now} WHERE id = ${id}::uuid`;
    },

    async markRead(tx: Database, id: string): Promise<void> {
      await tx.$executeRaw`UPDATE case_file SET unread_since = NULL WHERE id = ${id}::uuid AND unread_since IS NOT NULL`;
    },

    /** The chats that may be told of news: linked, and not blocked. */
    async listeners(db: Database, id: string): Promise<string[]> {
      const rows = await db.$queryRaw<Array<{ contact_id: string }>>`
        SELECT l.contact_id::text FROM case_link l JOIN contact c ON c.id = l.contact_id
        WHERE l.case_id = ${id}::uuid AND c.blocked_at IS NULL ORDER BY l.contact_id`;
      return rows.map((row) => row.contact_id);
    },

    /** Whether a case may be put into somebody's hands: an account that may sign in and holds the role. */
    async mayHold(db: Database, staffId: string, roles: readonly string[]): Promise<boolean> {
      const found = UUID.test(staffId)
        ? await db.$queryRaw<unknown[]>`
            SELECT 1 FROM staff WHERE id = ${staffId}::uuid AND disabled_at IS NULL AND roles && ${roles}::text[]`
        : [];
      return found.length > 0;
    },
  };
}
export type CaseStore = ReturnType<typeof createCaseStore>;
