import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { filesWith } from '../support/canary.js';
import { openReport } from '../support/reporter.js';
import { photoWith, RECORDINGS } from '../support/samples.js';
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
