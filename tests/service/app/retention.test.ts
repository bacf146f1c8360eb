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
    await expect.poll(() => app.database.prisma.contact.count()).toBe(0); // her cookie ends with the browser
    await expect
      .poll(() => app.logged.some((line) => /"webChat":\d+.*"event":"purged"/.test(line)))
      .toBe(true);
  });
});

describe('a contact of Telegram', () => {
  it(
    'is gone with all of hers 90 days after her last message, and not before',
    { timeout: 60_000 },
    async () => {
      const contact = await app.make.contact({ channel: 'telegram' });
      await app.make.session({ contact });
      app.clock.advance(90 * DAY - MINUTE);
      await app.restart();
      expect(await app.database.prisma.contact.count()).toBe(1);

      app.clock.advance(2 * MINUTE);
      await app.restart();
      await expect.poll(() => app.database.prisma.contact.count()).toBe(0);
      expect(await app.database.prisma.chatSession.count()).toBe(0);
    },
  );
});

describe('a question left for staff', () => {
  it('outlives the web chat in which it was left, for 90 days', { timeout: 60_000 }, async () => {
    await app.make.gap();
    app.clock.advance(13 * DAY); // her talk waits for the answer
    await app.restart();
    expect(await app.database.prisma.contact.count()).toBe(1);
    app.clock.advance(2 * DAY);
    await app.restart();
    await expect.poll(() => app.database.prisma.contact.count()).toBe(0);
    expect(await app.database.prisma.knowledgeGap.findMany({ select: { contact_id: true } })).toEqual([
      { contact_id: null },
    ]);

    app.clock.advance(76 * DAY);
    await app.restart();
    await expect.poll(() => app.database.prisma.knowledgeGap.count()).toBe(0);
  });

  it(
    'goes after 90 days with the draft that was made of it; other drafts stay',
    { timeout: 60_000 },
    async () => {
      await app.make.gap({ question: '没有答案的问题' });
      const { id } = await app.database.prisma.knowledgeGap.findFirstOrThrow();
      await app.make.draft({ id, question: '没有答案的问题' });
      const own = await app.make.draft();
      app.clock.advance(90 * DAY - MINUTE);
      await app.restart();
      expect(await app.database.prisma.knowledgeDraft.count()).toBe(2);
      app.clock.advance(2 * MINUTE);
      await app.restart();
      await expect.poll(() => app.database.prisma.knowledgeGap.count()).toBe(0);
      expect(await app.database.prisma.knowledgeDraft.findMany({ select: { id: true } })).toEqual([
        { id: own },
      ]);
    },
  );
});

describe('messages in and out', () => {
  it('go after 30 days, also those that were never handled or sent', async () => {
    await app.make.inboxRow({ done: true });
    await app.make.inboxRow();
    await app.make.outboxRow({ sent: true });
    await app.make.outboxRow();
    app.clock.advance(30 * DAY - MINUTE);
    await app.restart();
    expect(await app.database.prisma.inbox.count()).toBe(2);
    expect(await app.database.prisma.outbox.count()).toBe(2);

    app.clock.advance(2 * MINUTE);
    await app.restart();
    await expect.poll(() => app.database.prisma.inbox.count()).toBe(0);
    await expect.poll(() => app.database.prisma.outbox.count()).toBe(0);
  });
});
