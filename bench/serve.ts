/** The service as a benchmark runs it: the real app, without limits on how much one network may ask. Prints its address. */
import { createApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';

const app = await createApp(loadConfig(), { limits: { network: 1e9, session: 1e9 } });
process.stdout.write(`${JSON.stringify({ url: app.url, databaseUrl: app.databaseUrl })}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
