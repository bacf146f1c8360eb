import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../../src/app.js';
import { loadConfig } from '../../../src/config.js';
import { createAuditStore } from '../../../src/domain/audit/index.js';
import {
  createKnowledgeDesk,
  createKnowledgeStore,
  createLiveKnowledge,
} from '../../../src/domain/knowledge/index.js';
import { createLexicon } from '../../../src/domain/language/index.js';
import { readEdition } from '../../../src/infra/edition.js';
import { freePort } from '../../support/app.js';
import { newVisitor } from '../../support/visitor.js';
import { atKnowledge, entryPage, formIn } from './knowledge-work.js';
import type { StaffBrowser } from './staff-browser.js';
import { openStaffHouse, type StaffHouse } from './staff-house.js';

let house: StaffHouse;
let editor: StaffBrowser;
let colleague: StaffBrowser;
let officer: StaffBrowser;
let second: App;
let home: string;
const secondLogged: string[] = [];

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['editor']);
  await house.hire(['editor'], 'colleague');
  editor = await house.signedIn('editor');
  await house.hire(['case_officer']);
  colleague = await house.signedIn('colleague');
  officer = await house.signedIn('case_officer');
  home = await mkdtemp(path.join(tmpdir(), 'shouwang-second-'));
  const write = (event: string, fields: object = {}) =>
    void secondLogged.push(JSON.stringify({ ...fields, event }));
  second = await createApp(
    loadConfig({
      DATABASE_URL: house.app.running().databaseUrl,
      DATA_DIR: path.join(home, 'data'),
      KEYRING_FILE: house.app.keyringFile,
      PORT: String(await freePort()),
      ROLE: 'web',
    }),
    { clock: house.app.clock, log: { info: write, warn: write, error: write } },
  );
});
afterAll(async () => {
  await second.close();
  await house.close();
  await rm(home, { recursive: true, force: true });
});

const prisma = () => house.app.database.prisma;
const work = () => atKnowledge(editor);
const eventually = (look: () => unknown) => expect.poll(look, { timeout: 10_000, interval: 20 });
const row = (id: string, locale = 'zh-CN') =>
  prisma().knowledgeEntry.findUnique({ where: { id_locale: { id, locale } } });
const revision = async () => (await prisma().knowledgeRevision.findFirst())?.revision ?? 0n;
const auditOf = async (subject: string) => {
  const rows = await prisma().auditEvent.findMany({ where: { subject_id: subject }, orderBy: { id: 'asc' } });
  return rows.map(({ action }) => action);
};

/** What somebody at the second process is answered. */
const answered = async (text: string) => {
  const { messages } = await newVisitor(second.url).say(text);
  return messages.map((message) => message.text).join('\n');
};
const QUESTION = '小学生每天要在户外待多久才能防近视';
const ID = 'vision_outdoor_school';

/** A form that lacks nothing. */
const whole = (title: string, question: string) => ({
  locale: 'zh-CN',
  title,
  questions: [
    question,
    `${question}要多久`,
    `${question}去哪里`,
    `${question}要钱吗`,
    `我想${question}`,
  ].join('\n'),
  answer: `${title}请先打电话问，再带上证件去办。`,
  topic: 'local_services',
  bands: ['any'],
  audiences: ['parent', 'grandparent'],
  source1_kind: 'law',
  source1_law: '未成年人保护法',
  source1_article: '17',
  reviewedOn: '2026-11-20',
  reviewBy: '2027-11-20',
});

/** A new entry, written and published. Returns its id. */
async function publishNew(title: string, question: string): Promise<string> {
  const page = await writeNew(whole(title, question));
  const { location } = await work().publish(page);
  return /zh-CN\/(own_\w+)/.exec(location ?? '')?.[1] ?? '';
}
async function writeNew(fields: Record<string, string | string[]>): Promise<string> {
  const form = formIn((await editor.get('/console/knowledge/new')).html, '/console/knowledge/new');
  const { location } = await editor.post('/console/knowledge/new', { ...form, ...fields });
  return (location ?? '').replace('?done=saved', '');
}

