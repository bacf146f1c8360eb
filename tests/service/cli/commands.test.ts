import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGapStore } from '../../../src/domain/knowledge/index.js';
import { openDatabase } from '../../../src/infra/database/client.js';
import { createSealer, readKeyring } from '../../../src/infra/keyring.js';
import { createTestDatabase } from '../../support/database.js';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'commands-'));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command as a person types it and returns what it printed. */
function run(args: readonly string[], input = ''): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, DATABASE_URL: database.url, DATA_DIR: path.join(folder, 'data') };
  return new Promise((resolve) => {
    const child = execFile('npm', ['run', '--silent', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

describe('npm run demo', () => {
  it('fills an empty database with talks marked as made up, and refuses a second time', async () => {
    expect(await run(['demo'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^10 made-up talks/) as string,
    });
    const again = await run(['demo']);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/not empty/);
  });
});

describe('npm run questions', () => {
  it('shows what was left for staff, and deletes what is dealt with', async () => {
    const sealer = createSealer(readKeyring(path.join(folder, 'keys', 'keyring.json')));
    const opened = openDatabase(database.url);
    const contact = await opened.prisma.contact.findFirstOrThrow();
    await createGapStore(sealer).keep(opened.prisma, {
      contactId: contact.id,
      locale: 'zh-CN',
      question: '有没有教娃儿游泳的地方',
      now: new Date(),
    });
    await opened.close();

    const shown = JSON.parse((await run(['questions'])).stdout) as { id: string; question: string };
    expect(shown.question).toBe('有没有教娃儿游泳的地方');
    expect((await run(['questions', '--', 'done', 'nonsense'])).code).toBe(1);
    expect((await run(['questions', '--', 'done', shown.id])).code).toBe(0);
    expect((await run(['questions'])).stdout).toBe('');
  }, 60_000);
});

describe('npm run ask and npm run triage', () => {
  it('answer line by line, one talk a session, and print nothing else', async () => {
    const lines = [
      { id: 1, text: '小学生一天要睡几个小时', session: 'a' },
      { id: 2, text: '那初中呢？', session: 'a' },
      { id: 3, text: '孙孙把农药喝了一口' },
      { id: 4, text: '' },
    ];
    const { code, stdout } = await run(
      ['ask'],
      `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n`,
    );
    const replies = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number | null; kind: string; reply: string });
    expect(code).toBe(0);
    expect(replies.map((reply) => reply.id)).toEqual([1, 2, 3, 4, null]);
    expect(replies.map((reply) => reply.kind)).toEqual([
      'answer',
      'answer',
      'crisis',
      'smalltalk',
      undefined,
    ]);
    expect(replies[1]?.reply).toMatch(/9小时/);
  });

  it('triage names category, urgency, flags and advice', async () => {
    const { stdout } = await run(
      ['triage'],
      `${JSON.stringify({ id: 'x', text: '他又动手了 这回是抡的板凳 我躲在楼道里' })}\n`,
    );
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'x',
      category: 'domestic_violence',
      urgency: 'emergency',
      suicide: false,
      advice: expect.stringMatching(/110/) as string,
    });
  });
});
