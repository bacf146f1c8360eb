import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config.js';

const WRONG: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['PORT', ['http', '-1', '65536', '80.5', 'NaN']],
  ['PUBLIC_URL', ['example.cn', 'ftp://example.cn', 'javascript:alert(1)']],
  ['DATABASE_URL', ['localhost:5432', 'mysql://user:word@localhost/db']],
  ['TELEGRAM_BOT_TOKEN', ['undefined', '987654', 'ABC:987654', '987654:with space']],
  ['TELEGRAM_API_ROOT', ['api.telegram.org', 'file:///etc/passwd']],
  ['TELEGRAM_WEBHOOK_SECRET', ['short', 'undefined', 'x'.repeat(31), 'x'.repeat(257), '秘密'.repeat(20)]],
  ['ROLE', ['none', 'ALL', 'web,worker']],
  ['LOG_LEVEL', ['loud', 'INFO']],
  ['TZ_NAME', ['Mars/Olympus', 'UTC+99']],
  ['TRUST_PROXY_HOPS', ['-1', '11', 'true', '1.5']],
  ['ALARM_WEBHOOK_URL', ['http://duty.example.cn', 'duty.example.cn', 'javascript:1']],
  ['METRICS_TOKEN', ['short', 'x'.repeat(31), 'x'.repeat(257), 'with space '.repeat(4)]],
];
const cases = WRONG.flatMap(([name, values]) => values.map((value) => [name, value] as const));

describe('a wrong variable', () => {
  it.each(cases)('%s=%s is refused by name, without its value', (name, value) => {
    const refusal = refusalOf({ [name]: value });
    expect(refusal?.name).toBe('StartupError');
    expect(refusal?.message).toMatch(new RegExp(`^${name} has to be [^\\n]+\\.$`));
    expect(refusal?.message.slice(name.length)).not.toContain(value);
  });

  it('does not hide another: every one is named', () => {
    expect(refusalOf({ PORT: 'x', ROLE: 'x' })?.message.split('\n')).toHaveLength(2);
  });

  it('ROLE=web or worker needs a database that others can reach', () => {
    for (const ROLE of ['web', 'worker']) {
      expect(refusalOf({ ROLE })?.message).toContain('DATABASE_URL');
      expect(refusalOf({ ROLE, DATABASE_URL: 'postgresql://localhost/x' })).toBeUndefined();
    }
  });
});

describe('a variable that is empty', () => {
  it('counts as not set', () => {
    const empty = Object.fromEntries(
      [...WRONG.map(([name]) => name), 'DATA_DIR', 'KEYRING_FILE'].map((name) => [name, '']),
    );
    expect(loadConfig(empty)).toEqual(loadConfig({}));
    expect(loadConfig({}).keyring).toEqual({ file: path.resolve('keys/keyring.json'), mayCreate: true });
  });
});

function refusalOf(environment: Record<string, string>): Error | undefined {
  try {
    loadConfig(environment);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
