import { afterEach, expect, it } from 'vitest';
import { createMetrics } from '../../adapters/metrics/metrics.ts';
import { startFakeSlack } from '../fakes/slack/fake-slack.ts';
import { openAgency } from '../support/agency.ts';
import { emptyFolder } from '../support/process.ts';
import { startInSlack } from '../support/slack-process.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it('counts what people say, what they are sent and what jobs do, without a word of theirs', async () => {
  const metrics = createMetrics({
    backlog: () => agency.store.transact((tx) => tx.deliveries.backlog(agency.clock.now())),
  });
  const agency = await openAgency({ meter: metrics.meter });
  ends.push(agency.close);
  const boss = agency.person('boss');
  const anna = agency.person('anna');
  for (const person of [boss, anna]) await person.says('/help');
  await boss.says('/task Secret banner @anna');
  await anna.saysAs('twice', '/done 77');
  await anna.saysAs('twice', '/done 77');
  const before = (await metrics.read()).body;
  expect(before).toMatch(/^friday_deliveries_owed 1$/m);
  agency.clock.advance({ minutes: 2 });
  expect((await metrics.read()).body).toMatch(/^friday_deliveries_oldest_due_age_seconds 120$/m);
  await agency.tick();
  const { body } = await metrics.read();
  expect(body).toContain('friday_commands_total{platform="terminal",command="task",outcome="handled"} 1');
  expect(body).toContain('friday_commands_total{platform="terminal",command="done",outcome="refused"} 1');
  expect(body).toMatch(/outcome="repeated"} 1/);
  expect(body).toContain('friday_deliveries_total{platform="terminal",state="sent"} 1');
  expect(body).toMatch(/^friday_job_runs_total{job="retention",outcome="done"} 1$/m);
  expect(body).toMatch(/^friday_deliveries_owed 0$/m);
  expect(body).not.toMatch(/anna|boss|secret|banner/i);
});

it('are served by the process, on the port of everything else', { timeout: 60_000 }, async () => {
  const folder = emptyFolder('metrics');
  ends.push(folder.remove);
  const slack = await startFakeSlack({ transport: 'http' });
  ends.push(() => slack.stop());
  const friday = await startInSlack({ cwd: folder.path, slack, transport: 'http' });
  ends.push(async () => {
    friday.running.kill('SIGTERM');
    await friday.running.exited;
  });
  await slack.user('ann').dm('task Banner');
  const response = await fetch(`${friday.origin}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const body = await response.text();
  expect(body).toMatch(/^friday_commands_total{platform="slack",command="task",outcome="handled"} 1$/m);
  expect(body).toMatch(/^nodejs_eventloop_lag_seconds /m);
});
