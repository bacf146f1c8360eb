import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import type { ChatAnswer, Visitor } from '../support/visitor.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  await app.close();
});

const CANARY = '金丝雀八号：他把我锁在屋里';
const textOf = (answer: ChatAnswer) => answer.messages.map(({ text }) => text).join('\n');
const buttonOf = (answer: ChatAnswer, label: string) =>
  answer.messages.flatMap(({ buttons }) => buttons).findLast((button) => button.label === label)?.value ?? '';
const newVisitor = () => app.visitor({ 'Accept-Language': 'zh-CN' });
const rows = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await app.database.pool.query<T>(sql, values)).rows;

/** Sends a report whose news are told in this chat. */
async function report(visitor: Visitor): Promise<{ sent: ChatAnswer; id: string; number: string }> {
  await visitor.say('我要投诉');
  await visitor.say('以前');
  await visitor.say(CANARY);
  await visitor.say('改联系');
  await visitor.say('在这个聊天里提醒我有新消息');
  let answer = await visitor.say('发送');
  if (!/编号 \d/.test(textOf(answer))) {
    answer = await visitor.say('发送');
  }
  const number = /\d{4}-\d{6}/.exec(textOf(answer))?.[0] ?? '';
  const [row] = await rows<{ id: string }>('SELECT id::text FROM case_file WHERE serial = $1', [
    Number(number.slice(5)),
  ]);
  return { sent: answer, id: row?.id ?? '', number };
}

/** The digits as the page behind the link shows them. */
async function digitsOf(visitor: Visitor, sent: ChatAnswer): Promise<string> {
  const slip = sent.messages.flatMap(({ links }) => links).find(({ url }) => url.startsWith('/help/slip/'));
  const token = /name="token" value="([^"]+)"/.exec(
    await (await visitor.request(slip?.url ?? '')).text(),
  )?.[1];
  await visitor.request(slip?.url ?? '', {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ token: token ?? '' }),
  });
  const html = await (await visitor.request('/help/done')).text();
  return [...html.matchAll(/<li>(\d{4})<\/li>/g)].map(([, group]) => group).join('');
}

const end = (id: string) => rows(`UPDATE case_file SET state = 'closed' WHERE id = $1`, [id]);

describe('after a report in the web chat', () => {
  it('she sends the last four digits and hears whether she has them, and nothing of it is logged', async () => {
    const visitor = newVisitor();
    const { sent } = await report(visitor);
    expect(textOf(sent)).toContain('把最后4位发给我');
    const last = (await digitsOf(visitor, sent)).slice(-4);
    const wrong = last === '0000' ? '1111' : '0000';
    expect(textOf(await visitor.say(wrong))).toContain('这4位对不上，没关系');
    expect(textOf(await visitor.say(last))).toBe('对上了，您记好了。');
    expect(app.logged.filter((line) => line.includes(last))).toEqual([]);
  });

  it('no digit of hers stays in sight, not even when all sixteen are sent twice', async () => {
    const visitor = newVisitor();
    const { sent } = await report(visitor);
    const digits = await digitsOf(visitor, sent);
    const typed = (digits.match(/\d{4}/g) ?? []).join(' ');
    const body = { text: typed, clientKey: randomUUID() };
    for (const response of [await visitor.post(body), await visitor.post(body)]) {
      expect(response.headers.get('chat-said')).toBe('unseen');
      expect(((await response.json()) as ChatAnswer).messages[0]?.text).toBe('对上了，您记好了。');
    }
    const html = await visitor.page();
    expect(html).toContain('••••');
    expect(html).not.toContain(typed);
    expect(html.replace(/\s/g, '')).not.toContain(digits);
  });

  it('five tries are all: then four digits are a message like any other', async () => {
    const visitor = newVisitor();
    await report(visitor);
    for (let n = 0; n < 5; n += 1) {
      expect(textOf(await visitor.say('1234'))).toMatch(/对不上|对上了/);
    }
    expect(textOf(await visitor.say('1234'))).not.toMatch(/对不上|对上了/);
  });

  it('other words go their way, and danger comes first', async () => {
    const visitor = newVisitor();
    await report(visitor);
    expect(textOf(await visitor.say('他现在拿刀要砍我'))).toContain('110');
    expect(textOf(await visitor.say('1234'))).toMatch(/对不上|对上了/);
  });
});

describe('"my case" in the chat that is told of it', () => {
  it('says how far it is in words that tell nobody what it is about', async () => {
    const visitor = newVisitor();
    const { number } = await report(visitor);
    const answer = await visitor.say('我的事');
    expect(textOf(answer)).toContain(`编号${number}：已收到`);
    expect(textOf(answer)).not.toMatch(/家暴|妇联|投诉|金丝雀/);
    expect(answer.messages[0]?.links).toMatchObject([{ url: '/r' }]);
    expect(answer.messages[0]?.buttons.map(({ label }) => label)).toEqual(['请打给我']);
  });

  it('says in any other chat only where to look', async () => {
    const answer = await newVisitor().say('我的事');
    expect(textOf(answer)).not.toMatch(/编号\d/);
    expect(answer.messages[0]?.buttons).toEqual([]);
  });

  it('asks once more before another look, which is then asked for once', async () => {
    const visitor = newVisitor();
    const { id, number } = await report(visitor);
    await end(id);
    const asked = await visitor.press(buttonOf(await visitor.say('我的事'), '请再看一次'));
    expect(textOf(asked)).toContain(`要请人把编号${number}再看一次吗？`);
    expect(textOf(await visitor.press(buttonOf(asked, '不用了')))).toContain('没有改动');
    expect(await rows(`SELECT state FROM case_file WHERE id = $1`, [id])).toEqual([{ state: 'closed' }]);
    expect(textOf(await visitor.press(buttonOf(asked, '要')))).toContain('收到了，会再看一次');
    expect(textOf(await visitor.press(buttonOf(asked, '要')))).toContain('现在不用再提了');
    expect(await rows(`SELECT state FROM case_file WHERE id = $1`, [id])).toEqual([{ state: 'reopened' }]);
    expect(
      await rows(`SELECT transition FROM case_entry WHERE case_id = $1 AND transition = 'object'`, [id]),
    ).toHaveLength(1);
  });

  it('calls nobody whose number isn’t known: that is written on the page, not in the chat', async () => {
    const visitor = newVisitor();
    const { id } = await report(visitor);
    const asked = await visitor.press(buttonOf(await visitor.say('我的事'), '请打给我'));
    expect(textOf(await visitor.press(buttonOf(asked, '要')))).toContain('您没有留号码');
    expect(await rows(`SELECT 1 FROM case_entry WHERE case_id = $1`, [id])).toEqual([]);
  });

  it('lets a stranger’s button do nothing', async () => {
    const { id, number } = await report(newVisitor());
    await end(id);
    const stranger = newVisitor();
    expect(textOf(await stranger.press(`case:again_yes:${number}`))).not.toContain('收到了');
    for (const odd of [`case:again_yes:${randomUUID()}`, 'case:close:2026-000001', 'case:call:']) {
      expect(textOf(await stranger.press(odd))).not.toMatch(/记下|收到了/);
    }
    expect(await rows(`SELECT state FROM case_file WHERE id = $1`, [id])).toEqual([{ state: 'closed' }]);
  });
});
