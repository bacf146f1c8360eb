import pg from 'pg';

const NO_SUCH_DATABASE = '3D000';

/**
 * Connects once, which proves the server, and makes the database `name` when it isn't there yet.
 * @param server the server's URL without a database
 * @returns the database's URL
 */
export async function ensureDatabase(server: string, name: string): Promise<string> {
  const url = `${server}/${name}`;
  try {
    await withClient(url, async () => undefined);
  } catch (error) {
    if ((error as { code?: string }).code !== NO_SUCH_DATABASE) {
      throw error;
    }
    await withClient(`${server}/postgres`, (client) =>
      client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`),
    );
  }
  return url;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined); // the pending call rejects as well
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
  }
}
