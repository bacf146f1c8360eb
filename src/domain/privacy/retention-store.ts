import type { PrismaClient } from '../../generated/prisma/client.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long things are kept, in milliseconds. The privacy page says the same (`locales/<language>/web.json`). */
export const RETENTION = {
  /** Words of a web chat after they were said. */
  webChat: DAY,
  /** A contact of a web chat after her last message: her cookie ends with the browser, nobody could delete it later. */
  webContact: DAY,
  /** A contact with everything of hers after her last message. */
  contact: 90 * DAY,
  /** A question left for staff. */
  question: 90 * DAY,
  /** Updates: their content goes when they are handled, their numbers stay as long to know a repeat. */
  inbox: 30 * DAY,
  /** Messages out: their content goes when they are sent. */
  outbox: 30 * DAY,
} as const;

/** Deletes what has been kept long enough. Safe to run twice, in several processes, and late. */
export function createRetentionStore(db: PrismaClient) {
  return {
    /** Returns the number of rows deleted, by kind. */
    async purge(
      now: Date,
    ): Promise<Record<'webChat' | 'contacts' | 'questions' | 'inbox' | 'outbox', number>> {
      const before = (age: number) => new Date(now.getTime() - age);
      const webChat = await db.chatMessage.deleteMany({
        where: { created_at: { lt: before(RETENTION.webChat) } },
      });
      const contacts = await db.contact.deleteMany({
        where: {
          OR: [
            { seen_at: { lt: before(RETENTION.contact) } },
            { channel: 'webchat', seen_at: { lt: before(RETENTION.webContact) } },
          ],
        },
      });
      const questions = await db.knowledgeGap.deleteMany({
        where: { created_at: { lt: before(RETENTION.question) } },
      });
      const inbox = await db.inbox.deleteMany({ where: { received_at: { lt: before(RETENTION.inbox) } } });
      const outbox = await db.outbox.deleteMany({ where: { created_at: { lt: before(RETENTION.outbox) } } });
      return {
        webChat: webChat.count,
        contacts: contacts.count,
        questions: questions.count,
        inbox: inbox.count,
        outbox: outbox.count,
      };
    },
  };
}
export type RetentionStore = ReturnType<typeof createRetentionStore>;
