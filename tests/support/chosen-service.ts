import { build } from 'esbuild';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newHome, PROJECT, type Service, startService } from './service-process.js';

export interface ChosenOptions {
  /** Folder that holds `data`, `keys` and the clock; made when not given. */
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Messages a second over all chats; as on the real Telegram when not given. */
  readonly perSecond?: number;
}

/** The service in a process of its own with a clock that a test sets. */
export interface ChosenService {
  readonly service: Service;
  readonly url: string;
}

/** A clock that runs, for every process that was started with its home: `set` makes it a moment, `move` jumps. */
export interface ProcessClock {
  now(): Date;
  set(moment: Date, ...running: readonly Service[]): void;
  move(ms: number, ...running: readonly Service[]): void;
}

const clockFile = (home: string) => path.join(home, 'clock');

export function createProcessClock(home: string, start: string): ProcessClock {
  let offset = 0;
  const clock: ProcessClock = {
    now: () => new Date(Date.now() + offset),
    set: (moment, ...running) => clock.move(moment.getTime() - clock.now().getTime(), ...running),
    move(ms, ...running) {
      offset += ms;
      writeFileSync(clockFile(home), String(offset));
      running.forEach((service) => service.kill('SIGUSR2'));
    },
  };
  clock.set(new Date(start));
  return clock;
}

let program: Promise<string> | undefined;

/** Bundles it once for all starts of a test file. */
function bundle(): Promise<string> {
  const folder = path.join(PROJECT, 'dist/tests');
  const outfile = path.join(folder, 'service-program.mjs');
  cpSync(path.join(PROJECT, 'src/web/public/assets'), path.join(folder, 'public/assets'), {
    recursive: true,
  });
  const options = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  } as const;
  return build({
    ...options,
    absWorkingDir: PROJECT,
    entryPoints: ['tests/support/service-program.ts'],
    outfile,
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  }).then(() => outfile);
}

/** Starts it and waits until it answers. A clock has to stand in its home. */
export async function startChosenService(options: ChosenOptions = {}): Promise<ChosenService> {
  const home = options.home ?? newHome();
  const file = await (program ??= bundle());
  const service = startService({
    home,
    command: [process.execPath, '--max-old-space-size=320', '--max-semi-space-size=4', file],
    env: {
      ...options.env,
      TEST_CLOCK: clockFile(home),
      ...(options.perSecond === undefined ? {} : { TEST_PER_SECOND: String(options.perSecond) }),
    },
  });
  return { service, url: await service.ready() };
}
