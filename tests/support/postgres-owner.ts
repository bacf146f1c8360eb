import { writeSync } from 'node:fs';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/infra/database/embedded/index.js';

/**
 * A process that owns an embedded PostgreSQL, for tests that kill it: `node owner.mjs <dataDir> [write]`. It prints one JSON line for
 * each event, then `{"url","pid"}`, then with "write" `{"acknowledged": n}` after each committed row; `{"refused": message}` when it
 * may not start. SIGTERM stops it in order.
 */
const [dataDir = '', mode] = process.argv.slice(2);
const print = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);

try {
  const database = await startEmbeddedPostgres({ dataDir, onEvent: (event) => print({ event }) });
  process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)));
  print({ url: database.url, pid: database.pid });
  if (mode === 'write') {
    await writeRows(database.url);
  }
  setInterval(() => undefined, 60_000);
} catch (error) {
  print({ refused: (error as Error).message, name: (error as Error).name });
  process.exitCode = 1;
}

async function writeRows(url: string): Promise<never> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS acknowledged (n BIGSERIAL PRIMARY KEY)');
  for (;;) {
    const { rows } = await client.query<{ n: string }>('INSERT INTO acknowledged DEFAULT VALUES RETURNING n');
    print({ acknowledged: Number(rows[0]?.n) });
  }
}
