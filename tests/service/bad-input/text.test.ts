import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INTAKE_STEPS, MOST } from '../../../src/domain/cases/index.js';
import { telegramUpdates } from '../../support/bot-api.js';
import { machineTexts, markup, oddTexts, storable, unstorable } from '../../support/odd-texts.js';
import { tryAll } from '../../support/try-all.js';
import { newVisitor, type Visitor } from '../../support/visitor.js';
import { boxed } from '../web/reporter.js';
import { type Besieged, openBesieged } from './besieged.js';

let house: Besieged;
let woman: Visitor;
beforeAll(async () => {
  house = await openBesieged();
  woman = await house.openCase();
});
afterAll(() => house.close());

/** The text fields of the page that all count with these answers. */
const ANSWERS = { contact: 'phone', neutral: 'own', earlier: 'police', wish: 'legal' } as const;
const TEXTS = INTAKE_STEPS.flatMap((step) =>
  step.kind === 'text' && !step.doors?.every((door) => door === 'console') && step.name !== 'with_whom'
    ? [step]
    : [],
);
/** Something in every text field: with a letter at both ends, since blanks at the ends are cut off, and no longer than it may be. */
const filled = (words: fc.Arbitrary<string>) =>
  fc.record(
    Object.fromEntries(
      TEXTS.map(({ name, most }) => [
        name,
        words.map((text) => `x${[...text].slice(0, most - 2).join('')}x`),
      ]),
    ) as Record<(typeof TEXTS)[number]['name'], fc.Arbitrary<string>>,
  );

/** As a browser sends it; halves of characters too, which only other programs send. */
const encoded = (text: string) =>
  [...text]
    .map((sign) => (/\p{Surrogate}/u.test(sign) ? halfOf(sign.charCodeAt(0)) : encodeURIComponent(sign)))
    .join('');
const halfOf = (code: number) =>
  [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
    .map((byte) => `%${byte.toString(16)}`)
    .join('');
const formOf = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');

/** Files a report with these words in all its text fields, and reads what was kept. */
async function file(
  words: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const mark = randomUUID();
  const happened = `${mark}${words.happened ?? ''}`;
  const fields = { ...ANSWERS, ...words, happened, submission: randomUUID() };
  const response = await house.post(woman, '/help', formOf(fields));
  expect(response.status).toBe(303);
  const kept = (await house.intakes()).find((intake) => String(intake.happened).startsWith(mark));
  return kept && { ...kept, happened: String(kept.happened).slice(mark.length) };
}

/** Cases are thrown away between the lots: all of them are read to find one. */
const clear = async () => {
  await house.app.database.pool.query('TRUNCATE case_file CASCADE');
};

describe('B9, B11, B12: words of a report', () => {
  it.each([
    ['B9: hard to show', oddTexts],
    ['B11: that mean something to a machine', machineTexts.map((text) => text.replace(/[\0\r]/g, ''))],
    ['B12: of markup', markup],
  ])('%s are kept in every field to the last sign', { timeout: 120_000 }, async (_what, words) => {
    // eleven texts in each report: more than 1,000 of them
    await tryAll(
      filled(words),
      async (typed) => {
        const kept = await file(typed);
        expect(Object.fromEntries(TEXTS.map(({ name }) => [name, kept?.[name]]))).toEqual(typed);
      },
      { cases: 100, atOnce: 10, between: clear },
    );
    woman = await house.openCase();
  });

  it(
    'B9, B11, B12: come back in a form that was not taken, to the last sign',
    { timeout: 120_000 },
    async () => {
      const words = fc
        .oneof(oddTexts, machineTexts, markup)
        .map((text) => `x${text.replace(/[\0\r]/g, '')}x`);
      const began = performance.now();
      const check = async (text: string) => {
        const fields = {
          submission: randomUUID(),
          happened: text,
          step: 'edit',
          token: await tokenOf(woman),
        };
        const html = await (await house.post(woman, '/help', formOf(fields))).text();
        expect(decoded(boxed(html, 'happened') ?? '')).toBe(text);
      };
      await tryAll(words, check, { cases: 500 }); // 1,000 without a service: tests/browser/bad-input.test.ts
      expect(performance.now() - began).toBeLessThan(60_000); // no pattern looks for ever
    },
  );

  it('B11: never slow down the triage, whichever sign is repeated', { timeout: 120_000 }, async () => {
    const repeated = fc
      .tuple(
        fc.constantFrom('他打我', '1', '月', ' ', '\n', '不', '（', '{{', '，', 'a', '十', '年', '!', '杀'),
        fc.constantFrom('', '!', '。', '1', '他'),
      )
      .map(([part, end]) => part.repeat(Math.floor(7990 / part.length)) + end);
    await tryAll(
      repeated,
      async (happened) => {
        const began = performance.now();
        const response = await house.post(
          woman,
          '/help',
          formOf({ ...ANSWERS, happened: `x${happened}x`, submission: randomUUID() }),
        );
        expect(response.status).toBe(303);
        expect(performance.now() - began).toBeLessThan(5000);
      },
      { cases: 60, atOnce: 2 },
    );
  });
});

const tokens = new WeakMap<Visitor, string>();
async function tokenOf(visitor: Visitor): Promise<string> {
  const known = tokens.get(visitor);
  const token =
    known ?? /name="token" value="([^"]+)"/.exec(await (await visitor.request('/help')).text())?.[1] ?? '';
  tokens.set(visitor, token);
  return token;
}
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const decoded = (html: string) =>
  html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => NAMED[name] ?? '');

