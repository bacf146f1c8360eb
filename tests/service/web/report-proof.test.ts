import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../../support/pdf-text.js';
import { createHouse, type Door, type House } from './door.js';
import { hidden, Reporter } from './reporter.js';

let house: House;
let door: Door;
const canary = `金丝雀${randomUUID()}`;
const now = new Date('2026-11-25T02:00:00Z');

beforeAll(async () => {
  house = await createHouse();
  door = await house.open({ deps: { clock: { now: () => now } } });
});
afterAll(() => house.drop());

const MOST_BYTES = 200_000;
const file = async (her: Reporter) =>
  her.fileAndNote({ happened: canary, place_of_harm: canary, contact: 'phone', phone: '13900001234' });

async function sheetOf(her: Reporter, page: string, path: string): Promise<Response> {
  return her.send(path, { token: hidden(await her.page(page)).token });
}

describe('the slip as a file', () => {
  it('has a neutral name and says nothing of what it is about in what it says of itself', async () => {
    const her = new Reporter(door);
    await file(her);
    const response = await sheetOf(her, '/help/done', '/help/document');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="document.pdf"');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { title, whole } = readPdf(bytes);
    expect(title).toBe('document');
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(bytes.length).toBeLessThan(MOST_BYTES);
    expect(whole).not.toMatch(/\/(Author|Subject|Keywords)\b|PDFKit|妇联|求助|federation/i);
  });

  it('says number, time, state and what the law promises, in letters of its own', async () => {
    const her = new Reporter(door);
    const { number } = await file(her);
    const response = await sheetOf(her, '/help/done', '/help/document');
    const { text, fonts } = readPdf(new Uint8Array(await response.arrayBuffer()));
    expect(text).toContain(`编号：${number}`);
    expect(text).toContain('攀枝花市西区妇女联合会于2026年11月25日 10:00收到一位群众的求助，已经登记。');
    expect(text).toContain('最迟2026年12月10日，告知是否受理、怎样办理（《信访工作条例》第二十三条）。');
    expect(text).toContain('办到：已登记');
    expect(text).not.toContain('\uFFFD');
    expect(fonts).toEqual(expect.arrayContaining([expect.stringMatching(/^[A-Z]{6}\+NotoSansSC-Regular$/)]));
  });

  it('has neither the digits nor a word of what she told nor how she is reached', async () => {
    const her = new Reporter(door);
    const { code } = await file(her);
    for (const [page, path] of [
      ['/help/done', '/help/document'],
      ['/r/open', '/r/document'],
    ] as const) {
      if (path === '/r/document') {
        await her.enter((await her.page('/help/done')).match(/receipt-number">([^<]+)/)?.[1] ?? '', code);
      }
      const response = await sheetOf(her, page, path);
      const { text, whole } = readPdf(new Uint8Array(await response.arrayBuffer()));
      expect([path, text.includes('求助登记回执')]).toEqual([path, true]);
      const all = `${text}\n${whole}`;
      for (const told of [canary, canary.slice(3, 11), code, code.replaceAll(' ', ''), '13900001234']) {
        expect([told, all.includes(told)]).toEqual([told, false]);
      }
      expect(code.split(' ').every((group) => text.includes(group))).toBe(false);
    }
  });

  it('is in Chinese, and once more in English for who reads that', async () => {
    const her = new Reporter(door, { 'Accept-Language': 'en' });
    await file(her);
    const response = await sheetOf(her, '/help/done', '/help/document');
    const { text } = readPdf(new Uint8Array(await response.arrayBuffer()));
    expect(text).toContain('求助登记回执');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('received a request for help');
  });

  it('comes only after the question whether it is safe, and who answers no gets nothing', async () => {
    const her = new Reporter(door);
    await file(her);
    const html = await her.page('/help/done');
    const offer = /<details class="ask" id="proof">.*?<\/details>/s.exec(html)?.[0] ?? '';
    expect(offer).toContain('存在这部手机或电脑上，安全吗？');
    expect(offer).toContain('谁翻到它，就知道您找过妇联');
    expect(offer).toContain('href="/help/done?later=1"');
    expect(await her.page('/help/done?later=1')).toContain('好的，没有存');
    expect((await her.request('/help/document')).status).toBe(405);
  });

  it('is not given to who is on no visit or can’t see the digits', async () => {
    const stranger = new Reporter(door);
    const { token } = hidden(await stranger.page('/help'));
    const tracked = await stranger.send('/r/document', { token });
    expect([tracked.status, tracked.headers.get('location')]).toEqual([303, '/r?ended=1']);
    const filed = await stranger.send('/help/document', { token });
    expect([filed.status, filed.headers.get('location')]).toEqual([303, '/help/done']);
  });
});

describe('the slip as a file, asked for again and again', () => {
  const ROOM = { network: 1_000_000, session: 1_000_000 };

  it('is set five times a minute for one visit, whatever the browser calls itself', async () => {
    const at = await house.open({ limits: { ...ROOM, session: 2 } });
    const her = new Reporter(at);
    const { number, code } = await file(her);
    await her.enter(number, code);
    const statuses = [];
    for (let n = 0; n < 6; n++) {
      her.cookies.delete('sid');
      statuses.push((await sheetOf(her, '/r/open', '/r/document')).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it('is set one at a time; more than a few who wait are asked to come again', async () => {
    let print = (): void => undefined;
    const printed = new Promise<void>((resolve) => (print = resolve));
    let [atOnce, most] = [0, 0];
    const at = await house.open({
      limits: { ...ROOM, sheet: 100 },
      deps: {
        printSheet: async () => {
          most = Math.max(most, ++atOnce);
          await printed;
          atOnce--;
          return new Uint8Array([1]);
        },
      },
    });
    const her = new Reporter(at);
    await file(her);
    const { token } = hidden(await her.page('/help/done'));
    const first = await Promise.race(
      Array.from({ length: 6 }, () => her.send('/help/document', { token })).map((sent, _n, all) =>
        sent.then((response) => ({ response, all })),
      ),
    );
    expect(first.response.status).toBe(503);
    print();
    const statuses = (await Promise.all(first.all)).map(({ status }) => status).sort();
    expect([statuses, most]).toEqual([[200, 200, 200, 200, 200, 503], 1]);
  });
});