/** The desk by another pool. */
const desk = () =>
  createKnowledgeDesk({
    transaction: (work) => prisma().$transaction(work),
    sealer: house.app.sealer,
    audit: createAuditStore(),
    staffNames: () => Promise.resolve(new Map()),
    live: createLiveKnowledge([], createLexicon(readEdition('locales').lexicon)),
    shipped: [],
    topics: [],
    laws: [],
    shown: (entry) => entry,
    clock: house.app.clock,
    today: () => '2026-11-24',
  });

describe('what an editor publishes', () => {
  it('is answered by every process, and stands in its history', async () => {
    expect(await answered(QUESTION)).toContain('至少1小时');
    const page = await work().draft(ID);
    expect(await work().draft(ID)).toBe(page);
    await work().write(page, { answer: '每天白天户外两小时，这是改过的话。' });
    expect(await answered(QUESTION)).toContain('至少1小时');
    const before = await revision();

    const done = await work().publish(page);
    expect([done.status, done.location]).toEqual([303, `${entryPage(ID)}?done=published`]);
    await eventually(() => answered(QUESTION)).toContain('这是改过的话');
    const { messages } = await house.app.visitor().say(QUESTION);
    expect(messages[0]?.text).toContain('这是改过的话');
    const topic = await fetch(`${second.url}/learn/vision`, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(await topic.text()).toContain('这是改过的话');

    expect(await row(ID)).toMatchObject({ edited: true, conflict: false, withdrawn: false });
    expect(await revision()).toBe(before + 1n);
    expect((await editor.get(page)).status).toBe(404);
    const { html } = await editor.get(entryPage(ID));
    expect(html).toContain('editor同事');
    expect(html).toContain('这是改过的话');
    expect(html).toContain('至少1小时'); // what stood before, in the comparison
    expect(await auditOf(`zh-CN/${ID}`)).toEqual(['entry_published']);
  });

  it('is followed by a process whose connection for listening was ended', async () => {
    const listeners = () =>
      prisma().$queryRaw<Array<{ pid: number }>>`
        SELECT pid FROM pg_stat_activity WHERE application_name = 'shouwang changes' AND datname = current_database()`;
    const before = (await listeners()).map(({ pid }) => pid);
    expect(before).toHaveLength(2);
    await prisma().$queryRaw`SELECT pg_terminate_backend(pid) FROM unnest(${before}::int[]) AS pid`;
    await work().change(ID, { answer: '断线以后的新答案，每天两小时。' });
    await eventually(() => answered(QUESTION)).toContain('断线以后的新答案');
    await eventually(async () => (await listeners()).filter(({ pid }) => !before.includes(pid)).length).toBe(
      2,
    );
    await work().change(ID, { answer: '接上以后的新答案，每天两小时。' });
    await eventually(() => answered(QUESTION)).toContain('接上以后的新答案');
    expect(secondLogged.join('\n')).toContain('change_feed_lost');
  });

  it('is shown when it is new, and gone when it is withdrawn, and there again', async () => {
    const id = await publishNew('领婴儿车', '西区婴儿车借用点');
    await eventually(() => answered('西区婴儿车借用点')).toContain('领婴儿车请先打电话问');
    expect((await work().act(id, 'withdraw')).location).toBe(`${entryPage(id)}?done=withdrawn`);
    await eventually(() => answered('西区婴儿车借用点')).not.toContain('领婴儿车请先打电话问');
    const shelf = await (await fetch(`${second.url}/learn/local_services`)).text();
    expect(shelf).not.toContain('领婴儿车');
    expect((await editor.get('/console/knowledge?listed=withdrawn')).html).toContain('领婴儿车');

    await work().act(id, 'bring-back');
    await eventually(() => answered('西区婴儿车借用点')).toContain('领婴儿车请先打电话问');
    expect(await auditOf(`zh-CN/${id}`)).toEqual([
      'entry_published',
      'entry_withdrawn',
      'entry_brought_back',
    ]);
    const versions = await prisma().knowledgeVersion.findMany({ where: { entry_id: id } });
    expect(versions.map(({ content }) => content !== null).sort()).toEqual([false, true, true]);
  });

  it('is left out, and named by its id alone, when it can not be read', async () => {
    const id = await publishNew('坏掉的条目', '没人会问的句子甲乙丙');
    await prisma().$executeRaw`UPDATE knowledge_entry SET content = '{"answer": "半句"}' WHERE id = ${id}`;
    await publishNew('另一条', '没人会问的句子丁戊己');
    await eventually(() => secondLogged.join('\n')).toContain(
      JSON.stringify({ entry: `zh-CN/${id}`, event: 'knowledge_entry_left_out' }),
    );
    expect((await editor.get(entryPage(id))).status).toBe(200);
    await prisma().knowledgeEntry.delete({ where: { id_locale: { id, locale: 'zh-CN' } } });
  });
});

describe('a draft', () => {
  it('is ciphertext in the database, and its words are in no log', async () => {
    const page = await writeNew({ title: '谁也不知道的标题', answer: '谁也不知道的答案' });
    const id = page.split('/').at(-1) ?? '';
    const draft = await prisma().knowledgeDraft.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(draft.content).includes('谁也不知道')).toBe(false);
    expect((await editor.get(page)).html).toContain('谁也不知道的答案');
    expect((await editor.get('/console/knowledge')).html).toContain('谁也不知道的标题');
    expect(house.app.logged.join('\n')).not.toContain('谁也不知道');
    expect(await auditOf(draft.id)).toEqual(['draft_begun', 'draft_viewed']);
  });

  it('is kept unfinished, says what it lacks, and is not published so', async () => {
    const page = await writeNew({ title: '没写完', questions: '只有一句' });
    const { html } = await editor.get(page);
    for (const sentence of ['请选一个主题', '请写答案', '至少5句，现在1句', '请写出处']) {
      expect(html).toContain(sentence);
    }
    expect((await editor.get(`${page}/preview`)).html).not.toContain(`${page}/publish`);
    const { csrf, seen } = await work().form(page);
    const refused = await editor.post(`${page}/publish`, { csrf: csrf ?? '', seen: seen ?? '' });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('请先把缺的补上');
    expect(refused.html).toContain('只有一句');
  });

  it('is one, though its form is sent twice', async () => {
    const form = formIn((await editor.get('/console/knowledge/new')).html, '/console/knowledge/new');
    const once = await editor.post('/console/knowledge/new', { ...form, title: '按了两次' });
    const again = await editor.post('/console/knowledge/new', { ...form, title: '按了两次' });
    expect(again.location).toBe(once.location);
  });

  it('may be saved and published by two presses of a button', async () => {
    const page = await writeNew(whole('按两次发布', '按两次发布的问题'));
    const form = { ...(await work().form(page)), answer: '只存一次的答案。' };
    expect((await editor.post(page, form)).status).toBe(303);
    expect((await editor.post(page, form)).status).toBe(303);
    const publish = formIn((await editor.get(`${page}/preview`)).html, `${page}/publish`);
    const [once, again] = [
      await editor.post(`${page}/publish`, publish),
      await editor.post(`${page}/publish`, publish),
    ];
    expect(`${again.location}?done=published`).toBe(once.location);
    expect((await editor.get(again.location ?? '')).html).toContain('只存一次的答案');
  });

  it('begins with a kept question, once', async () => {
    const asker = await house.app.make.gap({ question: '娃儿说话晚，要去哪里看嘛' });
    const { id: gapId } = await prisma().knowledgeGap.findFirstOrThrow({ where: { contact_id: asker.id } });
    const staffId = (await house.staff.idOf('editor')) ?? '';
    const from = { locale: 'zh-CN', question: '娃儿说话晚，要去哪里看嘛', answer: '先去妇幼保健院。', gapId };
    const id = await desk().startDraft(staffId, from);
    expect(await desk().startDraft(staffId, from)).toBe(id);
    const page = `/console/knowledge/drafts/${id}`;
    expect((await editor.get(page)).html).toContain('这份草稿里有家长的原话');
    expect(await work().form(page)).toMatchObject({
      title: '娃儿说话晚，要去哪里看嘛',
      questions: '娃儿说话晚，要去哪里看嘛',
      answer: '先去妇幼保健院。',
    });
    const unknown = { ...from, gapId: '11111111-1111-4111-8111-111111111111' };
    await expect(desk().startDraft(staffId, unknown)).rejects.toMatchObject({
      code: 'not_found',
      status: 404,
    });
  });

  it('of two editors: the later one sees both, and decides', async () => {
    const page = await writeNew(whole('两个人改', '两个人改的问题'));
    const [mine, theirs] = [await work().form(page), await atKnowledge(colleague).form(page)];
    expect((await colleague.post(page, { ...theirs, answer: '同事先存的答案。' })).status).toBe(303);
    const refused = await editor.post(page, { ...mine, answer: '我后存的答案。' });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('同事先存的答案');
    expect(formIn(refused.html, page).answer).toBe('我后存的答案。');
    expect((await work().form(page)).answer).toBe('同事先存的答案。');
    expect((await editor.post(page, formIn(refused.html, page))).status).toBe(303);
    expect((await work().form(page)).answer).toBe('我后存的答案。');

    const stale = await editor.post(`${page}/publish`, { csrf: mine.csrf ?? '', seen: mine.seen ?? '' });
    expect([stale.status, stale.html.includes('刚才有同事存过')]).toEqual([409, true]);
  });

  it('that began from other words than those published now is refused, until both were seen', async () => {
    const id = await publishNew('办理甲', '办理甲的事情');
    const page = await work().draft(id);
    await work().write(page, { answer: '草稿里的新答案。' });
    const other = { ...((await row(id))?.content as object), answer: '别处改过的答案。' };
    await prisma().knowledgeEntry.update({
      where: { id_locale: { id, locale: 'zh-CN' } },
      data: { content: other },
    });
    const before = await revision();
    const refused = await work().publish(page);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('别处改过的答案');
    expect(refused.html).toContain('草稿里的新答案');
    expect((await row(id))?.content).toMatchObject({ answer: '别处改过的答案。' });
    expect(await revision()).toBe(before);

    const agreed = await editor.post(`${page}/publish`, formIn(refused.html, `${page}/publish`));
    expect(agreed.status).toBe(303);
    expect((await row(id))?.content).toMatchObject({ answer: '草稿里的新答案。' });
  });

  it('of an entry that was withdrawn meanwhile is refused as well', async () => {
    const id = await publishNew('办理乙', '办理乙的事情');
    const page = await work().draft(id);
    await work().act(id, 'withdraw');
    const refused = await work().publish(page);
    expect([refused.status, refused.html.includes('现在是撤下的')]).toEqual([409, true]);
    await editor.post(`${page}/publish`, formIn(refused.html, `${page}/publish`));
    expect(await row(id)).toMatchObject({ withdrawn: false });
  });

  it('is thrown away after asking', async () => {
    const page = await work().draft('vision_outdoor_preschool');
    expect((await editor.get(`${page}/discard`)).html).toContain('丢掉这份草稿');
    const { csrf } = formIn((await editor.get(`${page}/discard`)).html, `${page}/discard`);
    const gone = await editor.post(`${page}/discard`, { csrf: csrf ?? '' });
    expect(gone.location).toBe(`${entryPage('vision_outdoor_preschool')}?done=discarded`);
    expect((await editor.get(page)).status).toBe(404);
  });

  it('is tried out: what the bot would say, and which entry each sentence would find', async () => {
    const page = await writeNew(whole('借推车', '西区推车借用点在哪'));
    const preview = await editor.get(`${page}/preview`);
    expect(preview.html).toContain('《未成年人保护法》第17条');
    expect(preview.html).toContain('写的问法都能找到这一条');
    const form = formIn(preview.html, `${page}/preview#try`);
    const { html } = await editor.post(`${page}/preview`, {
      ...form,
      sentences: `西区推车借用点\n${QUESTION}`,
    });
    expect(html).toContain('会用这一条回答');
    expect(html).toContain('会用别的条目回答');
    expect(html).toContain('就是这一条');
    expect(await answered('西区推车借用点')).not.toContain('借推车');
  });

  it('warns of phrasings that another entry answers', async () => {
    const fields = whole('抢问法', '抢问法的句子');
    const page = await writeNew({ ...fields, questions: `${fields.questions}\n幼儿园的娃，户外几小时` });
    const { html } = await editor.get(`${page}/preview`);
    expect(html).toContain('会找到别的条目');
    expect(html).toContain('幼儿园娃户外多久');
    expect(html).toContain(`${page}/publish`); // a warning, not a prohibition
  });
});

