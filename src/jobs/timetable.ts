import { schedule, type ScheduledTask, type TaskOptions } from 'node-cron';
import type { Log } from '../lib/log.js';

export interface Job {
  readonly name: string;
  /** When it ticks, in cron's form; what is due is found in the database, so a missed tick is made up by the next. */
  readonly cron: string;
  readonly run: () => Promise<void>;
}

/** Runs each job once at the start and then by its timetable, one run at a time. A failing run is logged by its code and tried at the next tick; a tick that comes while a run lasts, or that was missed, is logged by the job's name. */
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
            logger: asLogger(job, options.log),
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

/** What the timetable itself has to say would go to stderr in lines of its own. */
function asLogger({ name }: Job, log: Log): NonNullable<TaskOptions['logger']> {
  const silent = () => undefined;
  return {
    info: silent,
    debug: silent,
    warn: () => log.warn('job_tick_left_out', { job: name }),
    error: () => log.error('job_failed', { job: name, error: 'timetable' }),
  };
}
export type Timetable = ReturnType<typeof createTimetable>;
