import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../../adapters/metrics/metrics.ts';
import type { Backlog } from '../../../../src/ports/messages.ts';

function open(backlog: () => Promise<Backlog> = async () => ({ owed: 3, oldestDueSeconds: 12.5 })) {
  const metrics = createMetrics({ backlog });
  return { meter: metrics.meter, lines: async () => (await metrics.read()).body.split('\n') };
}

describe('the metrics', () => {
  it('count commands by platform, command and outcome, and measure them', async () => {
    const { meter, lines } = open();
    const command = { platform: 'slack', command: 'task', outcome: 'handled', seconds: 0.003 } as const;
    for (const seconds of [0.003, 0.3]) meter.commandTaken({ ...command, seconds });
    meter.commandTaken({ ...command, command: '', outcome: 'bug' });
    const shown = await lines();
    expect(shown).toContain('friday_commands_total{platform="slack",command="task",outcome="handled"} 2');
    expect(shown).toContain('friday_commands_total{platform="slack",command="none",outcome="bug"} 1');
    expect(shown).toContain('friday_command_duration_seconds_bucket{le="0.005",platform="slack"} 2');
    expect(shown).toContain('friday_command_duration_seconds_count{platform="slack"} 3');
  });

  it('count deliveries by platform and state, and say what is owed and for how long', async () => {
    const { meter, lines } = open();
    meter.deliveryTried({ platform: 'telegram', outcome: 'sent' });
    meter.deliveryTried({ platform: 'none', outcome: 'expired' });
    const shown = await lines();
    expect(shown).toContain('friday_deliveries_total{platform="telegram",state="sent"} 1');
    expect(shown).toContain('friday_deliveries_total{platform="none",state="expired"} 1');
    expect(shown).toContain('friday_deliveries_owed 3');
    expect(shown).toContain('friday_deliveries_oldest_due_age_seconds 12.5');
  });

  it('count runs of jobs and what came of them', async () => {
    const { meter, lines } = open();
    meter.jobRan({ job: 'friday digest', outcome: 'done', seconds: 2 });
    meter.jobRan({ job: 'friday digest', outcome: 'failed', seconds: 0.1 });
    const shown = await lines();
    expect(shown).toContain('friday_job_runs_total{job="friday digest",outcome="failed"} 1');
    expect(shown).toContain('friday_job_duration_seconds_sum{job="friday digest"} 2.1');
  });

  it('say how late the event loop is, and what memory the process has', async () => {
    const shown = (await open().lines()).join('\n');
    expect(shown).toMatch(/^nodejs_eventloop_lag_p99_seconds [\d.e+-]+$/m);
    expect(shown).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  it('show the rest where the database cannot be asked, and no figure of an earlier moment', async () => {
    let isThere = true;
    const { lines } = open(async () => {
      if (!isThere) throw new Error('disk');
      return { owed: 3, oldestDueSeconds: 1 };
    });
    expect(await lines()).toContain('friday_deliveries_owed 3');
    isThere = false;
    expect(await lines()).toContain('friday_deliveries_owed Nan');
  });

  it('are apart from those of another one', async () => {
    open().meter.jobRan({ job: 'one', outcome: 'done', seconds: 1 });
    expect((await open().lines()).join()).not.toContain('job="one"');
  });
});
