import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Ending, endServices, newHome, startService } from '../support/service-process.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

// An external database: what the key ring does doesn't depend on whose server it is.
let test: TestDatabase;
let home: string;
let ring: string;
beforeAll(async () => {
  test = await createTestDatabase();
  home = newHome();
  ring = path.join(home, 'keys/keyring.json');
});
afterEach(endServices);
afterAll(async () => {
  await test.drop();
  rmSync(home, { recursive: true });
});

const start = (env: Record<string, string> = {}) =>
  startService({ home, env: { DATABASE_URL: test.url, ...env } });

function expectRefusal({ code, stdout, stderr }: Ending, sentence: RegExp): void {
  expect([code, stdout]).toEqual([1, '']);
  const plain = stderr.trim().split('\n').at(-1) ?? '';
  expect(plain).toMatch(sentence);
  expect(plain).not.toMatch(/at .*:\d+:\d+/);
}

describe('the key ring', () => {
  it('is made by the first start, beside the data, for its owner alone', async () => {
    const service = start();
    await service.ready();
    await service.visitor().say('孩子发烧怎么办');
    await service.stop();
    expect(statSync(ring).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(ring)).mode & 0o777).toBe(0o700);
    expect(readdirSync(path.dirname(ring))).toEqual(['keyring.json']);
  });

  it('is missed when data is there, and no other is made', async () => {
    renameSync(ring, `${ring}.away`);
    expectRefusal(await start().ended, /^The key ring .*keyring\.json is missing.*backup/);
    expect(readdirSync(path.dirname(ring))).toEqual(['keyring.json.away']);
    renameSync(`${ring}.away`, ring);
  });

  it('of another database is refused, and nothing is written', async () => {
    const right = readFileSync(ring);
    const wrong = JSON.parse(right.toString()) as { keys: Record<string, string> };
    const [id = ''] = Object.keys(wrong.keys);
    writeFileSync(ring, JSON.stringify({ ...wrong, keys: { [id]: Buffer.alloc(32, 7).toString('base64') } }));
    const written = readFileSync(ring, 'utf8');
    expectRefusal(await start().ended, /key ring does not belong to this database/);
    expect(readFileSync(ring, 'utf8')).toBe(written);
    writeFileSync(ring, right);
  });

  it.each([
    [
      'a named one that is not there',
      undefined,
      /key ring .*named\.json can't be read \(ENOENT\)|named\.json is missing/,
    ],
    ['no JSON', 'canary0secret', /named\.json is not a valid key ring/],
    [
      'keys that are too short',
      '{"version":1,"active":"k1","keys":{"k1":"canary0secret"},"index":"canary0secret"}',
      /not a valid key ring/,
    ],
  ])('is refused when it is %s, without a word of it', async (_, content, sentence) => {
    const named = path.join(newHome(), 'named.json');
    if (content !== undefined) {
      writeFileSync(named, content, { mode: 0o600 });
    }
    const ending = await start({ KEYRING_FILE: named }).ended;
    expectRefusal(ending, sentence);
    expect(ending.stderr).not.toContain('canary0secret');
    expect(existsSync(named)).toBe(content !== undefined);
    rmSync(path.dirname(named), { recursive: true });
  });

  it('that can’t be made for want of a folder is told in a plain sentence', async () => {
    const empty = await createTestDatabase();
    const elsewhere = newHome();
    mkdirSync(path.join(elsewhere, 'sub'));
    writeFileSync(path.join(elsewhere, 'keys'), 'a file in the place of the folder');
    chmodSync(path.join(elsewhere, 'keys'), 0o600);
    const { ended } = startService({ home: elsewhere, env: { DATABASE_URL: empty.url } });
    expectRefusal(await ended, /^key ring .*keyring\.json can't be (created|read) \(ENOTDIR|EEXIST\)/i);
    await empty.drop();
    rmSync(elsewhere, { recursive: true });
  });

  it('in its place lets the service start, and what was said can be read', async () => {
    const service = start();
    await service.ready();
    await service.stop();
  });
});
