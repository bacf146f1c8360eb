import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHouse, type Door, type House } from './door.js';
import { boxed, hidden, Reporter } from './reporter.js';

let house: House;
let door: Door;
let now = new Date('2026-11-25T02:00:00Z');
const canary = `金丝雀-${randomUUID()}`;
const officer = { id: 'a0000000-0000-4000-8000-000000000002', roles: ['case_officer'] };

beforeAll(async () => {
  house = await createHouse();
  door = await house.open({ deps: { clock: { now: () => now } } });
  await door.database.pool.query(
    `INSERT INTO staff (id, login, name, roles, created_at) VALUES ($1, 'officer', '\\x00', '{case_officer}', now())`,
    [officer.id],
  );
});
afterAll(async () => {
  expect(door.logged.filter((line) => line.includes('金丝雀'))).toEqual([]);
  await house.drop();
});

let her: Reporter;
let slip: { number: string; code: string };
beforeEach(async () => {
  her = new Reporter(door);
  slip = await her.fileAndNote({ happened: canary });
});

const fileOf = async () => {
  const { rows } = await door.cases.desk.list(officer, { number: slip.number, page: 1 });
  const file = await door.cases.desk.open(officer, rows[0]?.id ?? '');
  if (!file) {
    throw new Error('no case');
  }
  return file;
};
const kinds = async () => (await fileOf()).entries.map(({ kind }) => kind);

async function close(): Promise<void> {
  const { id, judgements } = await fileOf();
  const decision = { category: 'other', urgency: 'normal', minor: false, suicide: false } as const;
  await door.cases.desk.judge(
    ...([officer, id, judgements[0]?.id ?? '', { ...decision, why: '', seen: '' }, randomUUID()] as const),
  );
  for (const move of ['assess', 'accept', 'start', 'contact', 'reply', 'follow_up', 'close']) {
    await door.cases.desk.move(officer, id, move, move === 'reply' ? { message: '办好了' } : {});
  }
  now = new Date(now.getTime() + 60_000);
}

/** Opens the page of the case and sends one of its forms. */
async function ask(fields: Record<string, string>): Promise<Response> {
  await her.enter(slip.number, slip.code);
  return her.send('/r/ask', { ...hidden(await her.page('/r/open')), ...fields });
}
const CALL = { ask: 'callback', window: '周三下午三点', phone: '139 0000 0000' };

describe('on the page of her case she can', () => {
  it('ask for a call, once per form, and reads that it waits and by when we aim to call', async () => {
    await her.enter(slip.number, slip.code);
    const fields = { ...hidden(await her.page('/r/open')), ...CALL };
    const responses = await Promise.all(Array.from({ length: 10 }, () => her.send('/r/ask', fields)));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([303]));
    const { location } = Object.fromEntries(responses[0]?.headers ?? []);
    expect(location).toBe('/r/open?done=0');
    const html = await her.page('/r/open?done=0');
    expect(html).toContain('记下了，会照您说的时间打');
    expect(html).toContain('您请我们打电话，还没有打通');
    expect(html).toMatch(/我们争取在2026年11月\d+日前打给您。有危险别等，打110。/);
    expect(await kinds()).toEqual(['callback_wanted']);
    expect(html).not.toContain('139 0000');
  });

  it('ask for another look and rate, once it is closed', async () => {
    expect((await ask({ ask: 'object', words: '不同意' })).status).toBe(409);
    await close();
    const rated = await ask({ ask: 'rating', rating: 'fair', words: '还可以' });
    expect([rated.status, rated.headers.get('location')]).toEqual([303, '/r/open?done=3']);
    const html = await her.page('/r/open?done=3');
    expect(html).toContain('评价收到了');
    expect(html).toContain('您的评价：一般');
    expect(html).not.toContain('value="rating"');
    const looked = await ask({ ask: 'object', words: '又发生了' });
    expect(looked.status).toBe(303);
    expect(await her.page('/r/open')).toContain('现在到了：重新办理');
    expect((await fileOf()).state).toBe('reopened');
  });

  it('say that she wants to stop: an officer has to hear it from herself, so nothing ends', async () => {
    expect((await ask({ ask: 'withdrawal', words: '' })).status).toBe(303);
    const html = await her.page('/r/open?done=2');
    expect(html).toContain('工作人员会先跟您本人确认');
    expect(html).toContain('现在到了：已登记');
    expect(html).not.toContain('value="withdrawal"');
    expect((await fileOf()).waiting).toEqual(['withdrawal']);
  });

  it('delete how she is reached, and is told what can’t be deleted and why', async () => {
    await ask(CALL);
    expect(await her.page('/r/open')).toContain('办理记录按规定要存档');
    expect((await ask({ ask: 'removal' })).status).toBe(303);
    const html = await her.page('/r/open?done=4');
    expect(html).toContain('联系方式已经删掉');
    expect(html).not.toContain('周三下午三点');
    expect((await fileOf()).intake).toMatchObject({ happened: canary, contact: 'no' });
  });

  it('write nothing and hear kindly what is missing, with what she did write in the form', async () => {
    const noPhone = await ask({ ask: 'callback', window: '下午三点', phone: '' });
    const html = await noPhone.text();
    expect([noPhone.status, html.includes('请写一个能打的电话号码')]).toEqual([400, true]);
    expect(html).toMatch(/<details class="ask" id="ask-callback" open/);
    expect(html).toMatch(/name="window"[^>]*value="下午三点"/);
    await close();
    const unrated = await ask({ ask: 'rating', words: '想说的话' });
    const again = await unrated.text();
    expect([unrated.status, again.includes('请先选一个再发送')]).toEqual([400, true]);
    expect(again).toContain('>想说的话</textarea>');
  });

  it('keep her words when the database is away', async () => {
    await her.enter(slip.number, slip.code);
    const fields = { ...hidden(await her.page('/r/open')), ask: 'withdrawal', words: canary };
    const fail = () => Promise.reject(new Error('gone'));
    const gone = {
      ...door.cases,
      file: fail,
      drafts: { save: fail, open: fail },
      tracking: { ...door.cases.tracking, ask: fail, view: fail },
    };
    const away = await house.open({
      config: { answerWithinMs: 500 },
      deps: { reports: gone },
    });
    const there = new Reporter(away);
    her.cookies.forEach((value, name) => there.cookies.set(name, value));
    const response = await there.send('/r/ask', fields);
    const html = await response.text();
    expect([response.status, boxed(html, 'words')]).toEqual([503, canary]);
    expect(html).toContain('现在还不知道收到没有，点几次都只算一次。');
  });
});

