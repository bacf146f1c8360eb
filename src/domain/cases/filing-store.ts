import type { Database } from '../contacts/index.js';
import type { WrappedKey } from '../privacy/index.js';
import type { Judged } from './assessment.js';
import type { NewJudgement } from './judgement-store.js';
import type { ClockKind, Origin } from './types.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Reports within an hour, of all doors together; whatever comes beyond is taken and marked. */
const MOST_AN_HOUR = 600;
const HOUR = 3_600_000;

export interface FiledRow {
  readonly id: string;
  readonly serial: number;
  readonly created_at: Date;
  readonly submission_digest: Uint8Array;
}

/** A case that is to be registered: sealed, digested, ready to be written. */
export interface NewCase {
  readonly id: string;
  readonly taken: Judged;
  /** What the triage suggested of the report, before her answers. */
  readonly judgement: NewJudgement;
  readonly origin: Origin;
  /** The case counts from then. */
  readonly toldAt: Date;
  readonly township: string | null;
  readonly report: Bytes;
  readonly key: WrappedKey;
  /** By what its telephone numbers are found again. */
  readonly phones: readonly Bytes[];
  readonly codeHash: string;
  /** The rows in which it may have been saved before: they go. */
  readonly draftIds: readonly string[];
  readonly submissionKey: Bytes;
  readonly submissionDigest: Bytes;
  readonly slip: { readonly tokenKey: Bytes; readonly code: Bytes; readonly expiresAt: Date };
  readonly clocks: ReadonlyArray<{ readonly kind: ClockKind; readonly dueAt: Date }>;
}

/** Writes cases down when they come. */
export function createFilingStore() {
  return {
    async find(db: Database, submissionKey: Bytes): Promise<FiledRow | null> {
      const rows = await db.$queryRaw<FiledRow[]>`
        SELECT id::text, serial, created_at, submission_digest FROM case_file WHERE submission_key = ${submissionKey}`;
      return rows[0] ?? null;
    },

    /**
     * The case with its judgement, key, slip, clocks and link, in one statement; a saved draft of it goes. Waits for a concurrent one of the same submission.
     * @returns its serial; null when the other one was first
     */
    async insert(db: Database, made: NewCase): Promise<number | null> {
      const { id, taken, judgement, origin, toldAt, key, slip, clocks } = made;
      const contactId = origin.contactId ?? null;
      const { overLimit = false, staffId, now } = origin;
      const lately = new Date(now.getTime() - HOUR);
      const rows = await db.$queryRaw<Array<{ serial: number }>>`
        WITH filed AS (
          INSERT INTO case_file (id, state, category, urgency, minor, channel, township, locale, report, code_hash,
            submission_key, submission_digest, over_limit, phone_indexed, created_at, updated_at)
          VALUES (${id}::uuid, 'registered', ${taken.category}, ${taken.urgency}, ${taken.minor},
            ${origin.channel}, ${made.township}, ${origin.locale}, ${made.report}, ${made.codeHash},
            ${made.submissionKey}, ${made.submissionDigest},
            ${overLimit} OR (${staffId === undefined} AND ${MOST_AN_HOUR} <= (SELECT count(*) FROM
              (SELECT 1 FROM case_file WHERE created_at > ${lately} LIMIT ${MOST_AN_HOUR}) AS latest)),
            true, ${toldAt}, ${now})
          ON CONFLICT (submission_key) DO NOTHING RETURNING id, serial),
        unsaved AS (DELETE FROM intake_draft WHERE id = ANY (${made.draftIds}::uuid[]) AND EXISTS (SELECT FROM filed)),
        judged AS (
          INSERT INTO case_judgement (id, case_id, category, urgency, minor, unsure, suggestion, created_at)
          SELECT ${judgement.id}::uuid, id, ${judgement.category}, ${judgement.urgency}, ${judgement.minor},
            ${judgement.unsure}, ${judgement.suggestion}, ${toldAt} FROM filed),
        phoned AS (
          INSERT INTO case_phone_index (case_id, lookup)
          SELECT filed.id, decode(x, 'hex')
          FROM filed, unnest(${made.phones.map((lookup) => Buffer.from(lookup).toString('hex'))}::text[]) AS x),
        keyed AS (
          INSERT INTO case_key (case_id, recipient_kind, key_id, alg, wrapped)
          SELECT id, 'kek', ${key.keyId}, ${key.alg}, ${key.wrapped} FROM filed),
        slipped AS (
          INSERT INTO case_slip (case_id, token_key, code, expires_at)
          SELECT id, ${slip.tokenKey}, ${slip.code}, ${slip.expiresAt} FROM filed),
        clocked AS (
          INSERT INTO case_clock (case_id, kind, started_at, due_at)
          SELECT filed.id, c.kind, ${toldAt}, c.due_at
          FROM filed, unnest(${clocks.map(({ kind }) => kind)}::text[],
            ${clocks.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[]) AS c (kind, due_at)),
        linked AS (
          INSERT INTO case_link (case_id, contact_id, created_at)
          SELECT id, ${contactId}::uuid, ${origin.now} FROM filed WHERE ${contactId}::uuid IS NOT NULL)
        SELECT serial FROM filed`;
      return rows[0]?.serial ?? null;
    },
  };
}
export type FilingStore = ReturnType<typeof createFilingStore>;
