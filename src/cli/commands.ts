import { StartupError } from '../lib/errors.js';
import { demo } from './demo.js';
import { questions } from './questions.js';
import { staff } from './staff.js';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  demo,
  questions,
  staff,
};

/** Runs one of the commands that need the database. */
export async function run(name: string, args: readonly string[]): Promise<void> {
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`Commands: ${Object.keys(COMMANDS).join(', ')}\n`);
    process.exitCode = 2;
    return;
  }
  try {
    await command(args);
  } catch (error) {
    process.stderr.write(
      `${error instanceof StartupError ? error.message : `The command failed (${error instanceof Error ? error.name : 'unknown'}).`}\n`,
    );
    process.exitCode = 1;
  }
}
