import { openAddress } from '../contacts/index.js';
import type { Place, Sealer } from '../privacy/index.js';
import type { MessagingDatabase } from './inbox-store.js';
import type { Lane } from './lane.js';

/** What may be claimed. */
export interface Claimable {
  readonly channel: string;
  readonly now: Date;
  /** Chats that have to wait, by `Sending.chat`. */
  readonly resting: readonly string[];
  /** The last lane that may go now: bulk waits in quiet hours. */
  readonly lastLane: Lane;
}

/** A message that is being sent; `chat` tells chats apart and says no more. */
export interface Sending {
  readonly id: bigint;
  readonly contactId: string | null;
  readonly chat: string;
  readonly dedupeKey: string;
  readonly attempts: number;
  /** What the channel's sender needs; empty when it can't be read, and for a message of a campaign. */
  readonly content: string;
  /** Of a campaign's message: whose words go where. */
  readonly campaign?: { readonly id: string; readonly address: string; readonly locale: string };
}

interface Row {
  readonly id: string;
  readonly state: 'sending' | 'held' | 'cancelled';
  readonly contact_id: string | null;
  readonly chat_key: Buffer;
  readonly dedupe_key: string;
  readonly attempts: number;
  readonly payload: Buffer;
  readonly campaign_id: string | null;
  readonly address: Buffer | null;
  readonly locale: string | null;
}

export const outboxPlace = (dedupeKey: string): Place => ({
  table: 'outbox',
  column: 'payload',
  row: dedupeKey,
});

/**
 * Takes the first row of the queue. A campaign's row is looked at once more: its campaign may have been paused or cancelled, or the
 * reader may have unsubscribed, while the row was on its way (in flight, or just being written); it is put where it belongs then.
 */
const CLAIM = {
  name: 'outbox_claim',
  text: `WITH next AS (
      SELECT id FROM outbox
      WHERE channel = $1 AND state = 'queued' AND lane <= $2 AND not_before <= $3 AND chat_key <> ALL ($4::bytea[])
      ORDER BY lane, id LIMIT 1 FOR UPDATE SKIP LOCKED),
    judged AS (
      SELECT o.id, c.address, c.locale, CASE
          WHEN o.campaign_id IS NULL THEN NULL
          WHEN k.state = 'paused' THEN 'campaign_paused'
          WHEN k.state <> 'sending' THEN 'campaign_cancelled'
          WHEN s.contact_id IS NULL THEN 'unsubscribed'
          WHEN c.blocked_at IS NOT NULL THEN 'blocked'
        END AS verdict
      FROM next JOIN outbox o ON o.id = next.id
      LEFT JOIN campaign k ON k.id = o.campaign_id
      LEFT JOIN contact c ON c.id = o.contact_id AND o.campaign_id IS NOT NULL
      LEFT JOIN subscription s ON s.contact_id = o.contact_id AND s.ended_at IS NULL)
    UPDATE outbox o SET
      state = CASE WHEN verdict IS NULL THEN 'sending' WHEN verdict = 'campaign_paused' THEN 'held' ELSE 'cancelled' END,
      error_code = CASE WHEN verdict IS NULL OR verdict = 'campaign_paused' THEN o.error_code ELSE verdict END
    FROM judged WHERE o.id = judged.id
    RETURNING o.id, o.state, o.contact_id, o.chat_key, o.dedupe_key, o.attempts, o.payload, o.campaign_id, judged.address, judged.locale`,
};

/** The next message that may go now, marked `sending`. An unreadable one comes back without content. */
export function createClaim(sealer: Sealer) {
  const read = (work: () => string): string => {
    try {
      return work();
    } catch {
      return ''; // sealed under a key that is gone: the sender gives it up
    }
  };

  const present = (row: Row): Sending => ({
    id: BigInt(row.id),
    contactId: row.contact_id,
    chat: row.chat_key.toString('base64'),
    dedupeKey: row.dedupe_key,
    attempts: row.attempts,
    content:
      row.payload.length === 0 ? '' : read(() => sealer.open(outboxPlace(row.dedupe_key), row.payload)),
    ...campaignOf(row),
  });

  const campaignOf = ({ campaign_id: id, contact_id, address, locale }: Row): Pick<Sending, 'campaign'> =>
    id !== null && contact_id !== null && address !== null && locale !== null
      ? { campaign: { id, locale, address: read(() => openAddress(sealer, contact_id, address)) } }
      : {};

  return async (pool: MessagingDatabase['pool'], what: Claimable): Promise<Sending | null> => {
    const resting = what.resting.map((chat) => Buffer.from(chat, 'base64'));
    for (;;) {
      const values = [what.channel, what.lastLane, what.now, resting];
      const { rows } = await pool.query<Row>({ ...CLAIM, values });
      const row = rows[0];
      if (!row || row.state === 'sending') {
        return row ? present(row) : null;
      }
    }
  };
}
