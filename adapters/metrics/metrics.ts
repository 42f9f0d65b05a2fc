import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Backlog } from '../../src/ports/messages.ts';
import type { Meter } from '../../src/ports/world.ts';

export interface Metrics {
  meter: Meter;
  /** All figures as they are now, in the text that Prometheus reads. */
  read(): Promise<{ contentType: string; body: string }>;
}

interface MetricsOptions {
  /** what is owed; a figure that cannot be had is left out, and the rest is shown */
  backlog: () => Promise<Backlog>;
}

/** From a command that only reads to one that waits for a full disk. */
const COMMAND_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** From a look that finds nothing to everybody's digest. */
const JOB_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300];

/**
 * What the operator watches. Labels are words of the product alone, never of people: names, numbers and texts stay out,
 * and there are few of them however long Friday runs.
 */
export function createMetrics({ backlog }: MetricsOptions): Metrics {
  const registry = new Registry();
  // Event-loop lag, memory, CPU, garbage collection.
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const commands = new Counter({
    name: 'friday_commands_total',
    help: 'Requests that were answered, by platform, command and what came of them.',
    labelNames: ['platform', 'command', 'outcome'],
    registers,
  });
  const commandSeconds = new Histogram({
    name: 'friday_command_duration_seconds',
    help: 'From a request to its answer, on disk.',
    labelNames: ['platform'],
    buckets: COMMAND_SECONDS,
    registers,
  });
  const deliveries = new Counter({
    name: 'friday_deliveries_total',
    help: 'Messages that were tried, by platform and what came of it: sent, retried, failed or expired.',
    labelNames: ['platform', 'state'],
    registers,
  });
  const jobs = new Counter({
    name: 'friday_job_runs_total',
    help: 'Runs of each job, and whether they failed.',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const jobSeconds = new Histogram({
    name: 'friday_job_duration_seconds',
    help: 'How long a run of each job took.',
    labelNames: ['job'],
    buckets: JOB_SECONDS,
    registers,
  });
  const owed = new Gauge({
    name: 'friday_deliveries_owed',
    help: 'Messages in the ledger that are not settled, those for later too.',
    registers,
  });
  const oldest = new Gauge({
    name: 'friday_deliveries_oldest_due_age_seconds',
    help: 'For how long the oldest message that is due has been waiting; 0 where none is.',
    registers,
  });

  return {
    meter: {
      commandTaken({ platform, command, outcome, seconds }) {
        commands.inc({ platform, command: command || 'none', outcome });
        commandSeconds.observe({ platform }, seconds);
      },
      deliveryTried({ platform, outcome }) {
        deliveries.inc({ platform, state: outcome });
      },
      jobRan({ job, outcome, seconds }) {
        jobs.inc({ job, outcome });
        jobSeconds.observe({ job }, seconds);
      },
    },
    async read() {
      const waiting = await backlog().catch(() => undefined);
      // Not a figure of an earlier moment.
      owed.set(waiting?.owed ?? Number.NaN);
      oldest.set(waiting?.oldestDueSeconds ?? Number.NaN);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
