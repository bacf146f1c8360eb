import { type App, createApp } from './app.js';
import { loadConfig } from './config.js';
import { StartupError } from './lib/errors.js';

/** Longest time to finish what is in flight after a signal; then the process ends anyway. */
const STOP_WITHIN_MS = 10_000;

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');

async function main(): Promise<void> {
  let stopping = false;
  const starting: { app?: Promise<App> } = {};
  const stop = (code: number): void => {
    if (stopping) {
      return;
    }
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    // a service that is still starting is stopped when it stands: only then is everything known that has to be stopped
    void Promise.resolve(starting.app)
      .then((app) => app?.close())
      .then(
        () => process.exit(code),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      process.stderr.write(`${JSON.stringify({ level: 'fatal', msg: event, error: nameOf(error) })}\n`);
      stop(1);
    });
  }

  starting.app = createApp(loadConfig(), { onFatal: () => stop(1) });
  const app = await starting.app;
  if (!stopping) {
    process.stdout.write(`Shouwang 守望 answers on ${app.url}\nChannels: ${app.channels.join(', ')}\n`);
    if (app.firstLink) {
      process.stdout.write(`Create the first administrator (once, within a day): ${app.firstLink}\n`);
    }
  }
}

main().catch((error: unknown) =>
  fail(error instanceof StartupError ? error.message : `The service could not start (${nameOf(error)}).`),
);
