import path from 'node:path';
import { StartupError } from '../lib/errors.js';
import { ask } from './ask.js';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  ask: (args) => ask(path.resolve('locales'), args),
};

const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  process.stderr.write(`Commands: ${Object.keys(COMMANDS).join(', ')}\n`);
  process.exitCode = 2;
} else {
  command(args).catch((error: unknown) => {
    process.stderr.write(`${error instanceof StartupError ? error.message : 'the command failed'}\n`);
    process.exitCode = 1;
  });
}
