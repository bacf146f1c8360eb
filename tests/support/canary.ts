import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** How a text could stand somewhere: as it is, in hex as PostgreSQL shows bytes, in base64 at any offset, in an address, in two bytes a sign. */
export function formsOf(text: string): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from('x'.repeat(offset) + text)
      .toString('base64')
      .slice(4, -4),
  );
  const wide = [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()].map((bytes) =>
    bytes.subarray(1, -1),
  );
  return [
    ...[text, Buffer.from(text).toString('hex'), ...base64, encodeURIComponent(text)],
    ...wide.flatMap((bytes) => [bytes.toString('latin1'), bytes.toString('hex')]),
  ];
}

/** The forms in which a planted text stands in another. */
export function leaksOf(planted: string): (text: string) => string[] {
  const forms = formsOf(planted).map((form) => form.toLowerCase());
  return (text) => {
    const lower = text.toLowerCase();
    return forms.filter((form) => lower.includes(form));
  };
}

/** All rows of all tables as text, bytes in hex. */
export async function dumpTables(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  let text = '';
  for (const { name } of rows) {
    const found = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    text += found.rows.map(({ row }) => `${name} ${row}\n`).join('');
  }
  await client.end();
  return text;
}

/** The files below a folder in which a text stands. */
export function filesWith(folder: string, has: (content: string) => boolean): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile() && has(readFileSync(file, 'latin1')));
}
