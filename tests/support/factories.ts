import { randomBytes, randomInt } from 'node:crypto';
import { createChatStore } from '../../src/channels/webchat/chat-store.js';
import { createSessionStore } from '../../src/conversation/session-store.js';
import { newSession, type Session } from '../../src/conversation/types.js';
import { type Channel, type Contact, createContactStore } from '../../src/domain/contacts/index.js';
import { draftFromQuestion } from '../../src/domain/knowledge/draft.js';
import { createDraftStore } from '../../src/domain/knowledge/draft-store.js';
import { createGapStore, type GapReason } from '../../src/domain/knowledge/index.js';
import { createInboxStore, createOutboxStore, type Lane } from '../../src/domain/messaging/index.js';
import type { Sealer } from '../../src/domain/privacy/index.js';
import type { Database } from '../../src/infra/database/client.js';
import type { Clock } from '../../src/lib/clock.js';

export interface FactoryDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

interface OfContact {
  /** Made when not given. */
  readonly contact?: Contact;
}

/** Makes rows as the service itself would, through its stores, with the parents that are missing. */
export function createFactories({ database, sealer, clock }: FactoryDeps) {
  const db = database.prisma;
  const contacts = createContactStore(sealer);
  const sessions = createSessionStore(sealer);
  const chat = createChatStore(sealer);

  const contact = ({
    channel = 'webchat',
    address = randomBytes(16).toString('hex'),
    locale = 'zh-CN',
  }: { channel?: Channel; address?: string; locale?: string } = {}): Promise<Contact> =>
    contacts.findOrCreate(db, channel, address, locale, clock.now());

  return {
    contact,

    async session({ contact: given, ...state }: OfContact & Partial<Session> = {}): Promise<Contact> {
      const owner = given ?? (await contact());
      await sessions.save(db, owner.id, { ...newSession('zh-CN'), greeted: true, ...state }, clock.now());
      return owner;
    },

    /** A question and its answer in a web chat. */
    async chatLines({
      contact: given,
      text = '孩子发烧怎么办',
    }: OfContact & { text?: string } = {}): Promise<Contact> {
      const owner = given ?? (await contact());
      const said = { text, kind: 'answer', replies: 1 } as const;
      const lines = [
        { direction: 'in', said },
        { direction: 'out', reply: { text: '多喝水，量体温。' } },
      ] as const;
      await db.$transaction((tx) => chat.append(tx, owner.id, lines, clock.now()));
      return owner;
    },

    async gap({
      contact: given,
      question = '没有答案的问题',
      ...more
    }: OfContact & { question?: string; reason?: GapReason; entry?: string } = {}): Promise<Contact> {
      const owner = given ?? (await contact());
      await createGapStore(sealer).keep(db, {
        contactId: owner.id,
        locale: 'zh-CN',
        question,
        ...more,
        now: clock.now(),
      });
      return owner;
    },

    /** A draft of an entry, made of a kept question or of none. @returns its id */
    async draft(gap?: { readonly id: string; readonly question: string }): Promise<string> {
      const login = `editor-${randomBytes(4).toString('hex')}`;
      const name = new Uint8Array();
      const staff = await db.staff.create({
        data: { login, name, roles: ['editor'], created_at: clock.now() },
      });
      const { id } = await createDraftStore(sealer).begin(db, {
        entryId: `own_${randomBytes(6).toString('hex')}`,
        locale: 'zh-CN',
        content: draftFromQuestion(gap?.question ?? '', '', '2026-11-24'),
        base: null,
        gapId: gap?.id ?? null,
        staffId: staff.id,
        now: clock.now(),
      });
      return id;
    },

    /** An update that nobody has handled yet. @returns its row's id */
    async inboxRow({ chatId = randomInt(1, 2 ** 40), text = '你好', done = false } = {}): Promise<bigint> {
      const updateId = String(randomInt(1, 2 ** 40));
      const payload = JSON.stringify({
        update_id: Number(updateId),
        message: { chat: { id: chatId, type: 'private' }, text },
      });
      const row = { channel: 'telegram', updateId, chatAddress: String(chatId), payload, now: clock.now() };
      const inbox = createInboxStore(sealer);
      await inbox.accept(database.pool, row);
      const { id } = await db.inbox.findFirstOrThrow({ where: { update_id: updateId } });
      if (done) {
        await inbox.finish(db, id, clock.now());
      }
      return id;
    },

    /** A message that waits to be sent, or was sent. */
    async outboxRow({
      contact: given,
      text = '提示',
      lane = 1,
      sent = false,
    }: OfContact & { text?: string; lane?: Lane; sent?: boolean } = {}): Promise<Contact> {
      const chatId = String(randomInt(1, 2 ** 40));
      const owner = given ?? (await contact({ channel: 'telegram', address: chatId }));
      const chatAddress = (await contacts.addressOf(db, owner.id)) ?? chatId;
      const dedupeKey = randomBytes(8).toString('hex');
      const content = JSON.stringify({ method: 'sendMessage', params: { chat_id: chatAddress, text } });
      await createOutboxStore(sealer).enqueue(db, [
        { channel: 'telegram', contactId: owner.id, chatAddress, lane, dedupeKey, content, now: clock.now() },
      ]);
      if (sent) {
        await db.outbox.updateMany({
          where: { dedupe_key: dedupeKey },
          data: { state: 'sent', sent_at: clock.now() },
        });
      }
      return owner;
    },
  };
}
export type Factories = ReturnType<typeof createFactories>;