describe('a case officer', () => {
  it('writes a draft, and an editor publishes it', async () => {
    const id = await publishNew('办理丙', '办理丙的事情');
    const page = await atKnowledge(officer).draft(id);
    expect((await atKnowledge(officer).write(page, { answer: '承办人写的新答案。' })).status).toBe(303);
    const preview = (await officer.get(`${page}/preview`)).html;
    expect(preview).toContain('请找编辑看一遍再发布');
    expect(preview).not.toContain(`${page}/publish`);
    const { csrf, seen } = await atKnowledge(officer).form(page);
    const refused = await officer.post(`${page}/publish`, { csrf: csrf ?? '', seen: seen ?? '' });
    expect(refused.status).toBe(404);
    expect((await row(id))?.content).not.toMatchObject({ answer: '承办人写的新答案。' });
    expect((await work().publish(page)).location).toBe(`${entryPage(id)}?done=published`);
    expect((await row(id))?.content).toMatchObject({ answer: '承办人写的新答案。' });
  });

  it('is shown nothing that only editors may do', async () => {
    const id = await publishNew('办理丁', '办理丁的事情');
    await prisma().knowledgeEntry.update({
      where: { id_locale: { id, locale: 'zh-CN' } },
      data: { conflict: true },
    });
    const clash = (await officer.get(entryPage(id))).html;
    expect(clash).toContain(`action="${entryPage(id)}/draft"`);
    expect(clash).toContain('和新版本冲突');
    expect(clash).not.toContain(`${entryPage(id)}/edition`);
    expect(clash).not.toContain(`${entryPage(id)}/withdraw`);
    await work().act(id, 'withdraw');
    const withdrawn = (await officer.get(entryPage(id))).html;
    expect(withdrawn).toContain('要再用，请找编辑');
    expect(withdrawn).not.toContain('恢复使用');
    expect((await officer.get('/console')).html).not.toContain('该重新核对');
    await prisma().knowledgeEntry.delete({ where: { id_locale: { id, locale: 'zh-CN' } } });
  });
});

