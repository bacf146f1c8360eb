import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.js';
import { type BotApiEmulator, startBotApi } from '../../support/bot-api.js';

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
     AND tablename NOT IN ('_prisma_migrations', 'knowledge_entry', 'key_check', 'channel_gate', 'rate_limit')`,
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

describe('"删除我的数据"', () => {
  it('and the button after it delete every row of a web visitor, and nobody else’s', async () => {
    const other = await app.make.chatLines();
    await app.make.session({ contact: other });
    const before = await rows();

    const woman = app.visitor();
    await woman.say('孩子发烧怎么办');
    const unanswered = await woman.say('量子纠缠和拓扑绝缘体有什么关系');
    const keep = unanswered.messages
      .flatMap(({ buttons }) => buttons)
      .find(({ value }) => value.startsWith('keep:'));
    if (keep) {
      await woman.press(keep.value);
    }
    expect(await rows()).toMatchObject({ contact: 2, chat_session: 2 });

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