describe('whoever is not on a visit', () => {
  it('asks for nothing: the page asks for number and digits', async () => {
    const stranger = new Reporter(door);
    const { token, submission } = hidden(await stranger.page('/help'));
    const asks: Array<Record<string, string>> = [CALL, { ask: 'withdrawal', words: '' }, { ask: 'removal' }];
    for (const fields of asks) {
      const response = await stranger.send('/r/ask', { token, submission, ...fields });
      expect([response.status, response.headers.get('location')]).toEqual([303, '/r?ended=1']);
    }
    expect(await kinds()).toEqual([]);
  });

  it('on another site makes her browser ask for nothing', async () => {
    await her.enter(slip.number, slip.code);
    const { submission } = hidden(await her.page('/r/open'));
    const forms: Array<[string, Record<string, string>]> = [
      ['/r/ask', { submission, ...CALL }],
      ['/r/document', {}],
      ['/help/document', {}],
      ['/help/done', { last: '1' }],
    ];
    for (const [path, fields] of forms) {
      const response = await her.send(path, fields, { 'Sec-Fetch-Site': 'cross-site' });
      expect([path, response.status]).toEqual([path, 403]);
    }
    expect(await kinds()).toEqual([]);
  });

  it('is refused what no form offers', async () => {
    await her.enter(slip.number, slip.code);
    const fields = hidden(await her.page('/r/open'));
    const odd: Array<Record<string, string>> = [
      { ask: 'close' },
      { ...CALL, state: 'closed' },
      { ask: 'rating', rating: '9', words: '' },
    ];
    for (const each of odd) {
      expect((await her.send('/r/ask', { ...fields, ...each })).status).toBe(400);
    }
  });
});

describe('the digits after sending', () => {
  const check = async (last: string) =>
    her.send('/help/done', { token: hidden(await her.page('/help/done?check=1')).token, last });

  it('go out of sight while she types the last four from her paper', async () => {
    const html = await her.page('/help/done?check=1');
    expect(html).not.toContain('class="digits"');
    for (const group of slip.code.split(' ')) {
      expect(html).not.toContain(group);
    }
  });

  it('that are right are kept; wrong ones are shown once more', async () => {
    const last = slip.code.slice(-4);
    const wrong = await check(last === '0000' ? '1111' : '0000');
    const again = await wrong.text();
    expect([wrong.status, again.includes('没关系')]).toEqual([400, true]);
    expect(again).toContain(`<li>${last}</li>`);
    const right = await check(last);
    expect([right.status, right.headers.get('location')]).toEqual([303, '/help/done?kept=1']);
    const kept = await her.page('/help/done?kept=1');
    expect(kept).toContain('对上了，记好了');
    expect(kept).not.toContain('class="digits"');
    expect(door.logged.filter((line) => line.includes(last))).toEqual([]);
  });

  it('can’t be checked by who can’t see them', async () => {
    const other = new Reporter(door);
    const { token } = hidden(await other.page('/help'));
    const response = await other.send('/help/done', { token, last: slip.code.slice(-4) });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/help/done']);
    expect(await other.page('/help/done')).toContain('这里的查询码看不到了');
  });
});