describe('the shipped edition after an upgrade', () => {
  const store = createKnowledgeStore();
  const edition = readEdition('locales');

  it('leaves alone what staff edited, withdrew or made, and shows what clashes', async () => {
    const own = await publishNew('自己写的', '自己写的那件事');
    await work().change('vision_outdoor_preschool', { answer: '我们改过的答案，两小时以上。' });
    const withdrawn = edition.written.find(({ topic, locale }) => topic === 'dental' && locale === 'zh-CN');
    await work().act(withdrawn?.id ?? '', 'withdraw');
    const upgraded = edition.written
      .filter(({ id }) => id !== 'vision_outdoor_school')
      .map((entry) => ({ ...entry, answer: `新版：${entry.answer}`.slice(0, 200) }));
    await store.importEdition(prisma(), upgraded);

    expect(await row('vision_outdoor_preschool')).toMatchObject({ edited: true, conflict: true });
    expect((await row('vision_outdoor_preschool'))?.content).toMatchObject({
      answer: '我们改过的答案，两小时以上。',
    });
    expect(await row(ID)).toMatchObject({ edited: true }); // edited by us, dropped by the edition
    expect(await row(withdrawn?.id ?? '')).toMatchObject({ withdrawn: true });
    const { entries } = await store.all(prisma(), upgraded);
    const names = entries.map(({ id, locale }) => `${locale}/${id}`);
    expect(names).toContain(`zh-CN/${own}`);
    expect(names).not.toContain(`zh-CN/${withdrawn?.id}`);
    expect(new Set(names).size).toBe(names.length);
    expect(
      entries.find(({ id, locale }) => id === 'vision_outdoor_preschool' && locale === 'zh-CN')?.answer,
    ).toBe('我们改过的答案，两小时以上。');
    await store.importEdition(prisma(), []);
    expect(await row(own)).toMatchObject({ edited: true });
    expect(await row(withdrawn?.id ?? '')).toMatchObject({ withdrawn: true });
    await store.importEdition(prisma(), edition.written);
  });

  it('is taken, or refused, with both before one’s eyes', async () => {
    const id = 'vision_outdoor_preschool';
    expect((await editor.get('/console/knowledge?listed=conflict')).html).toContain('幼儿园娃户外多久');
    const page = (await editor.get(`${entryPage(id)}/edition`)).html;
    expect(page).toContain('我们改过的答案');
    expect(page).toContain('3到6岁每天白天户外2小时以上');
    expect((await work().act(id, 'edition', { choice: 'ours' })).location).toContain('done=kept');
    expect(await row(id)).toMatchObject({ edited: true, conflict: false });
    expect((await work().act(id, 'edition', { choice: 'theirs' })).location).toContain('done=taken');
    expect(await row(id)).toMatchObject({ edited: false, conflict: false });
    await eventually(() => answered('幼儿园的娃，户外几小时')).toContain('3到6岁每天白天户外2小时以上');
    expect((await auditOf(`zh-CN/${id}`)).slice(-2)).toEqual(['entry_kept', 'entry_shipped_taken']);
  });
});

