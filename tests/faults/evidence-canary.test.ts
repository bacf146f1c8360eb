import { randomUUID } from 'node:crypto';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, expect, it } from 'vitest';
import { attachToEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';
import { dumpTables, filesWith, leaksOf } from '../support/canary.js';
import { hidden } from '../service/web/reporter.js';
import { openReport } from '../support/reporter.js';
import { photoWith, RECORDINGS, zipOf } from '../support/samples.js';
import { endServices, startService } from '../support/service-process.js';
import { newVisitor } from '../support/visitor.js';

afterEach(endServices);

it('what a file holds, and its name, never reach the disk in the clear, nor do they when the service is killed meanwhile', async () => {
  const canary = randomUUID();
  const service = startService();
  const url = await service.ready();
  const receipt = await (await openReport(url, { happened: '他打我' })).send();
  const woman = newVisitor(url, { 'Accept-Language': 'zh', 'Sec-Fetch-Site': 'same-origin' });
  await woman.request('/r', { method: 'POST', body: new URLSearchParams({ ...receipt }) });
  const add = async (bytes: Uint8Array) => {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(bytes)]), `${canary}.jpg`);
    return (await woman.request('/r/files', { method: 'POST', body })).status;
  };
  const words = Buffer.from(`${canary}\n`.repeat(40_000));
  expect(await add(await photoWith(canary))).toBe(303);
  expect(await add(words)).toBe(303);
  expect(await add(Buffer.concat([RECORDINGS.mp3, words]))).toBe(303);
  const adding = Promise.all([
    add(Buffer.concat([RECORDINGS.wav, words])),
    add(await photoWith(canary)),
  ]).catch(
    () => undefined, // it is cut off
  );
  await new Promise((resolve) => setTimeout(resolve, 30));
  service.kill('SIGKILL');
  await Promise.all([adding, service.ended]);

  const has = (content: string) => content.includes(canary);
  expect(filesWith(service.home, has)).toEqual([]);
  expect(has(service.out.stdout + service.out.stderr)).toBe(false);
});

/** A PDF that says by whom and of what it is, in its old and in its new way of saying so. */
const pdfBy = (words: string) =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n1 0 obj\n<</Title(${words})/Author(${words})/Subject <FEFF`),
    Buffer.from(Buffer.from(words, 'utf16le').swap16().toString('hex')),
    Buffer.from(`>>>\nendobj\n<x:xmpmeta><dc:title>${words}</dc:title></x:xmpmeta>\n%%EOF\n`),
  ]);
const docxBy = (words: string) =>
  zipOf({
    '[Content_Types].xml': '<a/>',
    'word/document.xml': words,
    'word/comments.xml': words,
    'docProps/core.xml': `<dc:creator>${words}</dc:creator><cp:lastModifiedBy>${words}</cp:lastModifiedBy>`,
    'docProps/app.xml': `<Company>${words}</Company>`,
  });
const withXmp = (words: string) =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#369' } })
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="${words}"/></rdf:RDF></x:xmpmeta>`,
    )
    .jpeg()
    .toBuffer();

it('what a file tells beside its content, what was saved as a draft and what she asks for stand nowhere in the clear, in no writing', async () => {
  const canary = randomUUID();
  const planted = `金丝雀-${canary}`;
  const service = startService({ env: { LOG_LEVEL: 'trace' } });
  const url = await service.ready();
  const receipt = await (
    await openReport(url, { happened: `他打我 ${planted}`, contact: 'phone', phone: canary })
  ).send();
  const answers: string[] = [];
  const woman = newVisitor(url, { 'Accept-Language': 'zh', 'Sec-Fetch-Site': 'same-origin' });
  const post = async (address: string, fields: Readonly<Record<string, string>>, isHers = false) => {
    const answer = await woman.request(address, { method: 'POST', body: new URLSearchParams(fields) });
    const text = await answer.text();
    answers.push(JSON.stringify([...answer.headers]), isHers ? '' : text);
    return answer.status;
  };
  expect(await post('/r', { ...receipt })).toBe(303);
  for (const [bytes, name] of [
    [await photoWith(planted), `${planted}.jpg`],
    [await withXmp(planted), `${planted}.jpg`],
    [pdfBy(planted), `${planted}.pdf`],
    [docxBy(planted), `${planted}.docx`],
  ] as const) {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(bytes)]), name);
    const answer = await woman.request('/r/files', { method: 'POST', body });
    expect(answer.status).toBe(303);
    answers.push(JSON.stringify([...answer.headers]), await answer.text());
  }
  const page = await (await woman.request('/r/open')).text();
  answers.push(page);
  const call = { ...hidden(page), ask: 'callback', window: planted, phone: canary };
  expect(await post('/r/ask', call)).toBe(303);
  expect(
    await post('/r/ask', { ...call, submission: 'x'.repeat(22), ask: 'object', words: planted }, true),
  ).toBeGreaterThanOrEqual(400);
  expect(
    await post('/help/draft/save', { submission: 'd'.repeat(22), happened: planted, code_word: canary }),
  ).toBe(200);
  expect(await post('/help/draft', { code: canary })).toBe(400);

  const attached = await attachToEmbeddedPostgres(path.join(service.home, 'data'));
  const tables = await dumpTables(attached?.url ?? '');
  expect(await service.stop()).toMatchObject({ code: 0 });
  expect(tables.match(/^evidence /gm)).toHaveLength(4);
  expect(tables).toMatch(/^intake_draft /m);
  const leaks = leaksOf(canary);
  for (const text of [tables, answers.join('\n'), service.out.stdout + service.out.stderr]) {
    expect(leaks(text)).toEqual([]);
  }
  expect(filesWith(service.home, (content) => leaks(content).length > 0)).toEqual([]);
});
