import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.js';
import { readEdition } from '../../../src/infra/edition.js';

const read = (file: string) => readFileSync(file, 'utf8');
const readmes = ['README.md', 'README.zh-CN.md'];
const documents = [
  ...readmes,
  'CONTRIBUTING.md',
  'docs/security.md',
  'docs/handbook.zh-CN.md',
  ...readdirSync('docs/decisions').map((name) => `docs/decisions/${name}`),
];
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
/** The variables of the schema in config.ts, in its order. */
const variables = [...read('src/config.ts').matchAll(/^ {2}([A-Z_]+): optional\(/gm)].map(
  (match) => match[1] ?? '',
);

/** First and second cell of each row of the configuration table. */
function configurationTable(file: string): Map<string, string> {
  const rows = [...read(file).matchAll(/^\| `([A-Z_]+)`\s*\| (.*?)\s*\|/gm)];
  return new Map(rows.map((row) => [row[1] ?? '', (row[2] ?? '').replaceAll('`', '')]));
}

describe.each(readmes)('the configuration table of %s', (file) => {
  const table = configurationTable(file);

  it('names every variable that the service reads, and no other', () => {
    expect(variables.length).toBeGreaterThan(10);
    expect([...table.keys()]).toEqual(variables);
  });

  it('tells the defaults that the service has', () => {
    const defaults = loadConfig({});
    const telegram = loadConfig({ TELEGRAM_BOT_TOKEN: '123456:abcdefgh' }).telegram;
    expect(table.get('PORT')).toBe(String(defaults.http.port));
    expect(table.get('DATA_DIR')).toBe(path.relative('.', defaults.database.dataDir));
    expect(table.get('KEYRING_FILE')).toBe(path.relative('.', defaults.keyring.file));
    expect(table.get('TELEGRAM_API_ROOT')).toBe(telegram?.apiRoot);
    expect(table.get('ROLE')).toBe(defaults.role);
    expect(table.get('LOG_LEVEL')).toBe(defaults.logLevel);
    expect(table.get('TZ_NAME')).toBe(defaults.timeZone);
    expect(table.get('TRUST_PROXY_HOPS')).toBe(String(defaults.http.trustProxyHops));
    expect([defaults.http.publicUrl, defaults.database.url, defaults.telegram]).toEqual([
      undefined,
      undefined,
      null,
    ]);
  });
});

describe('.env.example', () => {
  const lines = read('.env.example').split('\n');
  const named = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);

  it('names the same variables, and the password that compose.yaml asks for', () => {
    expect(named).toEqual([...variables, 'POSTGRES_PASSWORD']);
    const asked = [...read('compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1] ?? '');
    expect(asked.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('holds no secret and is a valid configuration as it stands', () => {
    const environment = Object.fromEntries(
      lines
        .flatMap((line) => [/^([A-Z_]+)=(.*)$/.exec(line)?.slice(1, 3) ?? []])
        .filter((pair) => pair.length > 0),
    ) as Record<string, string>;
    expect(loadConfig(environment)).toEqual(loadConfig({}));
    expect(environment.POSTGRES_PASSWORD).toBe('');
  });
});

describe('the commands in the documents', () => {
  it.each(documents)('of %s are scripts of package.json and files that exist', (file) => {
    const text = read(file);
    const run = [...text.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map((match) => match[1] ?? '');
    expect(run.filter((name) => !scripts.includes(name))).toEqual([]);
    const node = [...text.matchAll(/\bnode (?:--\S+ )*([\w./-]+\.mjs)/g)].map((match) => match[1] ?? '');
    expect(node.filter((name) => !existsSync(name))).toEqual([]);
  });

  it.each(readmes)('of %s begin with one to run and one to test', (file) => {
    const lines = read(file).split('\n');
    const place = (line: string) => lines.indexOf(line);
    expect(place('npm ci && npm start')).toBeGreaterThan(0);
    expect(place('npm ci && npm test')).toBeGreaterThan(place('npm ci && npm start'));
  });

  it('are the same in both languages', () => {
    const commands = (file: string) =>
      [...read(file).matchAll(/```sh\n([\s\S]*?)```/g)].map((match) =>
        (match[1] ?? '').replace(/#.*$/gm, '').replace(/^\s+|[ \t]+$/gm, ''),
      );
    expect(commands('README.zh-CN.md')).toEqual(commands('README.md'));
  });

  it('for the tests are what CI runs', () => {
    expect(read('.ci/run')).toContain("grep -m 1 -x 'npm ci && npm test' README.md");
    expect(statSync('.ci/run').mode & 0o111).not.toBe(0);
  });
});

describe('what the documents point at', () => {
  it.each(documents)('from %s exists', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(path.join(path.dirname(file), link)))).toEqual([]);
  });

  it('are pictures of at most 200 KB', () => {
    const pictures = readdirSync('docs/images').map((name) => ({
      name,
      kb: statSync(`docs/images/${name}`).size / 1024,
    }));
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter(({ kb }) => kb > 200)).toEqual([]);
  });

  it('are as many answers as they say', () => {
    const { entries } = readEdition('locales');
    const count = (locale: string) => entries.filter((entry) => entry.locale === locale).length;
    expect(count('zh-CN')).toBeGreaterThan(500);
    expect(count('en') / count('zh-CN')).toBeGreaterThan(0.9);
    expect(read('README.md')).toContain('More than 500 sourced answers');
  });
});

describe('the decisions', () => {
  it.each(readdirSync('docs/decisions'))('%s has a date, a context, a decision and consequences', (name) => {
    const text = read(`docs/decisions/${name}`);
    expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
    expect(text).toMatch(/^# \d+\. .+\n\n\d{4}-\d{2}-\d{2}\n/);
    expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual([
      'Context',
      'Decision',
      'Consequences',
    ]);
  });
});
