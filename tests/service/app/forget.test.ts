import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContactStore } from '../../../src/domain/contacts/index.js';
import { draftFromQuestion } from '../../../src/domain/knowledge/draft.js';
import { createDraftStore } from '../../../src/domain/knowledge/draft-store.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { type BotApiEmulator, startBotApi } from '../../support/bot-api.js';
import type { ChatAnswer, Visitor } from '../../support/visitor.js';

let api: BotApiEmulator;
let app: TestApp;
beforeEach(async () => {
  api = await startBotApi();
  app = await startTestApp({ telegram: api });
});
afterEach(async () => {
  await app.close();
  await api.close();
});

/** Rows of each table that hold something of people, but for empty ones. */
async function rows(): Promise<Record<string, number>> {
  const { rows: tables } = await app.database.pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
     AND tablename NOT IN ('_prisma_migrations', 'knowledge_entry', 'key_check', 'channel_gate', 'rate_limit', 'answer_count')`,
  );
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows: found } = await app.database.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${name}`,
      );
      return [name, found[0]?.n ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Asks, says that the answer did not help, and leaves the question for staff. */
async function leaveQuestion(woman: Visitor): Promise<void> {
  const next = ({ messages }: ChatAnswer, action: string) =>
    messages.flatMap(({ buttons }) => buttons).find(({ value }) => value.startsWith(action))?.value ?? '';
  const answer = await woman.say('孩子发烧怎么办');
  await woman.press(next(await woman.press(next(answer, 'no:')), 'keep:'));
}

/** How many of this database's connections wait for another's lock. */
async function waitingForLock(): Promise<number> {
  const { rows: found } = await app.database.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return found[0]?.n ?? 0;
}

describe('"删除我的数据"', () => {
  it('and the button after it delete every row of a web visitor, and nobody else’s', async () => {
    const other = await app.make.chatLines();
    await app.make.session({ contact: other });
    const before = await rows();

    const woman = app.visitor();
    await leaveQuestion(woman);
    expect(await rows()).toMatchObject({ contact: 2, chat_session: 2, knowledge_gap: 1 });

    const asked = await woman.say('删除我的数据');
    expect(asked.messages.flatMap(({ buttons }) => buttons.map(({ value }) => value))).toEqual([
      'forget:yes',
      'forget:no',
    ]);
    const done = await woman.post({ button: 'forget:yes' });
    expect([done.status, done.headers.get('chat-state')]).toEqual([200, 'forgotten']);
    expect(woman.cookies.has('sid')).toBe(false);
    expect(await rows()).toEqual(before);
    const { rows: counters } = await app.database.pool.query<{ key: string }>('SELECT key FROM rate_limit');
    expect(counters.every(({ key }) => /^(network|session):[0-9a-f]{64}$/.test(key))).toBe(true); // digests that change every day

    expect(await woman.page()).not.toContain('孩子发烧怎么办');
  });

  it('deletes the draft that staff made of her question as well, and no other', async () => {
    const other = await app.make.gap({ question: '别人的问题' });
    const woman = app.visitor();
    await leaveQuestion(woman);
    const gaps = await app.database.prisma.knowledgeGap.findMany();
    const theirs = gaps.find(({ contact_id }) => contact_id === other.id);
    const hers = gaps.find(({ contact_id }) => contact_id !== other.id);
    expect(gaps).toHaveLength(2);
    const left = [
      await app.make.draft({ id: theirs?.id ?? '', question: '别人的问题' }),
      await app.make.draft(),
    ];
    await app.make.draft({ id: hers?.id ?? '', question: '孩子发烧怎么办' });

    await woman.say('删除我的数据');
    await woman.post({ button: 'forget:yes' });
    expect(await app.database.prisma.knowledgeGap.count()).toBe(1);
    const drafts = await app.database.prisma.knowledgeDraft.findMany();
    expect(drafts.map(({ id }) => id).sort()).toEqual(left.sort());
  });

  it('leaves no draft that was being made of her question when she was forgotten', async () => {
    const { prisma } = app.database;
    const woman = await app.make.gap({ question: '她的问题' });
    const { id } = await prisma.knowledgeGap.findFirstOrThrow();
    const staff = await prisma.staff.create({
      data: { login: 'editor', name: new Uint8Array(), roles: ['editor'], created_at: app.clock.now() },
    });
    const drafts = createDraftStore(app.sealer);
    let forgotten: Promise<void> | undefined;
    await prisma.$transaction(async (db) => {
      await drafts.ofQuestion(db, id); // as the console does: the question is held until the draft stands
      forgotten = prisma.$transaction((tx) => createContactStore(app.sealer).forget(tx, woman.id));
      await expect.poll(waitingForLock, { timeout: 5000 }).toBeGreaterThan(0);
      await drafts.begin(db, {
        ...{ entryId: 'own_being_made', locale: 'zh-CN', base: null, gapId: id, staffId: staff.id },
        content: draftFromQuestion('她的问题', '', '2026-11-24'),
        now: app.clock.now(),
      });
    });
    await forgotten;
    expect([await prisma.knowledgeGap.count(), await prisma.knowledgeDraft.count()]).toEqual([0, 0]);
  });

  it('changed her mind about keeps everything', async () => {
    const woman = app.visitor();
    await woman.say('孩子发烧怎么办');
    await woman.say('删除我的数据');
    await woman.press('forget:no');
    expect(await rows()).toMatchObject({ contact: 1, chat_session: 1 });
    expect(await woman.page()).toContain('孩子发烧怎么办');
  });

  it('on Telegram leaves only that updates were handled and a last word was sent, without content or name', async () => {
    const before = await rows();
    const woman = app.telegramUser(4711);
    await woman.write('孩子发烧怎么办');
    await woman.write('删除我的数据');
    await expect.poll(() => woman.received().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
    await expect
      .poll(() => api.delivered().some(({ params }) => JSON.stringify(params).includes('forget:yes')), {
        timeout: 10_000,
      })
      .toBe(true);
    const heard = woman.received().length;
    await woman.press('forget:yes');
    await expect.poll(() => woman.received().length, { timeout: 10_000 }).toBe(heard + 1);
    const allSent = async () =>
      (await app.database.prisma.outbox.count({ where: { state: { not: 'sent' } } })) === 0;
    await expect.poll(allSent, { timeout: 10_000 }).toBe(true);
    const { inbox: updates, outbox: last, ...left } = await rows();
    expect([updates, last].every((count) => (count ?? 0) > 0)).toBe(true);
    expect(left).toEqual(before);
    const inbox = await app.database.prisma.inbox.findMany();
    const outbox = await app.database.prisma.outbox.findMany();
    expect([...inbox, ...outbox].map(({ payload }) => payload.length)).toEqual(
      [...inbox, ...outbox].map(() => 0),
    );
    expect(outbox.every(({ contact_id }) => contact_id === null)).toBe(true);
  });
});
