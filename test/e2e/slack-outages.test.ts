import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import type { Fault } from '../fakes/slack/faults.ts';
import { everythingKept } from '../support/everything-kept.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { createSlackAgency } from '../support/slack-agency.ts';

/**
 * Slack is slow, full, broken or of another opinion while people give each other tasks. Nothing is lost, and nobody is
 * told twice but where Slack took a message and its answer was lost. Waiting is done by moving the clock.
 */

const STORMS = process.env.FRIDAY_LONG ? 30 : 1;
const POST = 'chat.postMessage';
const OPEN = 'conversations.open';
const TEAM = ['oleh', 'ira', 'yura', 'lena', 'marta', 'taras', 'danylo', 'sofia'];

interface Row {
  title: string;
  state: string;
  reason: string | null;
  attempts: number;
  /** when it may be tried next: due, and taken by nobody */
  nextAt: string;
}

/** @param isOpened whether the direct chats with the team are known to Friday */
async function openOffice({ onTestFinished }: Pick<TestContext, 'onTestFinished'>, { isOpened = true } = {}) {
  const agency = createSlackAgency();
  await agency.start();
  onTestFinished(() => agency.stop());
  const { slack, clock } = agency;
  const { store, database, friday } = agency.parts();
  slack.channel('general', ['anna', ...TEAM]);
  for (const name of ['anna', ...TEAM]) {
    await slack.user(name).slash('/friday', 'help', { channel: 'general' });
    if (isOpened || name === 'anna') await slack.user(name).openHome('messages');
  }
  let given = 0;

  async function ledger(): Promise<Row[]> {
    const { deliveries = [] } = await everythingKept(store, database);
    return deliveries
      .filter(({ kind }) => kind === 'task-assigned')
      .map(({ body, state, reason, attempts, due_at, lease_until }) => ({
        title: /Poster \d+ /.exec(String(body))?.[0] ?? String(body),
        state: String(state),
        reason: reason === null ? null : String(reason),
        attempts: Number(attempts),
        nextAt: [String(due_at), String(lease_until ?? '')].sort()[1] ?? '',
      }));
  }

  const office = {
    slack,
    clock,
    ledger,
    drain: () => friday.outbox.drain(),
    /** Anna gives somebody a task, and is answered as ever. @returns its title */
    async gives(to: string): Promise<string> {
      given += 1;
      const title = `Poster ${given} `;
      const { outcome } = await slack.user('anna').slash('/task', `${title}for us @${to}`);
      expect(outcome).toMatchObject({ acked: true, status: 200 });
      expect(JSON.stringify(outcome.body)).toContain(title);
      return title;
    },
    /** how often somebody was told of it */
    copies(to: string, title: string): number {
      const direct = slack.world.direct(slack.user(to).id, slack.world.bot.id);
      return slack.world.shownIn(direct.id).filter((text) => text.includes(title)).length;
    },
    calls: (method: string, about: string) =>
      slack.calls.filter((call) => call.method === method && JSON.stringify(call.args).includes(about)).length,
    /** Lets time go by until the next try. @returns whether something is owed still */
    async goesOn(): Promise<boolean> {
      await friday.outbox.drain();
      const owed = (await ledger()).filter(({ state }) => state === 'owed');
      // What is due and still owed waits behind an earlier message to the same person.
      const next = owed.flatMap(({ nextAt }) => (nextAt > clock.now() ? nextAt : [])).sort()[0];
      if (next !== undefined) clock.set(next);
      // What Slack asked for is waited for by the clock of the machine.
      if (owed.some(({ reason }) => /held back|too many/.test(reason ?? ''))) await sleep(100);
      return owed.length > 0;
    },
    async goesOnToItsEnd(): Promise<void> {
      for (let rounds = 0; await office.goesOn(); rounds += 1) {
        if (rounds > 200) throw new Error(`still owed: ${JSON.stringify((await ledger()).slice(0, 5))}`);
      }
    },
  };
  return office;
}