describe('B10: NUL and halves of characters', () => {
  it('in every field of a report are kept as far as they can be', { timeout: 120_000 }, async () => {
    await tryAll(
      filled(unstorable),
      async (typed) => {
        const kept = await file(typed);
        for (const { name } of TEXTS) {
          // in a form half a character is three bytes that are none
          expect(String(kept?.[name]).replaceAll(/\uFFFD{3}/g, '\uFFFD')).toBe(storable(typed[name]));
        }
      },
      { cases: 100, atOnce: 10, between: clear },
    );
    woman = await house.openCase();
  });

  it(
    'in a message, a wish, a draft, number and digits are never a fault of ours',
    { timeout: 120_000 },
    async () => {
      const doors = [
        ['/r/open', (text: string) => ({ submission: randomUUID(), text })],
        [
          '/r/ask',
          (text: string) => ({ submission: randomUUID(), ask: 'callback', window: text, phone: text }),
        ],
        ['/r/ask', (text: string) => ({ submission: randomUUID(), ask: 'object', words: text })],
        ['/r', (text: string) => ({ number: text, code: text, text })],
        ['/help/draft', (text: string) => ({ code: text })],
        ['/help/done', (text: string) => ({ last: text })],
        ['/chat', (text: string) => ({ text })],
      ] as const;
      const cases = fc.tuple(fc.constantFrom(...doors), unstorable);
      const check = async ([[path, fields], text]: [(typeof doors)[number], string]) => {
        // words for staff are read by the triage, digits are digested: each its own visitor, so that none waits for another
        const response = await house.post(
          path === '/chat' ? newVisitor(house.app.url) : woman,
          path,
          formOf(fields(text)),
        );
        const answer = await response.text();
        expect([path, response.status < 500]).toEqual([path, true]);
        expect(answer).not.toContain('\0');
      };
      await tryAll(cases, check, { cases: 400 });
      woman = await house.openCase();
    },
  );

  it('in a saved draft come back as far as they can', { timeout: 120_000 }, async () => {
    await tryAll(
      unstorable,
      async (text) => {
        const fields = { submission: randomUUID(), happened: text, place_of_harm: text };
        const saved = await (await house.post(woman, '/help/draft/save', formOf(fields))).text();
        const code = [...saved.matchAll(/<li>(\d{4})<\/li>/g)].map((match) => match[1]).join('');
        expect(code).toHaveLength(16);
        const opened = await (await house.post(woman, '/help/draft', { code })).text();
        expect(decoded(boxed(opened, 'happened') ?? '').replaceAll(/\uFFFD{3}/g, '\uFFFD')).toBe(
          storable(text),
        );
      },
      { cases: 60, atOnce: 6 },
    );
  });

  it('in the web chat are kept as far as they can be', { timeout: 120_000 }, async () => {
    await tryAll(
      unstorable,
      async (text) => {
        const one = newVisitor(house.app.url, { 'Accept-Language': 'zh' });
        expect((await one.post({ text })).status).toBe(200);
        const html = await one.page();
        expect(html).not.toContain('\0');
        const lines = [...html.matchAll(/<p class="words" dir="auto">([^<]*)</g)].map((match) =>
          decoded(match[1] ?? ''),
        );
        expect(lines).toContain(storable(text));
      },
      { cases: 150, atOnce: 10 },
    );
  });

  it(
    'brought by Telegram are answered; nothing is sent that Telegram could not take',
    { timeout: 120_000 },
    async () => {
      const { secret, url } = house.webhook;
      let chat = 1000;
      await tryAll(
        unstorable,
        async (text) => {
          chat += 1;
          const update = telegramUpdates.text(chat, text, { date: house.app.clock.now() });
          expect(await house.api.post(update, { url, secret })).toBe(200);
        },
        { cases: 150, atOnce: 10 },
      );
      const waiting = () => house.app.database.prisma.inbox.count({ where: { done_at: null } });
      await expect.poll(waiting, { timeout: 60_000 }).toBe(0);
      await expect
        .poll(() => new Set(house.api.delivered().map((message) => message.chat)).size, { timeout: 60_000 })
        .toBeGreaterThanOrEqual(150);
      expect(house.api.delivered().filter(({ text }) => /\0|\p{Surrogate}/u.test(text))).toEqual([]);
      expect(house.api.calls.filter(({ params }) => 'parse_mode' in params)).toEqual([]);
    },
  );
});

describe('B9: how long a text is', () => {
  const RARE = '𠮷';
  const told = (fields: Readonly<Record<string, string>>) => formOf({ submission: randomUUID(), ...fields });

  it.each(TEXTS.map(({ name, most }) => [name, most] as const))(
    'is counted in characters: %s takes %i',
    async (name, most) => {
      const token = await tokenOf(woman);
      const send = (length: number) =>
        house.post(woman, '/help', told({ ...ANSWERS, token, happened: 'x', [name]: RARE.repeat(length) }));
      expect((await send(most)).status).toBe(303);
      const refused = await send(most + 1);
      expect(refused.status).toBe(400);
      expect(await refused.text()).toMatch(new RegExp(`id="${name}-problem">[^<]*${most}`));
    },
  );

  it('is counted so in a message too, which stays in its box', async () => {
    const send = (length: number) => house.post(woman, '/r/open', told({ text: RARE.repeat(length) }));
    expect((await send(MOST.message)).status).toBe(303);
    const refused = await send(MOST.message + 1);
    expect(refused.status).toBe(400);
    expect(boxed(await refused.text(), 'text')).toBe(RARE.repeat(MOST.message + 1));
  });
});
