import { afterEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/app.js';
import type { ChatAnswer, Visitor } from '../support/visitor.js';

let app: TestApp;
afterEach(() => app.close());

const zh = { 'Accept-Language': 'zh-CN' };
const open = async (limits: NonNullable<TestAppOptions['limits']>) => (app = await startTestApp({ limits }));
const sendButton = (answer: ChatAnswer) =>
  answer.messages.flatMap(({ buttons }) => buttons).find(({ value }) => /^f:(send|now):/.test(value))
    ?.value ?? '';

/** Tells it in a chat; the button that sends it. */
async function tell(visitor: Visitor): Promise<string> {
  await visitor.press('report');
  await visitor.press('f:danger:before');
  const told = await visitor.say('他昨天晚上打了我');
  return sendButton(told);
}
const marks = async () =>
  (await app.database.prisma.case.findMany({ orderBy: { serial: 'asc' } })).map(
    ({ over_limit }) => over_limit,
  );

describe('reports by web chat', () => {
  it('beyond the limit of a network are taken, and marked', async () => {
    await open({ network: 1_000_000, session: 1_000_000, report: 1 });
    for (let n = 0; n < 3; n++) {
      const visitor = app.visitor(zh);
      const sent = await visitor.press(await tell(visitor));
      expect(sent.messages[0]?.text).toMatch(/\d{4}-\d{6}/);
    }
    expect(await marks()).toEqual([false, true, true]);
  });

  it('are sent by a button that never says wait, however fast she was; other messages do', async () => {
    await open({ network: 1_000_000, session: 3 });
    const visitor = app.visitor(zh);
    const button = await tell(visitor);
    expect((await visitor.post({ text: '再说一句' })).status).toBe(429);
    expect((await visitor.press(button)).messages[0]?.text).toMatch(/\d{4}-\d{6}/);
    expect(await marks()).toEqual([true]);
    expect((await visitor.post({ button: 'menu' })).status).toBe(429);
  });

  it('what only looks like that button is counted too, in a lane of its own that leaves room for a real one', async () => {
    await open({ network: 1_000_000, session: 3, send: 4 });
    const visitor = app.visitor(zh);
    const button = await tell(visitor);
    for (let n = 0; n < 3; n++) {
      expect((await visitor.post({ button: 'f:now:nothing' })).status).toBe(200);
    }
    expect((await visitor.press(button)).messages[0]?.text).toMatch(/\d{4}-\d{6}/);
    expect((await visitor.post({ button: 'f:now:nothing' })).status).toBe(429);
  });

  it('and so are those of a whole network, however many sessions they come from', async () => {
    await open({ network: 1, session: 1_000_000, send_network: 2 });
    const statuses = [];
    for (let n = 0; n < 4; n++) {
      statuses.push((await app.visitor(zh).post({ button: 'f:send:nothing' })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});
