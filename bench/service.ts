/**
 * The service under load, in one run on this machine, load generator included: starting, webhook updates against a bare
 * Express route with the same INSERT, answers of /api/chat, and resident memory. Sends only to this machine.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { Pool } from 'undici';
import { startBotApi } from '../tests/support/bot-api.js';
import { load, percentile, residentMb, startChild, stopChild, timeStart } from './children.js';

const CHATS = 1000;
const UPDATES_PER_CHAT = 5;
const WIDTH = 32;
const ANSWERS = 2000;
const QUESTIONS = [
  '小学生一天要睡几个小时',
  '娃儿二年级了天天耍手机到半夜咋个办',
  '怀孕三个月去哪里建册',
  '三岁天天哭着不去幼儿园',
  'How many hours should a child sleep?',
  '打完预防针可以马上走吗',
];

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const secret = 's'.repeat(40);
const bot = await startBotApi();
const env = {
  DATA_DIR: path.join(folder, 'data'),
  PORT: '0',
  TELEGRAM_BOT_TOKEN: bot.token,
  TELEGRAM_API_ROOT: bot.root,
  TELEGRAM_WEBHOOK_SECRET: secret,
  PUBLIC_URL: 'http://localhost:1',
};

spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
const first = await timeStart(env);
await stopChild(first);
const warm = await timeStart(env);
await stopChild(warm);
console.log(
  `start: first ${(first.ms / 1000).toFixed(1)} s (with initdb, migrations, import), warm ${(warm.ms / 1000).toFixed(1)} s; both built before`,
);
const service = await startChild('serve', env);
console.log(`memory at rest: ${residentMb(service.process.pid).toFixed(0)} MB resident without PostgreSQL`);
const bare = await startChild('bare-express', { DATABASE_URL: service.said.databaseUrl ?? '' });

const updateOf = (chat: number, nth: number, base: number) => ({
  update_id: base + chat * UPDATES_PER_CHAT + nth,
  message: {
    message_id: nth + 1,
    date: 1,
    chat: { id: 1000 + chat, type: 'private' },
    from: { id: 1000 + chat, is_bot: false, first_name: 'x', language_code: 'zh' },
    text: QUESTIONS[nth % QUESTIONS.length],
  },
});

/** Each chat brings its updates one after the other, as Telegram does; many chats at once. */
async function bring(name: string, url: string, base: number): Promise<number> {
  const pool = new Pool(url, { connections: WIDTH });
  const times: number[] = [];
  const { seconds } = await load(
    Array.from({ length: CHATS }, (_, chat) => chat),
    WIDTH,
    async (chat) => {
      for (let nth = 0; nth < UPDATES_PER_CHAT; nth++) {
        const start = performance.now();
        const { statusCode, body } = await pool.request({
          path: '/channels/telegram',
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
          body: JSON.stringify(updateOf(chat, nth, base)),
        });
        await body.dump();
        if (statusCode !== 200) {
          throw new Error(`${name} answered ${statusCode}`);
        }
        times.push(performance.now() - start);
      }
    },
  );
  await pool.close();
  const rate = times.length / seconds;
  console.log(
    `webhook ${name.padEnd(13)}: ${rate.toFixed(0)} updates/s acknowledged, p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`,
  );
  return rate;
}

const bareRate = await bring('bare Express', bare.said.url ?? '', 1);
const ourRate = await bring('ours', service.said.url ?? '', 1);
console.log(
  `webhook ratio ours / bare Express: ${(ourRate / bareRate).toFixed(2)} (ours seals each update and runs the dialogue meanwhile)`,
);

const database = new pg.Client({ connectionString: service.said.databaseUrl });
await database.connect();
const drained = performance.now();
for (;;) {
  const { rows } = await database.query<{ open: string }>(
    "SELECT count(*) AS open FROM inbox WHERE channel = 'telegram' AND done_at IS NULL",
  );
  if (rows[0]?.open === '0') {
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}
console.log(
  `turns: the rest of ${CHATS * UPDATES_PER_CHAT} was done ${((performance.now() - drained) / 1000).toFixed(1)} s after the last acknowledgement`,
);
const disorder = await database.query<{ wrong: string }>(`
  SELECT count(*) AS wrong FROM (
    SELECT done_at < lag(done_at) OVER (PARTITION BY chat_key ORDER BY id) AS late FROM inbox WHERE channel = 'telegram') t WHERE late`);
console.log(`order: ${disorder.rows[0]?.wrong} of ${CHATS} chats' turns out of order`);
await database.end();
await stopChild(bare);

const chat = new Pool(service.said.url ?? '', { connections: 16 });
const answers = await load(
  Array.from({ length: ANSWERS }, (_, i) => i),
  16,
  async (i) => {
    const { statusCode, body } = await chat.request({
      path: '/api/chat',
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `sid=${String(i % 200).padStart(43, 'a')}` },
      body: JSON.stringify({ text: QUESTIONS[i % QUESTIONS.length] }),
    });
    await body.dump();
    if (statusCode !== 200) {
      throw new Error(`/api/chat answered ${statusCode}`);
    }
  },
);
console.log(
  `/api/chat: ${(ANSWERS / answers.seconds).toFixed(0)} answers/s, p50 ${percentile(answers.ms, 0.5).toFixed(0)} ms, p95 ${percentile(answers.ms, 0.95).toFixed(0)} ms, p99 ${percentile(answers.ms, 0.99).toFixed(0)} ms`,
);
console.log(
  `memory after the load: ${residentMb(service.process.pid).toFixed(0)} MB resident without PostgreSQL`,
);
await chat.close();
await stopChild(service);
await bot.close();
rmSync(folder, { recursive: true, force: true });