/** Everybody heard of everything. @param extra how many copies more than one there may be of each */
async function expectAllTold(
  office: Awaited<ReturnType<typeof openOffice>>,
  given: readonly { to: string; title: string }[],
  extra: (title: string) => number = () => 0,
): Promise<void> {
  const rows = await office.ledger();
  expect(rows.map(({ title, state }) => ({ title, state }))).toEqual(
    given.map(({ title }) => ({ title, state: 'sent' })),
  );
  for (const { to, title } of given) {
    const copies = office.copies(to, title);
    expect(copies, `${to}, ${title}`).toBeGreaterThanOrEqual(1);
    expect(copies, `${to}, ${title}`).toBeLessThanOrEqual(1 + extra(title));
  }
}

describe.concurrent('while Slack is in trouble, nothing is lost', () => {
  it('when all is refused for a while as too much, and a part of it after that', async (context) => {
    const office = await openOffice(context);
    const { faults } = office.slack;
    const given: { to: string; title: string }[] = [];
    const tooMuch: Fault = { kind: 'limited', retryAfterSeconds: 1 };
    const endStorm = faults.add({ method: POST, fault: tooMuch });
    for (const to of TEAM) given.push({ to, title: await office.gives(to) });
    while (faults.happened.length < 2 * TEAM.length) await office.goesOn();
    for (const { to, title } of given) expect(office.copies(to, title)).toBe(0);
    endStorm();
    faults.add({ method: POST, fault: tooMuch, probability: 0.3, times: 10 });
    for (const to of TEAM) given.push({ to, title: await office.gives(to) });
    await office.goesOnToItsEnd();
    await expectAllTold(office, given);
  });

  it('when it breaks in whatever way', { timeout: 1_800_000 }, async (context) => {
    const seed = seedOfRun();
    process.stdout.write(`outages of Slack: seed ${seed}\n`);
    for (let storm = 0; storm < STORMS; storm += 1) {
      const office = await openOffice(context);
      const { faults } = office.slack;
      const random = seeded(seed + storm);
      const broken: Fault[] = [
        { kind: 'status', status: 500 },
        { kind: 'status', status: 503 },
        { kind: 'reset' },
        { kind: 'dropped' },
        { kind: 'malformed' },
        { kind: 'malformed', acts: false },
        { kind: 'refused', error: 'internal_error' },
        { kind: 'refused', error: 'service_unavailable' },
        { kind: 'limited', retryAfterSeconds: 1 },
      ];
      for (const fault of broken)
        faults.add({ method: POST, fault, probability: 1, times: 1 + Math.floor(random() * 3) });
      const given: { to: string; title: string }[] = [];
      for (let round = 0; round < 2; round += 1) {
        for (const to of TEAM) given.push({ to, title: await office.gives(to) });
        await office.goesOn();
      }
      await office.goesOnToItsEnd();
      const wasTaken = ({ kind, acts }: { kind: string; acts?: boolean }) =>
        kind === 'dropped' || (kind === 'malformed' && acts !== false);
      const takenAndLost = (title: string) =>
        faults.happened.filter(({ fault, args }) => wasTaken(fault) && JSON.stringify(args).includes(title)).length;
      await expectAllTold(office, given, takenAndLost);
      expect(new Set(faults.happened.map(({ fault }) => fault)).size, `seed ${seed + storm}`).toBe(broken.length);
    }
  });

  it('when chats cannot be opened', async (context) => {
    const office = await openOffice(context, { isOpened: false });
    const broken: Fault[] = [
      { kind: 'limited', retryAfterSeconds: 1 },
      { kind: 'status', status: 502 },
      { kind: 'reset' },
      { kind: 'dropped' },
      { kind: 'malformed' },
      { kind: 'refused', error: 'internal_error' },
    ];
    for (const fault of broken) office.slack.faults.add({ method: OPEN, fault, times: 1 });
    const given: { to: string; title: string }[] = [];
    for (const to of TEAM.slice(0, 4)) given.push({ to, title: await office.gives(to) });
    await office.goesOnToItsEnd();
    await expectAllTold(office, given);
    expect(office.slack.faults.happened).toHaveLength(broken.length);
  });

  it('when it is silent: commands are answered, and nobody else has to try again', async (context) => {
    const office = await openOffice(context);
    const title = 'Poster 1 ';
    const isTheirs = (args: Record<string, unknown>) => JSON.stringify(args).includes(title);
    office.slack.faults.add({ method: POST, fault: { kind: 'hang', ms: 60_000 }, times: 1, when: isTheirs });
    const given = [{ to: 'oleh', title: await office.gives('oleh') }];
    await expect.poll(() => office.slack.faults.happened.length).toBe(1);
    for (const to of ['oleh', 'ira', 'yura', 'lena']) given.push({ to, title: await office.gives(to) });
    expect((await office.ledger())[0]).toMatchObject({ title, state: 'owed', attempts: 0 });
    await office.drain();
    const rows = await office.ledger();
    expect(rows[0]).toMatchObject({ state: 'owed', attempts: 1, reason: expect.stringMatching(/^unknown/) });
    expect(rows.slice(2)).toMatchObject(given.slice(2).map(({ title }) => ({ title, state: 'sent', attempts: 0 })));
    expect(office.copies('oleh', title)).toBe(0);
    await office.goesOnToItsEnd();
    await expectAllTold(office, given);
  });

  it.for(['missing_scope', 'token_revoked', 'messages_tab_disabled', 'an_error_of_next_year'])(
    'when nobody may be written to: messages wait until somebody has put it right (%s)',
    async (error, context) => {
      const office = await openOffice(context);
      const giveBack = office.slack.faults.add({ method: POST, fault: { kind: 'refused', error } });
      const given: { to: string; title: string }[] = [];
      for (const to of TEAM.slice(0, 3)) given.push({ to, title: await office.gives(to) });
      for (let round = 0; round < 5; round += 1) expect(await office.goesOn()).toBe(true);
      giveBack();
      await office.goesOnToItsEnd();
      await expectAllTold(office, given);
    },
  );
});

