import { expect } from 'vitest';
import { hidden, noted } from '../../service/web/reporter.js';
import { type BotApiEmulator, telegramUpdates } from '../../support/bot-api.js';
import { filesBy } from '../../support/canary-files.js';
import type { Receipt } from '../../support/reporter.js';
import { newVisitor, type Visitor } from '../../support/visitor.js';
import { canary, FIELDS, phone, watched } from './planted.js';

const ZH = { 'Accept-Language': 'zh-CN' };

const post = (visitor: Visitor, address: string, fields: Record<string, string>, headers = {}) =>
  visitor.request(address, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
    body: new URLSearchParams(fields),
  });

/** Somebody who knows the words, but neither number nor digits. */
export const stranger = (url: string): Visitor =>
  watched(newVisitor(url, ZH), 'stranger', (address) => address === '/r'); // it gives a number back to who typed it

/** She on the web, where a report of hers is open. */
export interface OnTheWeb extends Receipt {
  /** What she can ask for when it is over. */
  rate(): Promise<void>;
}

/** By the web: a draft, the whole form, every way in which it fails, a message, files, wishes. */
export async function tellOnTheWeb(url: string): Promise<OnTheWeb> {
  const woman = watched(
    newVisitor(url, ZH),
    'she',
    (address) => ['/help', '/help/draft', '/r/open', '/r/ask'].includes(address), // her own pages
  );
  await saveDraft(woman);
  const form = hidden(await (await woman.request('/help?on=1')).text());
  expect((await post(woman, '/help', { ...form, ...FIELDS })).status).toBe(303);
  const receipt = noted(await (await woman.request('/help/done')).text());
  await failAtTheForm(woman, form);
  await strangersTry(url);
  expect((await post(woman, '/r', { ...receipt })).status).toBe(303);
  const page = async () => hidden(await (await woman.request('/r/open')).text());
  expect((await post(woman, '/r/open', { ...(await page()), text: `还有一件事。${canary}` })).status).toBe(
    303,
  );
  for (const { bytes, name } of await filesBy(canary)) {
    const body = new FormData();
    body.append('file', new Blob([bytes]), name);
    const answer = await woman.request('/r/files', { method: 'POST', body });
    expect([name, answer.status]).toEqual([name, 303]);
  }
  const ask = async (fields: Record<string, string>) =>
    (await post(woman, '/r/ask', { ...(await page()), ...fields })).status;
  expect(await ask({ ask: 'callback', window: FIELDS.safe_time, phone })).toBe(303);
  expect(await ask({ ask: 'object', words: canary })).toBeGreaterThanOrEqual(400); // not yet
  return {
    ...receipt,
    async rate() {
      expect(await ask({ ask: 'rating', rating: 'good', words: canary })).toBe(303);
      expect(await ask({ ask: 'object', words: canary })).toBe(303);
      expect(await ask({ ask: 'withdrawal', words: canary })).toBe(303);
      expect(await (await woman.request('/r/open')).text()).toContain(canary);
    },
  };
}

/** A draft that she goes on with, and one that she mistypes the digits of. */
async function saveDraft(woman: Visitor): Promise<void> {
  const form = hidden(await (await woman.request('/help?on=1')).text());
  const saved = await post(woman, '/help/draft/save', { ...form, ...FIELDS });
  const { code } = noted(await saved.text());
  const opened = await post(woman, '/help/draft', { code });
  expect([saved.status, opened.status]).toEqual([200, 200]);
  expect(await opened.text()).toContain(FIELDS.happened);
}

async function failAtTheForm(woman: Visitor, form: { token: string; submission: string }): Promise<void> {
  for (const [fields, headers] of [
    [{ ...FIELDS, place_of_harm: `${canary}!` }, {}], // other words under the same token
    [{ ...FIELDS, happened: canary.repeat(500) }, {}],
    [{ ...FIELDS, danger: canary }, {}],
    [{ ...FIELDS, [canary]: canary }, {}],
    [{ ...FIELDS, token: canary, submission: canary }, {}],
    [FIELDS, { 'Sec-Fetch-Site': 'cross-site' }],
    [FIELDS, { 'Content-Type': `text/${canary.slice(4)}` }],
  ] as const) {
    expect((await post(woman, '/help', { ...form, ...fields }, headers)).status).toBeGreaterThanOrEqual(400);
  }
}

