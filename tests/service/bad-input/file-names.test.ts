import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptName, neutralName } from '../../../src/domain/evidence/file-name.js';
import { FILE_TYPES, type FileType } from '../../../src/domain/evidence/file-types.js';
import { newSeed } from '../../support/intakes.js';
import { directions, machineTexts, markup, oddTexts, unstorable } from '../../support/odd-texts.js';
import { openReport } from '../../support/reporter.js';
import { tryAll } from '../../support/try-all.js';
import { newVisitor, type Visitor } from '../../support/visitor.js';
import { openStaffHouse, type StaffHouse } from '../console/staff-house.js';
import type { StaffBrowser } from '../console/staff-browser.js';
import { sendRaw } from './send-raw.js';

const separators = fc.constantFrom(
  '/',
  '\\',
  '../',
  '..\\',
  '//',
  'C:\\',
  '\\\\server\\share\\',
  '/etc/',
  '~/',
  './.',
);
const reserved = fc.constantFrom(
  'CON',
  'NUL.txt',
  'aux',
  'COM1',
  '.',
  '..',
  '...',
  'a.',
  'a ',
  '.htaccess',
  'a.jpg.exe',
  'a.php%00.jpg',
  '%2e%2e%2fpasswd',
  '..%2f',
  '-rf',
  '~',
  '*',
  '|id',
  'a\tb',
);
/** B4, B9, B14: what a device, or somebody with a purpose, may call a file. */
const names: fc.Arbitrary<string> = fc
  .array(fc.oneof(...[separators, reserved, directions, oddTexts, unstorable, machineTexts, markup]), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(''));
const overlong = fc
  .tuple(names, fc.integer({ min: 100, max: 400 }))
  .map(([name, times]) => `${name.slice(0, 20)}𠮷`.repeat(times));

describe('the name that is kept', () => {
  it('is one line without a path, without what is not seen or turns it around, of 120 characters at most', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          names,
          overlong,
          names.map((name) => `${name}\r\nSet-Cookie: a=b`),
        ),
        (name) => {
          const kept = keptName(name);
          expect(kept).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029/\\]/u);
          expect([...kept].length).toBeLessThanOrEqual(120);
          expect(kept).toBe(kept.trimStart());
          expect(keptName(kept)).toBe(kept.trim());
        },
      ),
      { numRuns: 2000, seed: newSeed() },
    );
  });

  it('has nothing to do with what a file is called where it is saved', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...(Object.keys(FILE_TYPES) as FileType[])), (id, type) => {
        expect(neutralName(id, type)).toMatch(/^[0-9a-f]{8}\.[a-z0-9]{2,4}$/);
      }),
      { numRuns: 1000, seed: newSeed() },
    );
  });
});

describe('a file with any name, at every door', () => {
  const CASES = 8;
  let house: StaffHouse;
  let officer: StaffBrowser;
  let women: Array<{ readonly visitor: Visitor; readonly caseId: string }>;
  beforeAll(async () => {
    house = await openStaffHouse();
    await house.hire(['case_officer']);
    officer = await house.signedIn('case_officer');
    women = [];
    for (let nth = 0; nth < CASES; nth++) {
      const receipt = await (await openReport(house.app.url, { happened: `第${nth}件` })).send();
      const visitor = newVisitor(house.app.url, { 'Accept-Language': 'zh', 'Sec-Fetch-Site': 'same-origin' });
      await visitor.request('/r', { method: 'POST', body: new URLSearchParams({ ...receipt }) });
      const serial = Number(receipt.number.split('-')[1]);
      const { id } = await house.app.database.prisma.case.findFirstOrThrow({ where: { serial } });
      women.push({ visitor, caseId: id });
    }
  }, 120_000);
  afterAll(async () => {
    expect(
      house.app.logged.filter((line) => /failed|unavailable/.test(line) || /[\r\n\u2028]/.test(line)),
    ).toEqual([]);
    await house.close();
  });

  /** Sends a small text under a name written as it is, or as browsers do. */
  async function send(visitor: Visitor, name: Buffer, how: 'quoted' | 'extended'): Promise<number> {
    const extended = Buffer.from(
      `filename*=UTF-8''${[...name].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
    );
    const quoted = Buffer.concat([Buffer.from('filename="'), name, Buffer.from('"')]);
    const body = Buffer.concat([
      Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; '),
      how === 'quoted' ? quoted : extended,
      Buffer.from(`\r\n\r\n他打我 ${Math.random()}\r\n--b--\r\n`),
    ]);
    const head = [
      ...[
        'POST /r/files HTTP/1.1',
        'Content-Type: multipart/form-data; boundary=b',
        'Sec-Fetch-Site: same-origin',
      ],
      `Cookie: ${[...visitor.cookies].map((pair) => pair.join('=')).join('; ')}`,
      ...['Connection: close', `Content-Length: ${body.length}`],
    ];
    for (let again = 0; ; again += 1) {
      const { status } = await sendRaw(house.app.url, { head, parts: [body] });
      if (status !== 503 || again === 100) {
        return status; // 503: six at once of one network
      }
      await setTimeout(30);
    }
  }

  it(
    'is taken or refused, shown as text in its own direction, and saved under a neutral name',
    { timeout: 240_000 },
    async () => {
      let next = 0;
      let taken = 0;
      const shown: string[] = [];
      const look = async () => {
        for (const { caseId, visitor } of women) {
          const { html } = await officer.get(`/console/cases/${caseId}`);
          const listed = [...html.matchAll(/<bdi>([^<]*)<\/bdi>/g)].map((match) => match[1] ?? '');
          shown.push(...listed);
          const hers = await (await visitor.request('/r/open')).text();
          expect(listed.filter((name) => name.length > 6 && hers.includes(name))).toEqual([]); // she sees no name
        }
        const [woman] = women;
        const page = `/console/cases/${woman?.caseId ?? ''}`;
        const { html } = await officer.get(page);
        const id = /id="evidence-([0-9a-f-]{36})"/.exec(html)?.[1];
        if (id) {
          const fields = { [`purpose_original-${id}`]: 'case', [`text_original-${id}`]: '核对' };
          const { headers, status } = await officer.submit(page, fields, `${page}/evidence/${id}/original`);
          expect([status, headers.get('content-disposition')]).toEqual([
            200,
            `attachment; filename="${id.slice(0, 8)}.txt"`,
          ]);
        }
        await house.app.database.pool.query('DELETE FROM evidence');
      };
      await tryAll(
        fc.tuple(fc.oneof(names, overlong), fc.constantFrom('quoted', 'quoted', 'extended')),
        async ([name, how]) => {
          const woman = women[(next += 1) % CASES];
          const status = woman ? await send(woman.visitor, Buffer.from(name), how) : 0;
          expect([303, 400]).toContain(status);
          taken += status === 303 ? 1 : 0;
        },
        { cases: 1008, atOnce: 16, between: look },
      );
      process.stdout.write(`B4: ${taken} files taken, ${shown.length} names shown\n`);
      expect(taken).toBeGreaterThan(300);
      expect(shown.length).toBeGreaterThan(300);
      expect(shown.filter((name) => /[\p{Cc}\p{Cf}<\u2028\u2029]/u.test(name))).toEqual([]);
    },
  );
});
