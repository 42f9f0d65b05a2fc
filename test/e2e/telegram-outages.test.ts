import { describe, expect, it, type TestContext } from 'vitest';
import type { Fault } from '../fakes/telegram/faults.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';
import { openTelegramPlace } from '../support/telegram-place.ts';

/** However busy the machine is. */
const PATIENT = { timeout: 20_000 };

/**
 * Telegram is slow, full, broken or of another opinion while people give each other tasks. Nothing is lost, everything
 * is answered, and nobody is told twice but where Telegram took a message and its answer was lost.
 */

const STORMS = process.env.FRIDAY_LONG ? 30 : 1;
const SEND = 'sendMessage';
const TEAM = ['oleh', 'ira', 'yura', 'lena', 'marta', 'taras', 'danylo', 'sofia'];

interface Row {
  title: string;
  state: string;
  reason: string | null;
  attempts: number;
  /** when it may be tried next: due, and taken by nobody */
  nextAt: string;
}

interface Given {
  to: string;
  title: string;
}

async function openOffice(context: Pick<TestContext, 'onTestFinished'>) {
  const place = await openTelegramPlace(context, { people: ['anna', ...TEAM], fake: { longPollMost: 0.05 } });
  const { telegram, clock } = place;
  const friday = await place.begin('polling');
  for (const name of ['anna', ...TEAM]) await telegram.user(name).says('/help');
  await place.settled();
  const from = telegram.world.shown.length;
  let given = 0;

  async function ledger(): Promise<Row[]> {
    const { deliveries = [] } = await place.kept();
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

  const shown = (to: string, title: string) => place.heard(to, from).filter((text) => text.includes(title));
  const isTo = (name: string) => (args: Record<string, unknown>) => Number(args.chat_id) === telegram.user(name).id;

  const office = {
    ...place,
    friday,
    ledger,
    isTo,
    /** Anna gives somebody a task. @returns its title */
    async gives(to: string): Promise<string> {
      given += 1;
      const title = `Poster ${given} `;
      await telegram.user('anna').says(`/task ${title}for us @${to}`);
      return title;
    },
    /** how often Anna was answered that there is such a task */
    answers: (title: string) => shown('anna', title).length,
    /** how often somebody was told of it */
    copies: (to: string, title: string) => shown(to, title).length,
    /** faults that hit a call about this title in somebody's chat, after which Telegram had taken it */
    takenAndLost: (to: string, title: string) =>
      telegram.faults.happened.filter(
        ({ fault, args }) => wasTaken(fault) && isTo(to)(args) && JSON.stringify(args).includes(title),
      ).length,
    /** Lets time go by until the next try. @returns whether something is owed still */
    async goesOn(): Promise<boolean> {
      await friday.outbox.drain();
      const owed = (await ledger()).filter(({ state }) => state === 'owed');
      // What is due and still owed waits behind an earlier message to the same person.
      const next = owed.flatMap(({ nextAt }) => (nextAt > clock.now() ? nextAt : [])).sort()[0];
      if (next !== undefined) clock.set(next);
      return owed.length > 0;
    },
    async goesOnToItsEnd(): Promise<void> {
      for (let rounds = 0; await office.goesOn(); rounds += 1) {
        if (rounds > 500) throw new Error(`still owed: ${JSON.stringify((await ledger()).slice(0, 5))}`);
      }
    },
  };
  return office;
}

function wasTaken(fault: Fault): boolean {
  return fault.kind === 'dropped' || (fault.kind === 'malformed' && fault.acts !== false);
}

/** Everything was answered, and everybody heard of everything. */
async function expectAllTold(office: Awaited<ReturnType<typeof openOffice>>, given: readonly Given[]): Promise<void> {
  await office.settled();
  await office.goesOnToItsEnd();
  const rows = await office.ledger();
  expect(rows.map(({ title, state }) => ({ title, state }))).toEqual(
    given.map(({ title }) => ({ title, state: 'sent' })),
  );
  for (const { to, title } of given) {
    expect(office.answers(title), `answers, ${title}`).toBeGreaterThanOrEqual(1);
    expect(office.answers(title), `answers, ${title}`).toBeLessThanOrEqual(1 + office.takenAndLost('anna', title));
    expect(office.copies(to, title), `${to}, ${title}`).toBeGreaterThanOrEqual(1);
    expect(office.copies(to, title), `${to}, ${title}`).toBeLessThanOrEqual(1 + office.takenAndLost(to, title));
  }
}

describe.concurrent('while Telegram is in trouble, nothing is lost and everything is answered', () => {
  it('when all is refused for a while as too much, and a part of it after that', async (context) => {
    const office = await openOffice(context);
    const { faults } = office.telegram;
    const given: Given[] = [];
    const tooMuch: Fault = { kind: 'limited', retryAfterSeconds: 1 };
    const endStorm = faults.add({ method: SEND, fault: tooMuch });
    for (const to of TEAM) given.push({ to, title: await office.gives(to) });
    await context.expect.poll(async () => (await office.ledger()).length, PATIENT).toBe(TEAM.length);
    await context.expect.poll(() => faults.happened.length, PATIENT).toBeGreaterThan(3 * TEAM.length);
    // Nobody is answered, and Telegram need not keep what they wrote.
    await context.expect.poll(() => office.telegram.pendingUpdates(), PATIENT).toBe(0);
    expect(await office.keptUpdates()).toHaveLength(TEAM.length);
    for (const { to, title } of given) expect(office.answers(title) + office.copies(to, title)).toBe(0);
    endStorm();
    faults.add({ method: SEND, fault: tooMuch, probability: 0.3, times: 10 });
    for (const to of TEAM) given.push({ to, title: await office.gives(to) });
    await expectAllTold(office, given);
    expect(
      office
        .heard('anna')
        .filter((text) => text.includes('Poster'))
        .map(titleIn),
    ).toEqual(given.map(({ title }) => title));
  });

  it('when it breaks in whatever way', { timeout: 1_800_000 }, async (context) => {
    const seed = seedOfRun();
    process.stdout.write(`outages of Telegram: seed ${seed}\n`);
    for (let storm = 0; storm < STORMS; storm += 1) {
      const office = await openOffice(context);
      const { telegram } = office;
      const random = seeded(seed + storm);
      const broken: Fault[] = [
        { kind: 'status', status: 500 },
        { kind: 'status', status: 502 },
        { kind: 'status', status: 503 },
        { kind: 'reset' },
        { kind: 'dropped' },
        { kind: 'malformed' },
        { kind: 'malformed', acts: false },
        { kind: 'refused', code: 500, description: 'Internal Server Error: restart' },
        { kind: 'hang', ms: 200 },
        { kind: 'limited', retryAfterSeconds: 1 },
      ];
      const times = () => 1 + Math.floor(random() * 3);
      for (const fault of broken) telegram.faults.add({ method: SEND, fault, times: times() });
      for (const method of ['editMessageText', 'answerCallbackQuery', 'getUpdates']) {
        for (const fault of broken) if (random() < 0.5) telegram.faults.add({ method, fault, times: times() });
      }
      const given: Given[] = [];
      for (const to of TEAM) given.push({ to, title: await office.gives(to) });
      await office.settled();
      // A button of each answer is pressed as well, which changes the message that it stands on.
      for (const name of ['anna', 'oleh', 'ira']) {
        const from = telegram.world.shown.length;
        await context.expect.poll(() => telegram.user(name).buttons().length, PATIENT).toBeGreaterThan(0);
        await telegram.user(name).presses(/./);
        await office.settled();
        expect(office.heard(name, from).length, `seed ${seed + storm}, ${name} pressed`).toBeGreaterThanOrEqual(1);
      }
      for (const to of TEAM) given.push({ to, title: await office.gives(to) });
      await office.settled();
      await office.goesOnToItsEnd();
      const rows = await office.ledger();
      expect(rows.map(({ title, state }) => ({ title, state }))).toEqual(
        given.map(({ title }) => ({ title, state: 'sent' })),
      );
      for (const { to, title } of given) {
        const about = `seed ${seed + storm}, ${to}, ${title}`;
        const created = office.heard('anna').filter((text) => text.startsWith('Task created') && text.includes(title));
        expect(created.length, about).toBeGreaterThanOrEqual(1);
        expect(created.length, about).toBeLessThanOrEqual(1 + office.takenAndLost('anna', title));
        const told = office.heard(to).filter((text) => text.startsWith('Anna gave you') && text.includes(title));
        expect(told.length, about).toBeGreaterThanOrEqual(1);
        expect(told.length, about).toBeLessThanOrEqual(1 + office.takenAndLost(to, title));
      }
      expect(
        new Set(telegram.faults.happened.filter(({ method }) => method === SEND).map(({ fault }) => fault)).size,
        `seed ${seed + storm}`,
      ).toBe(broken.length);
    }
  });

  it('when it is silent for one: everybody else is answered, and nobody else has to try again', async (context) => {
    const office = await openOffice(context);
    const { telegram } = office;
    telegram.faults.add({ method: SEND, fault: { kind: 'hang', ms: 60_000 }, times: 2, when: office.isTo('oleh') });
    await telegram.user('oleh').says('/task Menu');
    const title = await office.gives('oleh');
    await context.expect.poll(() => telegram.faults.happened.length, PATIENT).toBe(2);
    const given = [{ to: 'oleh', title }];
    for (const to of ['ira', 'yura', 'lena']) given.push({ to, title: await office.gives(to) });
    await context.expect.poll(() => given.map(({ title }) => office.answers(title)), PATIENT).toEqual([1, 1, 1, 1]);
    expect(office.heard('oleh').join()).not.toContain('Menu');
    // After a quarter of a minute nobody waits for the answer to a call any more.
    await context.expect.poll(() => office.heard('oleh').join(), { timeout: 30_000 }).toContain('Menu');
    await office.friday.outbox.drain();
    const rows = await office.ledger();
    expect(rows[0]).toMatchObject({ state: 'owed', attempts: 1, reason: expect.stringMatching(/^unknown/) });
    expect(rows.slice(1)).toMatchObject(given.slice(1).map(({ title }) => ({ title, state: 'sent', attempts: 0 })));
    await expectAllTold(office, given);
  });

  it('when pressed buttons cannot be put to rest: what they say is done and shown', async (context) => {
    const office = await openOffice(context);
    const { telegram } = office;
    await telegram.user('anna').says('/task Menu');
    await office.settled();
    telegram.faults.add({ method: 'answerCallbackQuery', fault: { kind: 'status', status: 502 } });
    await telegram.user('anna').presses(/Undo/);
    await office.settled();
    expect((await office.kept()).tasks).toEqual([]);
    expect(office.heard('anna').at(-1)).toMatch(/Menu/);
  });

  it('when what a button was refused for cannot be said at once', async (context) => {
    const office = await openOffice(context);
    const { telegram } = office;
    await telegram.user('anna').says('/task Menu');
    await office.settled();
    const method = 'answerCallbackQuery';
    for (const fault of [{ kind: 'status', status: 502 }, { kind: 'reset' }] as const) {
      telegram.faults.add({ method, fault, times: 1 });
    }
    const [button] = telegram.user('anna').buttons();
    if (button?.data === undefined) throw new Error('nothing to press');
    await telegram.user('oleh').presses({ data: button.data, message: button.message });
    await context.expect.poll(() => office.heard('oleh').at(-1), PATIENT).toMatch(/made for somebody else/);
  });

  it('when nobody may be written to: messages wait until somebody has put it right', async (context) => {
    const office = await openOffice(context);
    const { telegram, friday, isTo } = office;
    const unauthorized: Fault = { kind: 'refused', code: 401, description: 'Unauthorized' };
    const giveBack = telegram.faults.add({ method: SEND, fault: unauthorized, when: (args) => !isTo('anna')(args) });
    const given: Given[] = [];
    for (const to of TEAM.slice(0, 3)) given.push({ to, title: await office.gives(to) });
    await office.settled();
    for (let round = 0; round < 5; round += 1) expect(await office.goesOn()).toBe(true);
    await friday.untilReadiness(503, /TELEGRAM_BOT_TOKEN is not valid/);
    giveBack();
    await expectAllTold(office, given);
    await friday.untilReadiness(200);
  });
});

describe.concurrent('what Telegram will never take is put away after one attempt, with the reason', () => {
  it.for([
    [403, 'Forbidden: bot was blocked by the user', /unreachable/],
    [403, 'Forbidden: user is deactivated', /unreachable/],
    [403, "Forbidden: bot can't initiate conversation with a user", /unreachable/],
    [400, 'Bad Request: chat not found', /unreachable/],
    [400, "Bad Request: can't parse entities: Unsupported start tag", /can't parse entities/],
    [400, 'Bad Request: message is too long', /message is too long/],
    [400, 'Bad Request: something of next year', /something of next year/],
  ] as const)('%i %s', async ([code, description, reason], context) => {
    const office = await openOffice(context);
    const { telegram, isTo } = office;
    telegram.faults.add({ method: SEND, fault: { kind: 'refused', code, description }, when: isTo('oleh') });
    const parked = await office.gives('oleh');
    const given: Given[] = [];
    for (const to of ['ira', 'yura', 'lena']) given.push({ to, title: await office.gives(to) });
    await office.settled();
    await office.goesOnToItsEnd();

    const rows = await office.ledger();
    expect(rows[0]).toMatchObject({ title: parked, state: 'failed', reason: expect.stringMatching(reason) });
    expect(telegram.faults.happened).toHaveLength(1);
    // The others have heard of theirs at once, and Anna of everything.
    expect(rows.slice(1)).toMatchObject(given.map(({ title }) => ({ title, state: 'sent', attempts: 0 })));
    for (const { to, title } of given) expect(office.copies(to, title)).toBe(1);
    for (const { title } of [{ title: parked }, ...given]) expect(office.answers(title)).toBe(1);
  });

  it('and an answer that is refused keeps nobody from being answered, that person included', async (context) => {
    const office = await openOffice(context);
    const { telegram, isTo } = office;
    const refused: Fault = { kind: 'refused', code: 400, description: "Bad Request: can't parse entities" };
    telegram.faults.add({ method: SEND, fault: refused, when: isTo('oleh'), times: 1 });
    await telegram.user('oleh').says('/task Menu');
    await telegram.user('ira').says('/task Leaflet');
    await office.settled();
    await telegram.user('oleh').says('/task Flyer');
    await office.settled();
    expect(telegram.faults.happened).toHaveLength(1);
    expect(office.heard('oleh').join()).toContain('Flyer');
    expect(office.heard('ira').join()).toContain('Leaflet');
  });
});

describe.concurrent('somebody who blocked the bot', () => {
  it('disturbs nobody, and hears of what comes after they let it in again', async (context) => {
    const office = await openOffice(context);
    const { telegram } = office;
    await telegram.user('oleh').blocks();
    await office.settled();
    const missed = await office.gives('oleh');
    const given: Given[] = [];
    for (const to of ['ira', 'yura']) given.push({ to, title: await office.gives(to) });
    await office.settled();
    await office.goesOnToItsEnd();
    expect((await office.ledger())[0]).toMatchObject({ title: missed, state: 'failed' });
    for (const { to, title } of given) expect(office.copies(to, title)).toBe(1);

    await telegram.user('oleh').unblocks();
    await office.settled();
    const title = await office.gives('oleh');
    await office.settled();
    await office.goesOnToItsEnd();
    expect(office.copies('oleh', title)).toBe(1);
  });

  it('while something is on its way to them, is known for it after one attempt', async (context) => {
    const office = await openOffice(context);
    const { telegram } = office;
    telegram.user('oleh').account.hasBlocked = true;
    const from = telegram.calls.length;
    for (let i = 0; i < 3; i += 1) await office.gives('oleh');
    await office.settled();
    await office.goesOnToItsEnd();
    expect((await office.ledger()).map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
    const tried = telegram.calls.slice(from).filter(({ method, args }) => method === SEND && office.isTo('oleh')(args));
    expect(tried).toHaveLength(1);
    expect(tried[0]?.outcome).toMatch(/blocked/);
  });
});

function titleIn(text: string): string | undefined {
  return /Poster \d+ /.exec(text)?.[0];
}