async function strangersTry(url: string): Promise<void> {
  const other = stranger(url);
  const words = encodeURIComponent(canary);
  for (const address of [`/help/${words}`, `/help/slip/${words}`, `/r?number=${words}`, `/leave?${words}`]) {
    await other.request(address);
  }
  await post(other, '/r', { number: canary, code: canary });
  await post(other, '/help', FIELDS, { 'Sec-Fetch-Site': 'cross-site' });
  expect((await post(other, '/help/draft', { code: canary })).status).toBe(400);
  for (const page of ['/r/open', '/help/done', '/help/check']) {
    await other.request(page);
  }
}

/** What the talk asks in words, in its order. */
const TOLD_IN_WORDS = [
  ...(['happened', 'place_of_harm', 'residence', 'other_work', 'phone', 'safe_time'] as const),
  ...(['code_word', 'neutral_words', 'withhold'] as const),
];
const TOLD_BY_BUTTON = ['f:contact:phone', 'f:neutral:own', 'f:scale:leave'];
const OPTION = /^f:(?!skip|back|past|send|now|ready)\w+:\w+$/;

/** The button that answers the open question or leaves it out; none where it is answered in words, as long as there are some left. */
function choiceOf(values: readonly string[], words: number): string | undefined {
  const isChoice = values.some((value) => OPTION.test(value));
  return (
    values.find((value) => TOLD_BY_BUTTON.includes(value)) ??
    (isChoice || words === 0 ? values.find((value) => value.startsWith('f:skip:')) : undefined)
  );
}

/** Goes through the talk until it offers to send. `turn` says or presses and returns the values of the buttons that she is shown then. */
async function goThroughTalk(
  first: readonly string[],
  turn: (how: 'say' | 'press', what: string) => Promise<readonly string[]>,
): Promise<void> {
  const texts = TOLD_IN_WORDS.map((name) => FIELDS[name]);
  let values = first;
  for (let turns = 0; turns < 80; turns += 1) {
    const send = values.find((value) => value.startsWith('f:send'));
    if (send) {
      await turn('press', send);
      return;
    }
    const choice = choiceOf(values, texts.length);
    values = choice ? await turn('press', choice) : await turn('say', texts.shift() ?? canary);
  }
  throw new Error('the form came to no end');
}

/** In the web chat: step by step; the review shows it to her alone. */
export async function tellInChat(url: string): Promise<void> {
  const own = (address: string) => address.startsWith('/api/chat') || address.startsWith('/chat');
  const woman = watched(newVisitor(url, ZH), 'she', own);
  let shown = '';
  const turn = async (how: 'say' | 'press', what: string) => {
    const { messages } = await woman[how](what);
    shown = messages.map(({ text }) => text).join();
    return messages.flatMap(({ buttons }) => buttons.map(({ value }) => value));
  };
  await goThroughTalk(await turn('say', '登记'), turn);
  expect(shown).toMatch(/\d{4}-\d{6}/);
}

/** The Telegram of one service. */
export interface TelegramDoor {
  readonly api: BotApiEmulator;
  readonly url: string;
  readonly secret: string;
  /** Whether everything that came is answered and every answer has gone. */
  readonly isQuiet: () => Promise<boolean>;
}

/** In Telegram, after her consent to tell there: she brings it there herself. */
export async function tellInTelegram({ api, isQuiet, ...door }: TelegramDoor): Promise<void> {
  const chat = 77;
  const heard = () => api.delivered().filter((message) => message.chat === String(chat));
  const bring = async (update: unknown) => {
    const before = heard().length;
    expect(await api.post(update, door)).toBe(200);
    await expect.poll(isQuiet, { timeout: 30_000, interval: 100 }).toBe(true);
    const shown = JSON.stringify(heard().slice(before));
    return [...shown.matchAll(/"callback_data":"([^"]+)"/g)].map((match) => match[1] ?? '');
  };
  expect(await bring(telegramUpdates.text(chat, '登记'))).toContain('f:agree');
  await goThroughTalk(await bring(telegramUpdates.button(chat, 'f:agree')), (how, what) =>
    bring(how === 'press' ? telegramUpdates.button(chat, what) : telegramUpdates.text(chat, what)),
  );
  expect(
    JSON.stringify(
      heard()
        .slice(-3)
        .map(({ params }) => params),
    ),
  ).toMatch(/\d{4}-\d{6}/);
}
