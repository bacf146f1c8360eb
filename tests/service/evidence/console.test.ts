import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leaksOf } from '../../support/canary.js';
import { PDF, photoWith } from '../../support/samples.js';
import { newVisitor, type Visitor } from '../../support/visitor.js';
import { workingOn, writeDown, type WrittenCase } from '../console/case-work.js';
import type { Fields, StaffBrowser } from '../console/staff-browser.js';
import { openStaffHouse, type StaffHouse } from '../console/staff-house.js';
import { hidden } from '../web/reporter.js';

let house: StaffHouse;
let officer: StaffBrowser;
let other: StaffBrowser;
let written: WrittenCase;
let woman: Visitor;

beforeAll(async () => {
  house = await openStaffHouse();
  await house.hire(['case_officer']);
  await house.hire(['administrator', 'editor', 'broadcaster', 'auditor'], 'everybody-else');
  officer = await house.signedIn('case_officer');
  other = await house.signedIn('everybody-else');
});
afterAll(() => house.close());
beforeEach(async () => {
  written = await writeDown(officer, { happened: '邻居听见他打她' });
  woman = newVisitor(house.app.url, { 'Accept-Language': 'zh', 'Sec-Fetch-Site': 'same-origin' });
  const { number, code } = written;
  await woman.request('/r', { method: 'POST', body: new URLSearchParams({ number, code }) });
});

async function add(bytes: Uint8Array, name: string, keep?: 'copy'): Promise<void> {
  const form = new FormData();
  form.append('token', hidden(await (await woman.request('/r/open')).text()).token);
  if (keep) {
    form.append('keep', keep);
  }
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const { status } = await woman.request('/r/files', { method: 'POST', body: form });
  expect(status).toBe(303);
}
const page = () => `/console/cases/${written.id}`;
const audited = async () => {
  const rows = await house.app.database.prisma.auditEvent.findMany({
    where: { subject_id: written.id, action: { startsWith: 'evidence' } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action, detail }) => (detail ? `${action} ${detail}` : action));
};
/** The id of the only file that the page lists. */
const idOn = (html: string) => /id="evidence-([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';

async function openOriginal(id: string, { reason, purpose }: { reason: string; purpose: string }) {
  const fields: Fields = { [`text_original-${id}`]: reason, [`purpose_original-${id}`]: purpose };
  const csrf = await officer.token(page());
  return officer.visitor.request(`${page()}/evidence/${id}/original`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ csrf, ...(fields as Record<string, string>) }),
  });
}

