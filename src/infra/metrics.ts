import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Numbers about the service in Prometheus' form; labels are codes and route patterns, never anything of a person. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'shouwang_' });
  const requests = new Histogram({
    name: 'shouwang_http_request_seconds',
    help: 'Time to answer, by route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  const turns = new Counter({
    name: 'shouwang_turns_total',
    help: 'Turns of the dialogue, by kind of reply',
    labelNames: ['kind'],
    registers: [registry],
  });
  const events = new Counter({
    name: 'shouwang_events_total',
    help: 'Events by name',
    labelNames: ['event'],
    registers: [registry],
  });
  new Gauge({
    name: 'shouwang_start_time_seconds',
    help: 'When this process started',
    registers: [registry],
  }).set(Date.now() / 1000);

  /** A number that is read when it is asked for; none as long as it can't be read. */
  const readGauge = (name: string, help: string, read: () => Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read().catch(() => NaN));
      },
    });
  };

  return {
    /** Emergencies that nobody has taken yet, without a label that tells one from the other. */
    watchAlarms(read: () => Promise<{ readonly open: number; readonly oldestSeconds: number }>): void {
      readGauge(
        'shouwang_alarms_open',
        'Emergencies that nobody has taken yet',
        async () => (await read()).open,
      );
      readGauge(
        'shouwang_alarms_oldest_seconds',
        'How long the oldest of them has been waiting',
        async () => (await read()).oldestSeconds,
      );
    },
    text: () => registry.metrics(),
    served: (of: { method: string; route: string; status: number; ms: number }) =>
      requests.observe({ method: of.method, route: of.route, status: String(of.status) }, of.ms / 1000),
    turn: (kind: string) => turns.inc({ kind }),
    count: (event: string) => events.inc({ event }),
  };
}
