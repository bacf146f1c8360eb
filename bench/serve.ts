/**
 * The service as a benchmark runs it: the real app, without limits on how much one network may ask. Prints its address.
 * With `BENCH_NOON` it takes this moment for noon in China, when people may be written to, and looks every second for what is due.
 */
import { createApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { noon } from './noon.js';

const byDay = process.env.BENCH_NOON ? { clock: noon(), tipsCron: '* * * * * *' } : {};
const app = await createApp(loadConfig(), { limits: { network: 1e9, session: 1e9, tries: 1e9 }, ...byDay });
process.stdout.write(`${JSON.stringify({ url: app.url, databaseUrl: app.databaseUrl })}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
