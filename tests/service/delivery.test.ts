import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReplies } from '../../src/channels/telegram/index.js';
import { createWriteLine } from '../../src/channels/webchat/index.js';
import { createCaseNews } from '../../src/conversation/case-news.js';
import { createDelivery, type Deliver } from '../../src/conversation/delivery.js';
import type { Reply } from '../../src/conversation/types.js';
import { createContactStore } from '../../src/domain/contacts/index.js';
import { createOutboxStore } from '../../src/domain/messaging/index.js';
import { createRetentionStore } from '../../src/domain/privacy/index.js';
import { createFactories, type Factories } from '../support/factories.js';
import { createTestClock, DAY, HOUR, type TestClock } from '../support/test-clock.js';
import { createHouse, type Door, type House, say } from './web/door.js';
import { Visitor } from './web/client.js';

let house: House;
let door: Door;
let clock: TestClock;
let make: Factories;

beforeAll(async () => {
  house = await createHouse();
  clock = createTestClock();
  door = await house.open({ deps: { clock }, config: { answerWithinMs: 15_000 } });
  make = createFactories({ database: door.database, sealer: house.sealer, clock });
});
afterAll(() => house.drop());

const telegram = {
  channel: 'telegram' as const,
  render: (address: string, replies: readonly Reply[]) =>
    renderReplies(address, replies, 'https://a.example'),
};

function deliverer(adapters = [telegram]): Deliver {
  const { sealer } = house;
  const contacts = createContactStore(sealer);
  const outbox = createOutboxStore(sealer);
  const webchat = createWriteLine(sealer);
  return createDelivery({ contacts, outbox, adapters, webchat, say: (_locale, key) => key, clock });
}

const prisma = () => door.database.prisma;
const hello = () => ({ text: '工作人员的话' });
const queuedFor = (contactId: string) => prisma().outbox.findMany({ where: { contact_id: contactId } });
const linesOf = (contactId: string) => prisma().chatMessage.count({ where: { contact_id: contactId } });
let keys = 0;
const nextKey = () => `test:${++keys}`;

const deliver = (contactId: string, key = nextKey(), deliverTo = deliverer()) =>
  prisma().$transaction((tx) => deliverTo(tx, contactId, hello, { lane: 1, dedupeKey: key }));

describe('a message to somebody on Telegram', () => {
  it('waits in the outbox as a notice, once under one key', async () => {
    const { id } = await make.contact({ channel: 'telegram', address: '4711' });
    const key = nextKey();
    expect([await deliver(id, key), await deliver(id, key)]).toEqual([true, true]);
    const queued = await queuedFor(id);
    expect(queued.map(({ lane, state }) => [lane, state])).toEqual([[1, 'queued']]);
    expect(Buffer.from(queued[0]?.payload ?? []).includes('工作人员的话')).toBe(false);
  });

  it('is gone with the transaction that was taken back', async () => {
    const { id } = await make.contact({ channel: 'telegram' });
    const failing = prisma().$transaction(async (tx) => {
      await deliverer()(tx, id, hello, { lane: 1, dedupeKey: nextKey() });
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    expect(await queuedFor(id)).toEqual([]);
  });

  it('does not go to somebody who has blocked us, is gone, or whose channel is not there', async () => {
    const blocked = await make.contact({ channel: 'telegram' });
    await createContactStore(house.sealer).block(prisma(), blocked.id, clock.now());
    const reachable = await make.contact({ channel: 'telegram' });
    expect(await deliver(blocked.id)).toBe(false);
    expect(await deliver(reachable.id, nextKey(), deliverer([]))).toBe(false);
    expect(await deliver('00000000-0000-4000-8000-000000000000')).toBe(false);
    expect([...(await queuedFor(blocked.id)), ...(await queuedFor(reachable.id))]).toEqual([]);
  });

  it('that tells of news in a case says nothing of it, and lets her sleep until 8:00', async () => {
    const night = createTestClock('2026-11-24T15:00:00Z'); // 23:00 in China
    const { id } = await make.contact({ channel: 'telegram' });
    let said: Reply | undefined;
    const overheard: Deliver = (db, contactId, reply, options) => {
      said = reply('zh-CN');
      return deliverer()(db, contactId, reply, options);
    };
    const news = createCaseNews({ deliver: overheard, say, clock: night });
    expect(await prisma().$transaction((tx) => news(tx, id, 'entry'))).toBe(true);
    expect((await queuedFor(id))[0]?.not_before).toEqual(new Date('2026-11-25T00:00:00Z'));
    expect(said?.links?.map(({ url }) => url)).toEqual(['/r']);
    expect(JSON.stringify(said)).not.toMatch(/个案|妇联|诉求|举报|暴力|受理/);
  });
});

describe('a message to somebody in the web chat', () => {
  /** Somebody who has talked, and her contact. */
  async function talker(): Promise<{ visitor: Visitor; id: string }> {
    const visitor = new Visitor(door, { 'Accept-Language': 'zh' });
    await visitor.ask({ text: '孩子怕黑怎么办' });
    clock.advance(1000);
    const [found] = await prisma().contact.findMany({
      where: { channel: 'webchat' },
      orderBy: { created_at: 'desc' },
    });
    const id = found?.id ?? '';
    return { visitor, id };
  }

  it('stands in her talk at once and once, on a page that is open as well', async () => {
    const { visitor, id } = await talker();
    const key = nextKey();
    const stopReading = new AbortController();
    const stream = await visitor.request('/chat/stream?after=0', { signal: stopReading.signal });
    const seen = readUntil(stream, '工作人员的话');
    const before = await linesOf(id);
    await deliver(id, key);
    expect(await seen).toBe(true);
    stopReading.abort();
    await deliver(id, key);
    expect(await linesOf(id)).toBe(before + 1);
    expect(await visitor.page('/chat')).toContain('工作人员的话');
  });

  it('waits for her when she comes back after days, while what was said is gone', async () => {
    const { visitor, id } = await talker();
    await make.gap({ contact: { id, channel: 'webchat', locale: 'zh-CN', blocked: false } });
    clock.advance(10 * DAY);
    await deliver(id);
    clock.advance(3 * DAY);
    await createRetentionStore(prisma()).purge(clock.now());
    const page = await visitor.page('/chat');
    expect(page).toContain('工作人员的话');
    expect(page).not.toContain('孩子怕黑怎么办');

    clock.advance(DAY + HOUR); // 14 days after the question her cookie has ended
    await createRetentionStore(prisma()).purge(clock.now());
    expect(await deliver(id)).toBe(false);
    expect(await linesOf(id)).toBe(0);
  });
});

/** Whether a stream says it before it ends. */
async function readUntil(response: Response, words: string): Promise<boolean> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(words)) {
      return true;
    }
  }
  return false;
}
