import type { Prisma, PrismaClient } from '../../generated/prisma/client.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long things are kept, in milliseconds. The privacy page says the same (`locales/<language>/web.json`). */
export const RETENTION = {
  /** Words of a web chat after they were said. */
  webChat: DAY,
  /** Where a talk stands, with what was told in a form that was not sent. */
  talk: DAY,
  /** A report that was saved and not sent, under its own digits. */
  intakeDraft: DAY,
  /** A contact of a web chat after her last message: her cookie ends with the browser, nobody could delete it later. */
  webContact: DAY,
  /** The same when she left a question: her cookie lasts as long, the answer waits in the talk. */
  webAnswer: 14 * DAY,
  /** A contact with everything of hers after her last message; one who is subscribed to tips stays until she ends that. */
  contact: 90 * DAY,
  /** A question left for staff, with the draft that was made of it. */
  question: 90 * DAY,
  /** Updates: their content goes when they are handled, their numbers stay as long to know a repeat. */
  inbox: 30 * DAY,
  /** Messages out: their content goes when they are sent. */
  outbox: 30 * DAY,
  /** Numbers of messages in a chat that may have to be taken back: after 48 hours Telegram does not let us. */
  chatTrace: 3 * DAY,
  /** A private page for tips after it was opened last: a year round, and some more. */
  tipsPage: 400 * DAY,
  /** Who got which tip or broadcast, and whether it arrived. */
  received: 400 * DAY,
  /** A reporter's or an officer's way in that has not been used. */
  visit: DAY,
  /** Digits that have been shown; for ten minutes they may be shown again. */
  shownSlip: HOUR,
  /** A file that began to come in and never arrived; looked for every ten minutes. What arrives goes with its case, or when she takes it back. */
  upload: (2 * HOUR) / 3,
  /** A link for staff after its end. */
  staffLink: 30 * DAY,
} as const;

/** How the keys of those lines of a web chat begin that wait until she comes back: they go with their contact. */
export const NEWS = 'news:';
/** All other lines, as a condition. */
export const NOT_NEWS = { OR: [{ client_key: null }, { NOT: { client_key: { startsWith: NEWS } } }] };

type Before = (age: number) => { readonly lt: Date };

/** Contacts that nothing holds any more. */
function contactsPast(before: Before): Prisma.ContactWhereInput[] {
  const since = (age: number) => ({ gte: before(age).lt });
  const waiting = [
    { created_at: since(RETENTION.webAnswer) },
    { answered_at: since(RETENTION.webChat) }, // the last answer has its day as well
  ];
  const subscribed = { subscription: { is: { ended_at: null } } };
  return [
    {
      channel: 'webchat',
      seen_at: before(RETENTION.webContact),
      gaps: { none: { OR: waiting } },
    },
    { channel: 'webchat', seen_at: before(RETENTION.contact) },
    {
      channel: 'telegram',
      seen_at: before(RETENTION.contact),
      NOT: { ...subscribed, blocked_at: null }, // who has blocked us can't even unsubscribe
      staff: { is: null }, // staff are called there, though they never write
    },
    { channel: 'tips_page', seen_at: before(RETENTION.tipsPage) },
    { channel: 'tips_page', NOT: subscribed },
  ];
}

/** Deletes what has been kept long enough. Safe to run twice, in several processes, and late. */
export function createRetentionStore(db: PrismaClient) {
  return {
    /** Returns the number of rows deleted, by kind. */
    async purge(now: Date): Promise<Readonly<Record<string, number>>> {
      const before: Before = (age) => ({ lt: new Date(now.getTime() - age) });
      const old = (age: number) => ({ created_at: before(age) });
      const deletions = {
        webChat: () => db.chatMessage.deleteMany({ where: { ...old(RETENTION.webChat), ...NOT_NEWS } }),
        contacts: () => db.contact.deleteMany({ where: { OR: contactsPast(before) } }),
        talks: () => db.chatSession.deleteMany({ where: { updated_at: before(RETENTION.talk) } }),
        questionDrafts: () => db.knowledgeDraft.deleteMany({ where: { gap: old(RETENTION.question) } }),
        questions: () => db.knowledgeGap.deleteMany({ where: old(RETENTION.question) }),
        inbox: () => db.inbox.deleteMany({ where: { received_at: before(RETENTION.inbox) } }),
        outbox: () => db.outbox.deleteMany({ where: { ...old(RETENTION.outbox), campaign_id: null } }),
        sendings: () => db.outbox.deleteMany({ where: old(RETENTION.received) }),
        chatTraces: () => db.chatTrace.deleteMany({ where: { sent_at: before(RETENTION.chatTrace) } }),
        recipients: () => db.campaignRecipient.deleteMany({ where: old(RETENTION.received) }),
        intakeDrafts: () => db.intakeDraft.deleteMany({ where: { expires_at: before(0) } }),
        slips: () =>
          db.caseSlip.deleteMany({
            where: { OR: [{ expires_at: before(0) }, { shown_at: before(RETENTION.shownSlip) }] },
          }),
        visits: () => db.caseVisit.deleteMany({ where: { seen_at: before(RETENTION.visit) } }),
        staffSessions: () => db.staffSession.deleteMany({ where: { seen_at: before(RETENTION.visit) } }),
        staffLinks: () => db.staffLink.deleteMany({ where: { expires_at: before(RETENTION.staffLink) } }),
      };
      const counts: Record<string, number> = {};
      for (const [kind, remove] of Object.entries(deletions)) {
        counts[kind] = (await remove()).count;
      }
      return counts;
    },
  };
}
export type RetentionStore = ReturnType<typeof createRetentionStore>;
