import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiddenFields, linesOf, Visitor } from './client.js';
import { createHouse, type Door, type House } from './door.js';

let house: House;
let door: Door;

beforeAll(async () => {
  house = await createHouse();
  door = await house.open();
});
afterAll(() => house.drop());

const zh = { 'Accept-Language': 'zh-CN,zh;q=0.9' };
const welcomeStart = '您好，我是自动问答程序';

describe('the chat as JSON', () => {
  it('answers with exactly the documented shape and a session cookie', async () => {
    const visitor = new Visitor(door, zh);
    const response = await visitor.api({ text: '近视怎么防' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({
      messages: [
        {
          text: expect.stringContaining('（5字）') as string,
          buttons: [{ label: '睡多久才够', value: 'entry:sleep' }],
          links: [{ label: '更多', url: '/learn/vision' }],
        },
      ],
      kind: 'answer',
    });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^sid=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('presses a button', async () => {
    const answer = await new Visitor(door, zh).ask({ button: 'entry:sleep' });
    expect(answer.kind).toBe('answer');
  });

  it('answers an empty text helpfully', async () => {
    const answer = await new Visitor(door, zh).ask({ text: '' });
    expect(answer.messages[0]?.text).toBe('请用文字说说您想问什么。');
  });

  it('takes 10,000 characters, counted as people count, and no more', async () => {
    const visitor = new Visitor(door, zh);
    expect((await visitor.api({ text: '娃'.repeat(10_000) })).status).toBe(200);
    expect((await visitor.api({ text: '😀'.repeat(10_000) })).status).toBe(200);
    const refused = await visitor.api({ text: '娃'.repeat(10_001) });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      error: { code: 'text_too_long', message: expect.stringContaining('10000') as string },
    });
  });

  it('keeps one talk per cookie and shows it to nobody else', async () => {
    const [one, other] = [new Visitor(door, zh), new Visitor(door, zh)];
    await one.ask({ text: '第一个人的话' });
    await other.ask({ text: '第二个人的话' });
    expect(linesOf(await one.page('/chat'))).toContain('第一个人的话');
    expect(await one.page('/chat')).not.toContain('第二个人的话');
    expect(await new Visitor(door, zh).page('/chat')).not.toContain('人的话');
  });

  it('gives the first result to the same client key and does nothing more', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.page('/chat');
    const message = { text: '同一句话', clientKey: 'abcdefgh' };
    const answers = await Promise.all([visitor.ask(message), visitor.ask(message), visitor.ask(message)]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(linesOf(await visitor.page('/chat')).filter((line) => line === '同一句话')).toHaveLength(1);
  });

  it('does not lose other words that come under the same key', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.ask({ text: '一', clientKey: 'abcdefgh' });
    await visitor.ask({ text: '二', clientKey: 'abcdefgh' });
    expect(linesOf(await visitor.page('/chat'))).toEqual(expect.arrayContaining(['一', '二']));
  });

  it('keeps the order of a talk under simultaneous messages', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.page('/chat');
    await Promise.all(Array.from({ length: 8 }, (_, at) => visitor.ask({ text: `问题${at}` })));
    const lines = linesOf(await visitor.page('/chat')).slice(1);
    expect(lines).toHaveLength(16);
    lines.forEach((line, at) => expect(line.startsWith(at % 2 === 0 ? '问题' : '每天')).toBe(true));
  });
});

