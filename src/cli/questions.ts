import { createGapStore } from '../domain/knowledge/index.js';
import { StartupError } from '../lib/errors.js';
import { withDatabase } from './database.js';

/**
 * `npm run questions`: the questions that people left for staff because there was no right answer yet, one JSON object a
 * line, the oldest first. `npm run questions -- done ID` deletes one that has been dealt with.
 */
export function questions([action, id]: readonly string[]): Promise<void> {
  return withDatabase(async ({ database, sealer }) => {
    const gaps = createGapStore(sealer);
    if (action === 'done' && id) {
      if (!(await gaps.remove(database.prisma, id))) {
        throw new StartupError('There is no such question.');
      }
      return;
    }
    for (const gap of await gaps.list(database.prisma)) {
      process.stdout.write(`${JSON.stringify(gap)}\n`);
    }
  });
}
