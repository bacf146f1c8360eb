import { run } from '../../src/cli/triage.js';
await run('triage', process.argv.slice(2));
