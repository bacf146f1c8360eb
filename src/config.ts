import path from 'node:path';
import { z } from 'zod';
import { StartupError } from './lib/errors.js';

/** A variable that is set to nothing counts as not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const environmentSchema = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  DATA_DIR: optional(z.string()),
  TELEGRAM_BOT_TOKEN: optional(z.string().regex(/^\d+:[\w-]+$/)),
  TELEGRAM_API_ROOT: optional(z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))),
  TELEGRAM_WEBHOOK_SECRET: optional(z.string().regex(/^[\w-]{32,256}$/)),
  KEYRING_FILE: optional(z.string()),
  ROLE: optional(z.enum(['all', 'web', 'worker'])),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])),
  TZ_NAME: optional(z.string().refine(isTimeZone)),
  TRUST_PROXY_HOPS: optional(z.coerce.number().int().min(0).max(10)),
  ALARM_WEBHOOK_URL: optional(z.url({ protocol: /^https$/ })),
  METRICS_TOKEN: optional(z.string().regex(/^[\w-]{32,256}$/)),
});

const EXPECTED: Readonly<Record<string, string>> = {
  PORT: 'a port number from 0 to 65535',
  PUBLIC_URL: 'an address that begins with http:// or https://',
  DATABASE_URL: 'an address that begins with postgresql://',
  TELEGRAM_BOT_TOKEN: 'the token that BotFather gave, such as 123456:ABC-def',
  TELEGRAM_API_ROOT: 'an address that begins with http:// or https://',
  TELEGRAM_WEBHOOK_SECRET: '32 to 256 letters, digits, - or _',
  ROLE: 'all, web or worker',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
  TZ_NAME: 'the name of a time zone such as Asia/Shanghai',
  TRUST_PROXY_HOPS: 'the number of proxies in front, 0 to 10',
  ALARM_WEBHOOK_URL: 'an address that begins with https://',
  METRICS_TOKEN: '32 to 256 letters, digits, - or _',
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What the operator chose, grouped and frozen. Paths are absolute. */
export interface Config {
  readonly http: {
    readonly port: number;
    /** Where people reach the service, without a slash at the end. */
    readonly publicUrl: string | undefined;
    readonly https: boolean;
    /** Proxies in front whose X-Forwarded-For is believed. */
    readonly trustProxyHops: number;
    /** What opens `/metrics` from elsewhere. */
    readonly metricsToken: string | undefined;
  };
  readonly database: { readonly url: string | undefined; readonly dataDir: string };
  readonly telegram: {
    readonly token: string;
    readonly apiRoot: string;
    readonly secret: string | undefined;
  } | null;
  readonly keyring: {
    readonly file: string;
    /** False when the operator named the file: then it has to be there. */ readonly mayCreate: boolean;
  };
  /** Where the duty phone or a gateway for text messages is told that an emergency waits. */
  readonly alarmWebhook: string | undefined;
  readonly role: 'all' | 'web' | 'worker';
  readonly logLevel: string;
  readonly timeZone: string;
}

/** Reads the environment. Throws `StartupError` that names each wrong variable and what it has to be, never its value. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new StartupError(
      names.map((name) => `${name} has to be ${EXPECTED[name] ?? 'something else'}.`).join('\n'),
    );
  }
  const env = parsed.data;
  const role = env.ROLE ?? 'all';
  if (role !== 'all' && !env.DATABASE_URL) {
    throw new StartupError(
      `ROLE=${role} needs a DATABASE_URL: only a whole service (ROLE=all) can own a database.`,
    );
  }
  const dataDir = path.resolve(env.DATA_DIR ?? 'data');
  return Object.freeze({
    http: Object.freeze({
      port: env.PORT ?? 3000,
      publicUrl: env.PUBLIC_URL,
      https: env.PUBLIC_URL?.startsWith('https://') ?? false,
      trustProxyHops: env.TRUST_PROXY_HOPS ?? 0,
      metricsToken: env.METRICS_TOKEN,
    }),
    database: Object.freeze({ url: env.DATABASE_URL, dataDir }),
    telegram: env.TELEGRAM_BOT_TOKEN
      ? Object.freeze({
          token: env.TELEGRAM_BOT_TOKEN,
          apiRoot: env.TELEGRAM_API_ROOT ?? 'https://api.telegram.org',
          secret: env.TELEGRAM_WEBHOOK_SECRET,
        })
      : null,
    keyring: Object.freeze({
      file: env.KEYRING_FILE
        ? path.resolve(env.KEYRING_FILE)
        : path.join(path.dirname(dataDir), 'keys', 'keyring.json'),
      mayCreate: env.KEYRING_FILE === undefined,
    }),
    alarmWebhook: env.ALARM_WEBHOOK_URL,
    role,
    logLevel: env.LOG_LEVEL ?? 'info',
    timeZone: env.TZ_NAME ?? 'Asia/Shanghai',
  });
}
