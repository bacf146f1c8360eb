/** Every benchmark, one after the other, each in a process of its own. */
import { spawnSync } from 'node:child_process';

for (const name of ['search', 'service', 'report', 'oracle', 'uploads', 'broadcast']) {
  const { status } = spawnSync(process.execPath, ['--expose-gc', 'bench/run.mjs', name], {
    stdio: 'inherit',
  });
  if (status !== 0) {
    process.exitCode = 1;
  }
}
