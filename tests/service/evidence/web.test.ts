import { randomUUID } from 'node:crypto';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MOST_EVIDENCE } from '../../../src/domain/evidence/index.js';
import { dumpTables, leaksOf } from '../../support/canary.js';
import { docxOf, heic, PDF, photoOf, photoWith, RECORDINGS, REFUSED } from '../../support/samples.js';
import { eventually } from '../web/client.js';
import { createHouse, type Door, type House } from '../web/door.js';
import { hidden, Reporter } from '../web/reporter.js';

let house: House;
let door: Door;
let limited: Door;
let woman: Reporter;
let slip: { number: string; code: string };

beforeAll(async () => {
  house = await createHouse();
  door = await house.open();
  limited = await house.open({ limits: { network: 1000, session: 3, tries: 1000 } });
});
afterAll(() => house.drop());
beforeEach(async () => {
  woman = new Reporter(door);
  slip = await fileACase();
  await woman.enter(slip.number, slip.code);
});
afterEach(async () => {
  await door.database.pool.query('DELETE FROM evidence');
  door.logged.length = 0;
});

/** A case with its number and digits. */
async function fileACase(): Promise<{ number: string; code: string }> {
  const { fileCase, tracking } = door.cases;
  const origin = { channel: 'web', locale: 'zh-CN', submission: randomUUID(), now: new Date() } as const;
  const { slipToken } = await door.database.prisma.$transaction((tx) =>
    fileCase(tx, { happened: '他打我' }, origin),
  );
  const slip = await tracking.reveal(slipToken, 'hers');
  return { number: slip?.number ?? '', code: slip?.code ?? '' };
}

