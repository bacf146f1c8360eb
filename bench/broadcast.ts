/**
 * A broadcast to 5,000 people at Telegram's pace, while others ask: how long it takes, whether Telegram ever says "too many", and how
 * long those wait who ask meanwhile, by web and by Telegram. Talks to an emulator on this machine that is as strict as Telegram says
 * it is: 30 calls a second in all, one a second to a chat. Fails below the bar.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'undici';
import { startBotApi, telegramUpdates } from '../tests/support/bot-api.js';
import { attachSubscribers } from '../tests/support/subscribers.js';
import { bar } from './bar.js';
import { percentile, residentMb, startChild, stopChild } from './children.js';
import { noon } from './noon.js';

const PEOPLE = 5000;
const BARS = { seconds: 220, answerMs: 1000 };
/** A question comes so often, one in five of them on Telegram. */
const ASK_EVERY_MS = 200;
const ON_TELEGRAM = 5;
const ASKERS = 300;
const MOST = { perSecond: 30, perChatMs: 1000 };
const QUESTIONS = ['小学生一天要睡几个小时', '怀孕三个月去哪里建册', '打完预防针可以马上走吗'];

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const secret = 's'.repeat(40);
const bot = await startBotApi();
bot.latencyMs = 50;

const lately: number[] = [];
const toChat = new Map<string, number>();
let tooMany = 0;
/** Whether Telegram would refuse a call at this moment. */
function isTooMuch({ chat_id }: Record<string, unknown>): boolean {
  const now = performance.now();
  while ((lately[0] ?? now) <= now - 1000) {
    lately.shift();
  }
  const refused =
    lately.length >= MOST.perSecond || now - (toChat.get(String(chat_id)) ?? -Infinity) < MOST.perChatMs;
  if (refused) {
    tooMany += 1;
  } else {
    lately.push(now);
    toChat.set(String(chat_id), now);
  }
  return refused;
}
bot.fail('sendMessage', { answer: 'retry_after', seconds: 1 }, { when: isTooMuch });

console.log(`load of the machine before: ${(loadavg()[0] ?? 0).toFixed(1)}`);
const service = await startChild('serve', {
  BENCH_NOON: '1',
  DATA_DIR: path.join(folder, 'data'),
  PORT: '0',
  TELEGRAM_BOT_TOKEN: bot.token,
  TELEGRAM_API_ROOT: bot.root,
  TELEGRAM_WEBHOOK_SECRET: secret,
  PUBLIC_URL: 'http://localhost:1',
});
const { url = '' } = service.said;
const people = await attachSubscribers(folder, noon());
const chats = Array.from({ length: PEOPLE }, (_, n) => 100_000 + n);
for (let from = 0; from < PEOPLE; from += 500) {
  await people.add(chats.slice(from, from + 500));
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const sentTo = (chat: number, after: number) =>
  bot.calls.findLast(
    (call) => call.method === 'sendMessage' && call.params.chat_id === String(chat) && call.at >= after,
  );
const web = new Pool(url, { connections: 8 });

async function askOnTheWeb(asker: number): Promise<number> {
  const began = performance.now();
  const { statusCode, body } = await web.request({
    path: '/api/chat',
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `sid=${String(asker).padStart(43, 'a')}` },
    body: JSON.stringify({ text: QUESTIONS[asker % QUESTIONS.length] }),
  });
  await body.dump();
  if (statusCode !== 200) {
    throw new Error(`/api/chat answered ${statusCode}`);
  }
  return performance.now() - began;
}

/** Until Telegram has the answer's call. */
async function askOnTelegram(asker: number): Promise<number> {
  const began = performance.now();
  const chat = 900_000 + asker;
  const update = telegramUpdates.text(chat, QUESTIONS[asker % QUESTIONS.length] ?? '');
  await bot.post(update, { url: `${url}/channels/telegram`, secret });
  for (;;) {
    const call = sentTo(chat, began);
    if (call) {
      return call.at - began;
    }
    await sleep(5);
  }
}

const onTheWeb: number[] = [];
const onTelegram: number[] = [];
const asked: Array<Promise<void>> = [];
let asking = true;
async function askAround(): Promise<void> {
  for (let n = 0; asking; n += 1) {
    const [ask, times] =
      n % ON_TELEGRAM === 0 ? ([askOnTelegram, onTelegram] as const) : ([askOnTheWeb, onTheWeb] as const);
    asked.push(ask(n % ASKERS).then((ms) => void times.push(ms)));
    await sleep(ASK_EVERY_MS);
  }
}

const id = await people.approve('今天下午三点停水，请先存水。');
const asksUntilDone = askAround();
const arrived = new Set<string>();
let began = 0;
let ended = 0;
for (let read = 0; arrived.size < PEOPLE;) {
  for (; read < bot.calls.length; read += 1) {
    const call = bot.calls[read];
    const chat = String(call?.params.chat_id);
    if (call?.method === 'sendMessage' && Number(chat) < 900_000) {
      began ||= call.at;
      if (call.carriedOut) {
        arrived.add(chat);
        ended = call.at;
      } else if (call.endedAt === null) {
        break; // still open: looked at again
      }
    }
  }
  await sleep(100);
}
asking = false;
await asksUntilDone;
await Promise.all(asked);
const copies = bot.delivered().filter(({ chat }) => Number(chat) < 900_000).length;
const campaign = await people.broadcasts.get(id);

console.log(
  `asked meanwhile: ${onTheWeb.length} by web, p50 ${percentile(onTheWeb, 0.5).toFixed(0)} ms; ${onTelegram.length} on Telegram, p50 ${percentile(onTelegram, 0.5).toFixed(0)} ms`,
);
console.log(
  `sent: ${bot.delivered().length} messages in all, ${((bot.delivered().length * 1000) / (ended - began)).toFixed(1)} a second; memory ${residentMb(service.process.pid).toFixed(0)} MB resident without PostgreSQL`,
);
bar('people who have it', campaign?.progress.sent ?? 0, { atLeast: PEOPLE }, 'people');
bar('copies too many', copies - PEOPLE, { atMost: 0 }, 'messages');
bar('the whole broadcast', (ended - began) / 1000, { atMost: BARS.seconds }, 's');
bar('answers of Telegram "too many requests"', tooMany, { atMost: 0 }, 'calls');
bar('an answer by web meanwhile, p95', percentile(onTheWeb, 0.95), { atMost: BARS.answerMs }, 'ms');
bar('an answer on Telegram meanwhile, p95', percentile(onTelegram, 0.95), { atMost: BARS.answerMs }, 'ms');

await web.close();
await people.close();
await stopChild(service);
await bot.close();
rmSync(folder, { recursive: true, force: true });
