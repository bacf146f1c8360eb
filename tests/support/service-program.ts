/**
 * The service as `npm start` runs it, but for what a test has to choose: its clock and its pace. `TEST_CLOCK` names a file that holds
 * the milliseconds by which the clock is off; it is read again at SIGUSR2.
 */
import { readFileSync } from 'node:fs';
import { createApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';

const { TEST_CLOCK = '', TEST_PER_SECOND = '25' } = process.env;
const readOffset = () => Number(readFileSync(TEST_CLOCK, 'utf8'));
let offset = readOffset();
process.on('SIGUSR2', () => (offset = readOffset()));

const app = await createApp(loadConfig(), {
  clock: { now: () => new Date(Date.now() + offset) },
  limits: { network: 1e9, session: 1e9 },
  tipsCron: '* * * * * *', // every second
  telegramTimings: { worker: { pollMs: 50 }, sender: { perSecond: Number(TEST_PER_SECOND), pollMs: 50 } },
});
process.stdout.write(`The service answers on ${app.url}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
