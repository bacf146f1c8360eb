import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Passwords } from '../../../src/domain/privacy/index.js';
import { createPasswords } from '../../../src/infra/passwords.js';
import { createHouse, type Door, type House } from './door.js';
import { hidden, noted, Reporter } from './reporter.js';

// How long the answers take is measured by bench/oracle.ts; here: what they are, and that the same work is done for them.

let house: House;
let door: Door;
const compared: boolean[] = [];
const real = createPasswords();
const passwords: Passwords = {
  hash: (secret) => real.hash(secret),
  verify(hash, secret) {
    compared.push(hash !== null);
    return real.verify(hash, secret);
  },
};

let slip: { number: string; code: string };
let saved: string;
beforeAll(async () => {
  house = await createHouse();
  const now = new Date('2026-11-25T02:00:00Z');
  const limits = { network: 1_000_000, session: 1_000_000, tries: 1_000_000 };
  door = await house.open({ passwords, limits, deps: { clock: { now: () => now } } });
  const one = new Reporter(door);
  slip = await one.fileAndNote({ happened: '一件事' });
  const fields = { ...hidden(await one.page('/help')), happened: '没写完' };
  saved = noted(await (await one.send('/help/draft/save', fields)).text()).code;
});
afterAll(() => house.drop());

const changed = (code: string, at: number) =>
  code.slice(0, at) + String((Number(code[at]) + 1) % 10) + code.slice(at + 1);

/** Everything of an answer that somebody could tell another by, but for what is random or typed in by himself. */
async function seen(path: string, fields: Record<string, string>) {
  const who = new Reporter(door);
  await who.page(path);
  const response = await who.send(path, fields);
  const html = await response.text();
  const headers = [...response.headers].filter(([name]) => name !== 'date').map(([name]) => name);
  const { status } = response;
  return { status, headers, length: Buffer.byteLength(html), html: html.replace(/value="[^"]*"/g, '') };
}

describe('under /r', () => {
  it('an unknown number and wrong digits answer the same, in status, headers, length and words', async () => {
    const unknown = slip.number.replace(/\d{6}$/, '999999');
    const answers = [
      await seen('/r', { number: unknown, code: slip.code }),
      await seen('/r', { number: slip.number, code: changed(slip.code, 0) }),
      await seen('/r', { number: slip.number, code: changed(slip.code, 18) }),
      await seen('/r', { number: slip.number.replace('2026', '2025'), code: slip.code }),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(400);
  });

  it('the same work is done for both: one comparison', async () => {
    compared.length = 0;
    await seen('/r', { number: slip.number.replace(/\d{6}$/, '999999'), code: slip.code });
    await seen('/r', { number: slip.number, code: changed(slip.code, 0) });
    expect(compared).toEqual([false, true]);
  });

  it('running out of tries answers the same for both', async () => {
    const unknown = slip.number.replace(/\d{6}$/, '888888');
    const last = async (number: string) => {
      for (let tried = 0; tried < 12; tried++) {
        await seen('/r', { number, code: '1' });
      }
      return seen('/r', { number, code: changed(slip.code, 0) });
    };
    const answers = [await last(unknown), await last(slip.number)];
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(429);
  });
});

describe('under /help/draft', () => {
  it('unknown and wrong digits answer the same, in status, headers, length and words', async () => {
    const answers = [
      await seen('/help/draft', { code: changed(saved, 0) }),
      await seen('/help/draft', { code: changed(saved, 18) }),
      await seen('/help/draft', { code: '' }),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(400);
  });

  it('the same work is done for both: one comparison', async () => {
    compared.length = 0;
    await seen('/help/draft', { code: changed(saved, 0) });
    await seen('/help/draft', { code: changed(saved, 18) });
    expect(compared).toEqual([false, true]);
  });

  it('running out of tries answers the same for both', async () => {
    const last = async (code: string) => {
      for (let tried = 0; tried < 12; tried++) {
        await seen('/help/draft', { code });
      }
      return seen('/help/draft', { code });
    };
    const answers = [await last(changed(changed(saved, 0), 1)), await last(changed(saved, 18))];
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(429);
  });
});
