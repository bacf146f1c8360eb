import type { Database } from '../contacts/index.js';
import type { CaseState } from './types.js';

export interface LinkedRow {
  readonly id: string;
  readonly serial: number;
  readonly created_at: Date;
  readonly state: CaseState;
}

/** The cases of which a chat is told that there is news. */
export function createLinkStore() {
  return {
    /** The newest first. */
    async of(db: Database, contactId: string, most: number): Promise<LinkedRow[]> {
      return db.$queryRaw<LinkedRow[]>`
        SELECT f.id::text, f.serial, f.created_at, f.state FROM case_link l JOIN case_file f ON f.id = l.case_id
        WHERE l.contact_id = ${contactId}::uuid ORDER BY f.created_at DESC, f.id LIMIT ${most}`;
    },

    /**
     * Holds the case of that number for the transaction. Null when the chat is not told of it; false while somebody else holds it: whoever
     * holds a chat must not wait for a case, staff who hold a case wait for its chats.
     */
    async hold(
      tx: Database,
      contactId: string,
      { year, serial }: { readonly year: number; readonly serial: number },
    ): Promise<string | false | null> {
      const linked = await tx.$queryRaw<Array<{ id: string }>>`
        SELECT f.id::text FROM case_link l JOIN case_file f ON f.id = l.case_id
        WHERE l.contact_id = ${contactId}::uuid AND f.serial = ${serial}
          AND date_part('year', f.created_at AT TIME ZONE 'Asia/Shanghai') = ${year}::int`;
      const id = linked[0]?.id;
      if (id === undefined) {
        return null;
      }
      const held = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM case_file WHERE id = ${id}::uuid FOR UPDATE SKIP LOCKED`;
      return held.length > 0 && id;
    },
  };
}