interface Sent {
  readonly name?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a file as the form of her page does. */
async function send(bytes: Uint8Array | null, { name = 'IMG_1.jpg', fields, headers }: Sent = {}) {
  const form = new FormData();
  const { token } = hidden(await woman.page('/r/open'));
  for (const [field, value] of Object.entries({ token, ...fields })) {
    form.append(field, value);
  }
  form.append('file', new Blob(bytes ? [new Uint8Array(bytes)] : []), bytes ? name : '');
  return woman.request('/r/files', {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
    body: form,
  });
}

const stored = async () => {
  const { rows } = await door.database.pool.query<{ files: number; pieces: number }>(
    'SELECT (SELECT count(*)::int FROM evidence) AS files, (SELECT count(*)::int FROM evidence_chunk) AS pieces',
  );
  return rows[0];
};
const NOTHING = { files: 0, pieces: 0 };
const listed = (html: string) => (html.match(/name="id" value="([0-9a-f-]{36})"/g) ?? []).length;
const json = { Accept: 'application/json' };

describe('her page', () => {
  it('takes a file and shows that it is there, without its name', async () => {
    expect(await woman.page('/r/open')).toContain('不留原件');
    const answer = await send(await photoWith('x'), { name: '金丝雀.jpg' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/r/open?added=1']);
    const html = await woman.page('/r/open?added=1');
    expect(html).toContain('文件已经收好');
    expect(html).toMatch(/<b>照片<\/b> · 0\.1 MB/);
    expect(html).toContain('工作人员要写明理由才能打开');
    expect(html).not.toContain('金丝雀');
    expect(html.length).toBeLessThan(100_000);
  });

  it('keeps no original when she says so', async () => {
    expect((await send(await photoWith('x'), { fields: { keep: 'copy' } })).status).toBe(303);
    expect(await woman.page('/r/open')).toContain('只留了没有位置的照片');
    const refused = await send(PDF, { fields: { keep: 'copy' } });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('录音录像和文件只能保存原件');
    expect((await stored())?.files).toBe(1);
  });

  it('gives a file back, once', async () => {
    await send(PDF);
    const html = await woman.page('/r/open');
    const id = /name="id" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const { token } = hidden(html);
    const foreign = await woman.send('/r/files/remove', { token, id }, { 'Sec-Fetch-Site': 'cross-site' });
    expect([foreign.status, await stored()]).toEqual([403, { files: 1, pieces: 1 }]);
    for (let pressed = 0; pressed < 2; pressed++) {
      const answer = await woman.send('/r/files/remove', { token, id });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/r/open?removed=1']);
    }
    expect(await stored()).toEqual(NOTHING);
    expect(await woman.page('/r/open?removed=1')).toContain('文件已经移除');
    for (const fields of [{ token }, { token, id: 'x' }, { token, id, more: '1' }] as Array<
      Record<string, string>
    >) {
      expect((await woman.send('/r/files/remove', fields)).status).toBe(400);
    }
  });

  it('says when ten are there, and an eleventh is refused', async () => {
    for (let nth = 0; nth < MOST_EVIDENCE.files; nth++) {
      expect((await send(Buffer.from(`第${nth}份`))).status).toBe(303);
    }
    const html = await woman.page('/r/open');
    expect(listed(html)).toBe(10);
    expect(html).toContain('放满了');
    expect(html).not.toContain('type="file"');
    const refused = await send(PDF);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('最多放10个文件');
    expect(await stored()).toEqual({ files: 10, pieces: 10 });
  });

  it('answers our script with JSON', async () => {
    const kept = await send(PDF, { headers: json });
    expect([kept.status, await kept.json()]).toEqual([200, { ok: true }]);
    const refused = await send(heic(), { headers: json });
    expect([refused.status, await refused.json()]).toEqual([
      415,
      { error: { code: 'evidence_heic', message: expect.stringContaining('截个图') as string } },
    ]);
    woman.cookies.delete('vid');
    const ended = await woman.request('/r/files', {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': 'same-origin', ...json },
      body: new FormData(),
    });
    expect([ended.status, await ended.json()]).toEqual([
      403,
      { error: { code: 'visit_ended', message: expect.stringContaining('查询码') as string } },
    ]);
  });

  it('of a visit that is over takes nothing and asks for the digits again', async () => {
    await woman.request('/leave', { method: 'POST' });
    for (const cookie of [undefined, 'A'.repeat(43)]) {
      if (cookie) {
        woman.cookies.set('vid', cookie);
      }
      const answer = await send(PDF);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/r?ended=1']);
    }
    expect(await stored()).toEqual(NOTHING);
  });

  it('leads from the page after a report to where files are added', async () => {
    const other = new Reporter(door);
    await other.file({ happened: '他打我' });
    expect(await other.page('/help/done')).toContain('有照片、录音、聊天截图？');
  });
});

describe('a file that is not taken', () => {
  it.each([
    ['a program', REFUSED.program, 415, '这种文件收不了'],
    ['a program with a picture for a name', REFUSED.elf, 415, '这种文件收不了'],
    ['a vector image, which can hold a script', REFUSED.vector, 415, '这种文件收不了'],
    ['an archive', REFUSED.archive, 415, '这种文件收不了'],
    ['a document with macros', REFUSED.macros, 415, '这种文件收不了'],
    ['nothing', Buffer.alloc(0), 400, '这个文件是空的'],
    ['no file', null, 400, '请先选一个文件'],
  ])('is refused with a sentence and leaves nothing: %s', async (_what, bytes, status, sentence) => {
    const answer = await send(bytes, { name: '照片.jpg' });
    const html = await answer.text();
    expect([answer.status, html.includes(sentence)]).toEqual([status, true]);
    expect(html).toContain('role="alert"');
    expect(html).toContain(slip.number); // her page, not a page of its own
    expect(await stored()).toEqual(NOTHING);
  });

  it('from another site, or with another token where that decides, is refused before a byte is kept', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }] as const) {
      expect((await send(PDF, { headers })).status).toBe(403);
    }
    const plain = async (origin: string, token: string) => {
      const body = multipart([['token', token]], PDF);
      return (await raw(`Origin: ${origin}\r\n`, body)).status;
    };
    const { token } = hidden(await woman.page('/r/open'));
    expect(await plain('null', 'x'.repeat(43))).toBe(403);
    expect(await plain('https://evil.example', token)).toBe(403);
    expect(await stored()).toEqual(NOTHING);
    expect(await plain('null', token)).toBe(303);
  });

