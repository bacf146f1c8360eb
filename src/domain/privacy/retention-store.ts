import type { PrismaClient } from '../../generated/prisma/client.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long things are kept, in milliseconds. The privacy page says the same (`locales/<language>/web.json`). */
export const RETENTION = {
  /** Words of a web chat after they were said. */
  webChat: DAY,
  /** A contact with everything of hers after her last message. */
  contact: 90 * DAY,
  /** Numbers of handled updates, to know a repeat; their content goes when they are handled. */
  inbox: 30 * DAY,
  /** Records of messages sent, without content. */
  outbox: 30 * DAY,
} as const;

/** Deletes what has been kept long enough. Safe to run twice, in several processes, and late. */
export function createRetentionStore(db: PrismaClient) {
  return {
    /** Returns the number of rows deleted, by kind. */
    async purge(now: Date): Promise<{ webChat: number; contacts: number; inbox: number; outbox: number }> {
      const before = (age: number) => new Date(now.getTime() - age);
      const webChat = await db.chatMessage.deleteMany({
        where: { created_at: { lt: before(RETENTION.webChat) } },
      });
      const contacts = await db.contact.deleteMany({ where: { seen_at: { lt: before(RETENTION.contact) } } });
      const inbox = await db.inbox.deleteMany({ where: { done_at: { lt: before(RETENTION.inbox) } } });
      const outbox = await db.outbox.deleteMany({
        where: {
          created_at: { lt: before(RETENTION.outbox) },
          state: { in: ['sent', 'failed', 'cancelled'] },
        },
      });
      return { webChat: webChat.count, contacts: contacts.count, inbox: inbox.count, outbox: outbox.count };
    },
  };
}
export type RetentionStore = ReturnType<typeof createRetentionStore>;