describe('the list', () => {
  it('finds by words, topic, language and state, page by page', async () => {
    const list = async (query: string) => (await editor.get(`/console/knowledge?${query}`)).html;
    const found = await list(new URLSearchParams({ words: '隔着玻璃 阴天', locale: 'zh-CN' }).toString());
    expect(found).toContain(entryPage(ID));
    expect(found).not.toContain(entryPage('vision_outdoor_preschool'));
    expect(await list(new URLSearchParams({ words: '阴天%算' }).toString())).toContain('没有这样的条目'); // a sign of the search language is a letter like others
    const english = await list('topic=vision&locale=en');
    expect(english).toContain(entryPage(ID, 'en'));
    expect(english).not.toContain(entryPage(ID));
    expect(await list('topic=vision&listed=edited')).toContain(entryPage(ID));
    const [first, next] = [await list('page=1'), await list('page=2')];
    expect(next).not.toBe(first);
    expect(await list('listed=due')).toContain('没有这样的条目');
    house.app.clock.advance(340 * 24 * 3600 * 1000);
    editor = await house.signedIn('editor');
    expect(await list('topic=vision&listed=due')).toContain(entryPage('vision_outdoor_preschool'));
  });

  it('counts the votes of the last 90 days', async () => {
    const day = (back: number) => new Date(house.app.clock.now().getTime() - back * 24 * 3600 * 1000);
    const votes = (back: number) => ({
      entry_id: ID,
      locale: 'zh-CN',
      day: day(back),
      helpful: 5,
      unhelpful: 2,
    });
    await prisma().answerCount.createMany({ data: [votes(1), votes(80), votes(100)] });
    expect((await editor.get(entryPage(ID))).html).toContain('10人说解决了，4人说没解决');
    expect((await editor.get('/console/knowledge?topic=vision&locale=zh-CN')).html).toContain(
      '解决10，没解决4',
    );
  });
});
