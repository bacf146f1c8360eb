import { schedule, type ScheduledTask } from 'node-cron';
import type { Log } from '../lib/log.js';

export interface Job {
  readonly name: string;
  /** When it ticks, in cron's form; what is due is found in the database, so a missed tick is made up by the next. */
  readonly cron: string;
  readonly run: () => Promise<void>;
}

/** Runs each job once at the start and then by its timetable, one run at a time. A failing run is logged by its code and tried at the next tick. */
export function createTimetable(
  jobs: readonly Job[],
  options: { readonly timeZone: string; readonly log: Log },
) {
  const tasks: ScheduledTask[] = [];
  const running = new Set<Promise<void>>();
  const tick = async (job: Job): Promise<void> => {
    const run = job.run().catch((error: unknown) => {
      options.log.error('job_failed', {
        job: job.name,
        error: error instanceof Error ? error.name : 'unknown',
      });
    });
    running.add(run);
    await run;
    running.delete(run);
  };

  return {
    start(): void {
      for (const job of jobs) {
        tasks.push(
          schedule(job.cron, () => tick(job), {
            name: job.name,
            timezone: options.timeZone,
            noOverlap: true,
          }),
        );
        void tick(job);
      }
    },
    /** Stops ticking and waits for what runs. */
    async stop(): Promise<void> {
      await Promise.all(tasks.map(async (task) => task.destroy()));
      await Promise.all(running);
    },
  };
}
export type Timetable = ReturnType<typeof createTimetable>;
