import { afterEach, expect, it, vi } from 'vitest';
import { createTimetable } from '../../../src/jobs/timetable.js';

const EVERY_SECOND = '* * * * * *';
afterEach(() => vi.restoreAllMocks());

it('a tick that comes while a run lasts is left out, and said in the log alone', async () => {
  const printed: unknown[] = [];
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, way).mockImplementation((...words) => void printed.push(words));
  }
  const logged: unknown[] = [];
  const log = {
    info: () => undefined,
    warn: (event: string, fields?: object) => void logged.push([event, fields]),
    error: (event: string, fields?: object) => void logged.push([event, fields]),
  };
  let end: () => void = () => undefined;
  let runs = 0;
  const run = () => {
    runs += 1;
    return new Promise<void>((resolve) => (end = resolve));
  };
  const timetable = createTimetable([{ name: 'slow', cron: EVERY_SECOND, run }], {
    timeZone: 'Asia/Shanghai',
    log,
  });
  timetable.start();
  end(); // the run of the start; the next one lasts
  await expect.poll(() => logged.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(logged[0]).toEqual(['job_tick_left_out', { job: 'slow' }]);
  expect(runs).toBe(2);
  end();
  await timetable.stop();
  expect(printed).toEqual([]);
});