describe('the chat as a form', () => {
  it('shows the welcome on a first visit and keeps nothing', async () => {
    const before = await door.database.prisma.contact.count();
    const html = await new Visitor(door, zh).page('/chat');
    expect(linesOf(html)[0]).toContain(welcomeStart);
    expect(html).toContain('value="entry:sleep"');
    expect(await door.database.prisma.contact.count()).toBe(before);
  });

  it('takes a message, leads back to its answer and shows the whole talk', async () => {
    const visitor = new Visitor(door, zh);
    const fields = hiddenFields(await visitor.page('/chat'));
    const posted = await visitor.form({ ...fields, text: '娃娃不睡觉' });
    expect([posted.status, posted.headers.get('location')]).toEqual([303, '/chat#latest']);
    const lines = linesOf(await visitor.page('/chat'));
    expect(lines.map((line) => line.slice(0, 5))).toEqual(['您好，我是', '娃娃不睡觉', '每天白天到']);
  });

  it('makes one message of a double click and of a reload', async () => {
    const visitor = new Visitor(door, zh);
    const fields = { ...hiddenFields(await visitor.page('/chat')), text: '只问一次' };
    const [first, second] = await Promise.all([visitor.form(fields), visitor.form(fields)]);
    const third = await visitor.form(fields);
    expect([first.status, second.status, third.status]).toEqual([303, 303, 303]);
    expect(linesOf(await visitor.page('/chat')).filter((line) => line === '只问一次')).toHaveLength(1);
  });

  it('shows a pressed button by what stood on it', async () => {
    const visitor = new Visitor(door, zh);
    const fields = hiddenFields(await visitor.page('/chat'));
    await visitor.form({ ...fields, text: '', button: 'entry:sleep' });
    expect(linesOf(await visitor.page('/chat'))[1]).toBe('睡多久才够');
  });

  it('shows what was written as text, whatever it is', async () => {
    const visitor = new Visitor(door, zh);
    const nasty = `<script>alert(1)</script><img src=x onerror=alert(1)> {{text}} $t(web:home) "'><a href="javascript:x">`;
    await visitor.ask({ text: nasty });
    const html = await visitor.page('/chat');
    expect(html).toContain('&lt;script>alert(1)&lt;/script>');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script>alert');
  });

  it('forgets everything, ends the cookie and stays silent on a double click', async () => {
    const visitor = new Visitor(door, zh);
    const count = await door.database.prisma.contact.count();
    await visitor.ask({ text: '删除我的数据' });
    expect(await door.database.prisma.contact.count()).toBe(count + 1);
    const fields = { ...hiddenFields(await visitor.page('/chat')), button: 'forget:yes' };
    const cookies = new Map(visitor.cookies);
    const gone = await visitor.form(fields);
    expect(gone.headers.get('location')).toBe('/chat?forgotten=1');
    expect(visitor.cookies.has('sid')).toBe(false);
    cookies.forEach((value, name) => visitor.cookies.set(name, value));
    expect((await visitor.form(fields)).headers.get('location')).toBe('/chat?forgotten=1');
    expect(await door.database.prisma.contact.count()).toBe(count);
    expect(await new Visitor(door, zh).page('/chat?forgotten=1')).toContain(
      '您的谈话、设置和留下的问题已经删除',
    );
  });

  it('no longer shows what is older than 24 hours, and sweeps it away', async () => {
    let now = new Date('2026-11-24T08:00:00Z');
    const later = await house.open({ deps: { clock: { now: () => now } } });
    const visitor = new Visitor(later, zh);
    await visitor.ask({ text: '昨天的话' });
    now = new Date('2026-11-25T07:59:00Z');
    expect(await visitor.page('/chat')).toContain('昨天的话');
    now = new Date('2026-11-25T08:00:01Z');
    expect(await visitor.page('/chat')).not.toContain('昨天的话');
    const kept = await door.database.prisma.chatMessage.count({ where: { created_at: { lt: now } } });
    expect(await later.webchat.sweep()).toBeGreaterThanOrEqual(3);
    expect(await door.database.prisma.chatMessage.count({ where: { created_at: { lt: now } } })).toBeLessThan(
      kept,
    );
  });

  it('keeps a page with a long talk below 100 KB', async () => {
    const visitor = new Visitor(door, zh);
    for (let at = 0; at < 8; at += 1) {
      await visitor.ask({ text: `${at}${'长'.repeat(4000)}` });
    }
    const html = await visitor.page('/chat');
    expect(Buffer.byteLength(html)).toBeLessThan(100 * 1024);
    expect(html).toContain('更早的内容不再显示');
    expect(linesOf(html).at(-2)?.startsWith('7长')).toBe(true);
  });
});

describe('the language of a talk', () => {
  it('follows the page, and the page follows the talk', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.ask({ text: '你好' });
    await visitor.request('/?lang=en');
    expect((await visitor.ask({ text: 'hello' })).messages[0]?.text).toContain('hours outdoors');
    const back = await visitor.api({ button: 'lang:zh-CN' });
    expect(back.headers.get('content-language')).toBe('zh-CN');
    expect(visitor.cookies.get('lang')).toBe('zh-CN');
    expect(await visitor.page('/chat')).toContain('<html lang="zh-CN">');
    expect((await visitor.ask({ text: '再问' })).messages[0]?.text).toContain('每天');
  });

  it('is the one that the message names', async () => {
    const visitor = new Visitor(door, zh);
    expect((await visitor.ask({ text: 'hello', locale: 'en-GB' })).messages[0]?.text).toContain('outdoors');
    expect((await visitor.ask({ text: 'hello', locale: 'zh' })).messages[0]?.text).toContain('每天');
  });

  it('does not jump back for a browser that never chose', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.ask({ button: 'lang:en' });
    visitor.cookies.delete('lang');
    expect((await visitor.ask({ text: 'hello' })).messages[0]?.text).toContain('outdoors');
  });
});

describe('what is stored', () => {
  it('is ciphertext bound to its row', async () => {
    const visitor = new Visitor(door, zh);
    await visitor.ask({ text: '金丝雀一句' });
    const rows = await door.database.prisma.chatMessage.findMany({ orderBy: { id: 'desc' }, take: 2 });
    const [reply, words] = rows;
    rows.forEach((row) => expect(Buffer.from(row.payload).toString()).not.toContain('金丝雀'));
    await door.database.prisma.chatMessage.update({
      where: { id: reply?.id ?? 0n },
      data: { payload: words?.payload ?? new Uint8Array() },
    });
    expect((await visitor.request('/chat')).status).toBe(500);
    const dump = await door.database.pool.query<{ line: string }>(
      `SELECT row_to_json(c)::text AS line FROM contact c UNION ALL SELECT row_to_json(m)::text FROM chat_message m`,
    );
    const text = dump.rows.map((row) => row.line).join('\n');
    expect(text).not.toContain(visitor.cookies.get('sid'));
    expect(text).not.toContain('金丝雀');
  });
});