describe.concurrent('what Slack will never take is put away after one attempt, with the reason', () => {
  it.for([
    ['msg_too_long', POST, /msg_too_long/],
    ['invalid_blocks', POST, /invalid_blocks/],
    ['invalid_arguments', POST, /invalid_arguments/],
    ['user_disabled', POST, /unreachable/],
    ['is_archived', POST, /unreachable/],
    ['user_not_found', OPEN, /unreachable/],
    ['user_disabled', OPEN, /unreachable/],
    ['cannot_dm_bot', OPEN, /unreachable/],
  ] as const)('%s of %s', async ([error, method, reason], context) => {
    const office = await openOffice(context, { isOpened: method === POST });
    const oleh = office.slack.user('oleh').id;
    const direct = office.slack.world.direct(oleh, office.slack.world.bot.id).id;
    const isTheirs = ({ channel, users }: Record<string, unknown>) => channel === direct || users === oleh;
    office.slack.faults.add({ method, fault: { kind: 'refused', error }, when: isTheirs });
    const parked = await office.gives('oleh');
    const given: { to: string; title: string }[] = [];
    for (const to of ['ira', 'yura', 'lena']) given.push({ to, title: await office.gives(to) });
    await office.goesOnToItsEnd();

    const rows = await office.ledger();
    expect(rows[0]).toMatchObject({ title: parked, state: 'failed', reason: expect.stringMatching(reason) });
    expect(office.slack.faults.happened).toHaveLength(1);
    expect(office.copies('oleh', parked)).toBe(0);
    // The others have heard of theirs at once.
    expect(rows.slice(1)).toMatchObject(given.map(({ title }) => ({ title, state: 'sent', attempts: 0 })));
    for (const { to, title } of given) expect(office.copies(to, title)).toBe(1);
  });
});
