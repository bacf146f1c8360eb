import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.js';
import { DAY, HOUR } from '../../support/test-clock.js';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

const MINUTE = HOUR / 60;

describe('what a visitor said in the web chat', () => {
  it('is kept for 24 hours, then it is neither shown nor there', { timeout: 60_000 }, async () => {
    const woman = app.visitor();
    await woman.say('孩子发烧怎么办');
    app.clock.advance(DAY - MINUTE);
    await app.restart(); // a start runs the jobs
    expect(await woman.page()).toContain('孩子发烧怎么办');

    app.clock.advance(2 * MINUTE);
    expect(await woman.page()).not.toContain('孩子发烧怎么办'); // at once, before any job
    expect(await app.database.prisma.chatMessage.count()).toBeGreaterThan(0);
    await app.restart();
    await expect.poll(() => app.database.prisma.chatMessage.count()).toBe(0);
    expect(await app.database.prisma.contact.count()).toBe(1);
    expect(app.logged.some((line) => /"webChat":\d+.*"event":"purged"/.test(line))).toBe(true);
  });
});

describe('a contact', () => {
  it(
    'is gone with all of hers 90 days after her last message, and not before',
    { timeout: 60_000 },
    async () => {
      const silent = await app.make.session();
      await app.make.gap({ contact: silent });
      await app.make.chatLines({ contact: silent });
      const woman = app.visitor();
      await woman.say('你好');
      app.clock.advance(60 * DAY);
      await woman.say('我又来了'); // hers begin anew
      app.clock.advance(29 * DAY);
      await app.restart();
      expect(await app.database.prisma.contact.count()).toBe(2);

      app.clock.advance(DAY + MINUTE);
      await app.restart();
      await expect.poll(() => app.database.prisma.contact.count()).toBe(1);
      const { chatSession, knowledgeGap, chatMessage } = app.database.prisma;
      expect([await chatSession.count(), await knowledgeGap.count(), await chatMessage.count()]).toEqual([
        1, 0, 0,
      ]);
      expect(await app.database.prisma.contact.findUnique({ where: { id: silent.id } })).toBeNull();
    },
  );
});

describe('records of messages', () => {
  it('go 30 days after they were handled or sent; what waits stays', async () => {
    await app.make.inboxRow({ done: true });
    const open = await app.make.inboxRow();
    await app.make.outboxRow({ sent: true });
    await app.make.outboxRow();
    app.clock.advance(30 * DAY + MINUTE);
    await app.restart();
    await expect
      .poll(() => app.database.prisma.inbox.findMany({ select: { id: true } }))
      .toEqual([{ id: open }]);
    await expect
      .poll(() => app.database.prisma.outbox.findMany({ select: { state: true } }))
      .toEqual([{ state: 'queued' }]);
  });
});