describe('the page of a case', () => {
  it('lists what she added, and shows the copy of a photo, which tells no place', async () => {
    const photo = await photoWith('拍照的地方');
    await add(photo, 'IMG <b>\u202e.jpg');
    expect((await officer.get('/console/cases?show=unread')).html).toContain(written.number);
    const { html } = await officer.get(page());
    expect(html).toContain('<bdi>IMG &lt;b>.jpg</bdi>');
    expect(html).toMatch(/<strong>照片<\/strong> · JPEG · 0\.1 MB/);
    expect(html).toMatch(/<code>[0-9a-f]{64}<\/code>/);
    expect(html).toContain('她传来一个文件');

    const id = idOn(html);
    const response = await officer.visitor.request(`${page()}/evidence/${id}`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `inline; filename="${id.slice(0, 8)}.jpg"`,
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const copy = Buffer.from(await response.arrayBuffer());
    expect(copy.length).toBe(Number(response.headers.get('content-length')));
    expect((await sharp(copy).metadata()).exif).toBeUndefined();
    expect(leaksOf('拍照的地方')(copy.toString('utf8'))).toEqual([]);
    expect(await audited()).toEqual(['evidence_kept', 'evidence_viewed']);
  });

  it('hands out an original for a reason, under a neutral name', async () => {
    await add(PDF, '金丝雀.pdf');
    const { html } = await officer.get(page());
    expect(html).toContain('没有可以直接看的一份');
    expect(html).toContain('金丝雀.pdf');
    const id = idOn(html);
    const response = await openOriginal(id, { reason: '交给派出所 王警官', purpose: 'police' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${id.slice(0, 8)}.pdf"`);
    expect(Buffer.from(await response.arrayBuffer()).equals(PDF)).toBe(true);
    expect(await audited()).toEqual(['evidence_kept', 'evidence_opened police']);
    const after = (await officer.get(page())).html;
    expect(after).toContain('交给派出所 王警官');
    expect(after).toContain('case_officer同事');
    expect(await (await woman.request('/r/open')).text()).not.toContain('王警官');
    expect(house.app.logged.join('\n')).not.toMatch(/王警官|金丝雀/);
  });

  it('asks for the reason again when there is none, and keeps what was chosen', async () => {
    await add(PDF, 'a.pdf');
    const id = idOn((await officer.get(page())).html);
    const empty = await openOriginal(id, { reason: '  ', purpose: 'court' });
    const html = await empty.text();
    expect(empty.status).toBe(400);
    expect(html).toContain('请写明理由');
    expect(html).toMatch(/value="court" checked/);
    const long = await openOriginal(id, { reason: '长'.repeat(501), purpose: 'court' });
    expect(await long.text()).toContain('长'.repeat(501));
    expect((await openOriginal(id, { reason: '理由', purpose: 'curiosity' })).status).toBe(400);
    expect(await audited()).toEqual(['evidence_kept']);
  });

  it('says where she wants no original kept', async () => {
    await add(await photoWith('x'), '我家.jpg', 'copy');
    const { html } = await officer.get(page());
    expect(html).toContain('她选了不留原件');
    expect(html).not.toContain('我家.jpg');
    expect((await openOriginal(idOn(html), { reason: '理由', purpose: 'case' })).status).toBe(404);
  });
});

describe('a file', () => {
  it('is found neither by other roles nor under another case, nor once she has taken it back', async () => {
    await add(await photoWith('x'), 'a.jpg');
    const id = idOn((await officer.get(page())).html);
    const second = await writeDown(officer, { happened: '另一件' });
    expect((await other.get(`${page()}/evidence/${id}`)).status).toBe(404);
    expect((await other.submit('/console', {}, `${page()}/evidence/${id}/original`)).status).toBe(404);
    expect((await house.browser().get(`${page()}/evidence/${id}`)).status).toBe(303);
    for (const address of [
      `/console/cases/${second.id}/evidence/${id}`,
      `${page()}/evidence/${second.id}`,
      `${page()}/evidence/x`,
    ]) {
      expect((await officer.get(address)).status).toBe(404);
    }
    expect(await audited()).toEqual(['evidence_kept']);

    const own = await (await woman.request('/r/open')).text();
    const body = new URLSearchParams({ token: hidden(own).token, id });
    await woman.request('/r/files/remove', { method: 'POST', body });
    expect((await officer.get(`${page()}/evidence/${id}`)).status).toBe(404);
    expect((await officer.get(page())).html).toContain('她移除了一个文件');
    expect(await audited()).toEqual(['evidence_kept', 'evidence_removed']);
  });

  it('that was damaged in the database is an error, never half a picture', async () => {
    await add(await photoWith('x'), 'a.jpg');
    const id = idOn((await officer.get(page())).html);
    await house.app.database.pool.query(
      `UPDATE evidence_chunk SET bytes = set_byte(bytes, 99, get_byte(bytes, 99) # 1) WHERE evidence_id = $1`,
      [id],
    );
    const { status, html } = await officer.get(`${page()}/evidence/${id}`);
    expect([status, html.includes('打不开')]).toEqual([500, true]);
  });

  it('leaves the other forms of the page as they were', async () => {
    await add(PDF, 'a.pdf');
    const work = workingOn(officer, written.id);
    expect((await work.note('看过文件')).location).toBe(`${page()}?done=note`);
  });
});