  it('is not taken in again and again', async () => {
    const other = new Reporter(limited);
    await other.enter(slip.number, slip.code);
    const statuses: number[] = [];
    for (let nth = 0; nth < 4; nth++) {
      const form = new FormData();
      form.append('file', new Blob([`${nth}`]), 'a.txt');
      const answer = await other.request('/r/files', {
        method: 'POST',
        headers: { 'Sec-Fetch-Site': 'same-origin' },
        body: form,
      });
      statuses.push(answer.status);
      if (answer.status === 429) {
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(await answer.text()).toContain('发得太快了');
      }
    }
    expect(statuses).toEqual([303, 303, 303, 429]);
  });
});

const BOUNDARY = 'b'.repeat(30);

function multipart(fields: ReadonlyArray<readonly [string, string]>, file: Uint8Array, end = true): Buffer {
  const part = (head: string, body: Uint8Array | string) =>
    Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]);
  return Buffer.concat([
    ...fields.map(([name, value]) => part(`name="${name}"`, value)),
    part('name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg', file),
    Buffer.from(end ? `--${BOUNDARY}--\r\n` : ''),
  ]);
}

interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** A request as bytes; `drip` sends more of them for as long as the socket is open. */
function raw(
  headers: string,
  body: Uint8Array,
  {
    length = String(body.length),
    hangUp,
    drip,
  }: { length?: string; hangUp?: Promise<unknown>; drip?: Buffer } = {},
): Promise<RawAnswer> {
  const cookie = [...woman.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const framing = length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
  const head =
    `POST /r/files HTTP/1.1\r\nHost: ${new URL(door.url).host}\r\nCookie: ${cookie}\r\n${headers}` +
    `Content-Type: multipart/form-data; boundary=${BOUNDARY}\r\n${framing}\r\n\r\n`;
  const chunk = (bytes: Uint8Array) =>
    length === 'chunked'
      ? Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
      : bytes;
  const began = performance.now();
  return new Promise((resolve) => {
    let text = '';
    let answeredAfter = 0;
    const socket = net.connect(Number(new URL(door.url).port), '127.0.0.1', () => {
      socket.write(head);
      socket.write(chunk(body), () => {
        void hangUp?.then(() => socket.destroy());
      });
    });
    const more = () => drip && socket.writable && socket.write(chunk(drip), () => setImmediate(more));
    if (drip) {
      socket.once('connect', more);
    }
    socket.setTimeout(20_000, () => socket.destroy());
    socket.on('data', (data: Buffer) => {
      answeredAfter ||= performance.now() - began;
      text += data.toString();
      if (!drip) {
        socket.end();
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () =>
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text, ms: answeredAfter }),
    );
  });
}
/** When something has come in. */
const eventuallyBegun = () => eventually(async () => (await stored())?.files).toBe(1);
const SAME = 'Sec-Fetch-Site: same-origin\r\n';

describe('an upload that does not end as it should', () => {
  it('leaves nothing, wherever the connection breaks', async () => {
    const photo = await photoOf(1_500_000);
    const whole = multipart([], photo);
    for (const part of [0.01, 0.2, 0.5, 0.9, 0.999]) {
      const body = whole.subarray(0, Math.floor(whole.length * part));
      await raw(SAME, body, { length: String(whole.length), hangUp: eventuallyBegun() });
      await eventually(stored).toEqual(NOTHING);
    }
    expect(door.logged.filter((line) => line.includes('failed'))).toEqual([]); // nothing of ours has
    expect((await raw(SAME, whole)).status).toBe(303);
  });

  it('takes nobody else’s turn, however often it is begun and left at once', async () => {
    const whole = multipart([], await photoOf(600_000));
    await Promise.all(
      Array.from({ length: 60 }, () =>
        raw(SAME, whole.subarray(0, 5000), { length: String(whole.length), hangUp: Promise.resolve() }),
      ),
    );
    await eventually(stored).toEqual(NOTHING);
    await eventually(async () => (await raw(SAME, whole)).status).toBe(303);
  });

  it('has two places for one case; a third is asked to come again', async () => {
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    const photo = multipart([], await photoOf(900_000));
    const held = [1, 2].map(() =>
      raw(SAME, photo.subarray(0, 400_000), { length: String(photo.length), hangUp: left }),
    );
    await eventually(async () => (await stored())?.files).toBe(2);
    const refused = await send(PDF, { headers: json });
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'busy' } }]);
    leave();
    await Promise.all(held);
    await eventually(async () => (await send(PDF)).status).toBe(303);
  });

  it('holds no place while what is refused is read away', async () => {
    const both = async () => (await Promise.all([send(PDF), send(PDF)])).map(({ status }) => status);
    await eventually(both).toEqual([303, 303]); // both places of the case are free
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    const program = multipart([], Buffer.concat([REFUSED.program, Buffer.alloc(900_000)]), false);
    const draining = [1, 2].map(() =>
      raw(SAME, program, { length: String(program.length + 100), hangUp: left }),
    );
    await eventually(async () => (await send(PDF)).status).toBe(303);
    expect(await Promise.race([...draining, Promise.resolve('still read away')])).toBe('still read away');
    leave();
    await Promise.all(draining);
  });

  it('leaves nothing when the form is broken after the file, or has what no form of ours has', async () => {
    const extra = Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="b.jpg"\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
    );
    const bodies = [
      multipart([], PDF, false),
      Buffer.concat([multipart([], PDF, false), extra]),
      multipart([['is_admin', '1']], PDF),
      multipart([['keep', 'everything']], PDF),
      multipart([['__proto__[x]', '1']], PDF),
      multipart([['token', 'x'.repeat(2000)]], PDF),
      multipart(
        Array.from({ length: 50 }, (_, i) => [`f${i}`, ''] as const),
        PDF,
      ),
      Buffer.from('no form at all'),
    ];
    for (const [nth, body] of bodies.entries()) {
      const { status, text } = await raw(SAME, body);
      expect([nth, status]).toEqual([nth, 400]);
      expect(text).not.toMatch(/Multi|busboy|Boundary| at .*\.js/);
      await eventually(stored).toEqual(NOTHING);
    }
    const types = ['multipart/form-data', 'multipart/mixed; boundary=x', 'application/json', 'text/plain'];
    for (const type of types) {
      const init = {
        method: 'POST',
        body: 'x',
        headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': type },
      };
      expect([400, 415]).toContain((await woman.request('/r/files', init)).status);
    }
  });

  it('is refused when it is too large: at once by its announced length, else where it passes 20 MB', async () => {
    const announced = await raw(SAME, Buffer.from('x'), { length: String(21 * 1024 * 1024) });
    expect(announced.status).toBe(413);
    expect(announced.ms).toBeLessThan(1000);
    expect(announced.text).toContain('每个不超过20 MB');

    const before = process.memoryUsage().rss;
    const filler = Buffer.alloc(256 * 1024, 7);
    const start = Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n`),
      RECORDINGS.wav,
    ]);
    const endless = await raw(SAME, start, { length: 'chunked', drip: filler });
    expect(endless.status).toBe(413);
    expect(endless.text).toContain('每个不超过20 MB');
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(120);
    await eventually(stored).toEqual(NOTHING);
  });

  it('is refused when its sender lies about the length', async () => {
    const body = multipart([], PDF);
    await raw(SAME, body.subarray(0, body.length - 20), { length: String(body.length - 20) });
    await eventually(stored).toEqual(NOTHING);
  });
});

describe('a name, a place, a word of hers', () => {
  it('stands nowhere in the clear: not in the database, the log, or an answer', async () => {
    const canary = `canary${randomUUID().replaceAll('-', '')}`;
    const answers: string[] = [];
    const watch = async (answer: Response) =>
      void answers.push(JSON.stringify([...answer.headers]) + (await answer.text()));
    const name = `${canary}.jpg`;
    await watch(await send(await photoWith(canary), { name }));
    await watch(await send(Buffer.from(`${canary} 他打我`), { name }));
    await watch(await send(docxOf(canary), { name }));
    await watch(await send(Buffer.concat([REFUSED.program, Buffer.from(canary)]), { name }));
    await watch(await send(PDF, { name, fields: { [canary]: canary } }));
    await watch(await send(PDF, { name, fields: { keep: canary } }));
    const photo = await photoWith(canary);
    await watch(await send(photo.subarray(0, photo.length / 2), { name }));
    answers.push(await woman.page('/r/open'));
    expect((await stored())?.files).toBe(3);
    const leaks = leaksOf(canary);
    expect(leaks(answers.join('\n'))).toEqual([]);
    expect(leaks(door.logged.join('\n'))).toEqual([]);
    expect(leaks(await dumpTables(house.url))).toEqual([]);
  });
});
