import type { ServerResponse } from 'node:http';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { DirectoryOptions } from '../../../../adapters/slack/people/directory.ts';
import { createDirectory } from '../../../../adapters/slack/people/directory.ts';
import { createWebApi, SlackApiError } from '../../../../adapters/slack/sending/web-api.ts';
import type { Sender } from '../../../../src/chat/incoming.ts';
import { createTestClock } from '../../../support/clock.ts';
import { keptLog } from '../../../support/kept-log.ts';
import { settled } from '../../../support/virtual-time.ts';
import type { Asked, TinySlack } from './tiny-slack.ts';
import { answerJson, limit, refuse, startTinySlack } from './tiny-slack.ts';

const user = (id: string, more: object = {}) => ({
  id,
  team_id: 'T1',
  name: id.toLowerCase(),
  real_name: `Real ${id}`,
  tz: 'Europe/Kyiv',
  locale: 'uk-UA',
  ...more,
});

let slack: TinySlack;
let log: ReturnType<typeof keptLog>;
const clock = createTestClock('2026-11-23T08:00:00Z');
let told: Sender[][];
let waits: number[];

beforeEach(async () => {
  slack = await startTinySlack();
  log = keptLog();
  told = [];
  waits = [];
  slack.answerWith(everybodyIsHere);
});

function everybodyIsHere({ method, args }: Asked, response: ServerResponse): void {
  if (method === 'users.info') answerJson(response, { ok: true, user: user(args.user ?? '') });
  else if (method === 'conversations.open') answerJson(response, { ok: true, channel: { id: `D${args.users}` } });
  else answerJson(response, { ok: true, members: [] });
}

function open(more: Partial<DirectoryOptions> = {}) {
  const directory = createDirectory({
    api: createWebApi({ token: 'xoxb-1', apiUrl: slack.apiUrl, log }),
    teamId: 'T1',
    clock,
    log,
    takeAccounts: async (accounts) => void told.push([...accounts]),
    chance: () => 0.5,
    ...more,
  });
  onTestFinished(() => directory.stop());
  return directory;
}

const calls = () => slack.asked.map(({ method }) => method);

describe('an account', () => {
  it('is looked up with its language, kept for an hour, and told of', async () => {
    const directory = open();
    const anna = { externalId: 'U1', name: 'Real U1', standing: 'member', zone: 'Europe/Kyiv', languageTag: 'uk-UA' };
    expect(await directory.account('U1')).toEqual({ ...anna, handle: 'u1' });
    expect(slack.asked[0]).toMatchObject({ method: 'users.info', args: { user: 'U1', include_locale: 'true' } });
    clock.advance({ minutes: 59 });
    await directory.account('U1');
    expect(slack.asked).toHaveLength(1);
    clock.advance({ minutes: 1 });
    slack.answerWith((_, response) => answerJson(response, { ok: true, user: user('U1', { deleted: true }) }));
    expect(await directory.account('U1')).toMatchObject({ standing: 'outsider' });
    await directory.stop();
    expect(told.map(([each]) => each?.standing)).toEqual(['member', 'outsider']);
  });

  it('is asked for once by all who ask at the same time', async () => {
    const directory = open();
    const found = await Promise.all(Array.from({ length: 20 }, () => directory.account('U1')));
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['Real U1']));
    expect(slack.asked).toHaveLength(1);
  });

  it('that Slack does not know or show is an outsider, who is not sent away for it', async () => {
    const directory = open();
    slack.answerWith((_, response) => refuse(response, 'user_not_found'));
    expect(await directory.account('U1')).toEqual({ externalId: 'U1', name: 'U1', standing: 'outsider' });
    slack.answerWith((_, response) => refuse(response, 'user_not_visible'));
    expect(await directory.account('U2')).toMatchObject({ standing: 'outsider' });
    await directory.stop();
    expect(told).toEqual([]);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['refuses for another reason', (response) => refuse(response, 'fatal_error')],
    ['answers nonsense', (response) => answerJson(response, { ok: true, user: 'U1' })],
    ['tells of somebody else', (response) => answerJson(response, { ok: true, user: user('U9') })],
    ['breaks the connection', (response) => void response.destroy()],
    ['is down', (response) => void response.writeHead(503).end()],
  ])('cannot be told where Slack %s: unsure, or as it was known', async (_, answer) => {
    const directory = open();
    await directory.account('U2');
    clock.advance({ hours: 2 });
    slack.answerWith((__, response) => answer(response));
    expect(await directory.account('U1')).toEqual({ externalId: 'U1', name: 'U1', standing: 'unsure' });
    expect(await directory.account('U2')).toMatchObject({ name: 'Real U2', standing: 'member' });
    slack.answerWith(everybodyIsHere);
    expect(await directory.account('U1')).toMatchObject({ standing: 'member' });
  });

  it('does not wait for a Slack that does not answer where it is known', async () => {
    const directory = open();
    await directory.account('U1');
    clock.advance({ hours: 2 });
    const held: ServerResponse[] = [];
    slack.answerWith((_, response) => void held.push(response));
    expect(await directory.account('U1')).toMatchObject({ standing: 'member' });
    for (const response of held) response.destroy();
  });

  it('is not asked for before Slack’s limit is over', async () => {
    let elapsedMs = 0;
    const directory = open({ elapsedMs: () => elapsedMs });
    slack.answerWith((_, response) => limit(response, 30));
    expect(await directory.account('U1')).toMatchObject({ standing: 'unsure' });
    slack.answerWith(everybodyIsHere);
    elapsedMs += 29_000;
    // The clock on the wall has no say in it, wherever it is set.
    clock.advance({ days: -1 });
    expect(await directory.account('U1')).toMatchObject({ standing: 'unsure' });
    expect(slack.asked).toHaveLength(1);
    elapsedMs += 1000;
    expect(await directory.account('U1')).toMatchObject({ standing: 'member' });
  });

  it('is looked up again after five thousand others, and not kept for ever', async () => {
    const directory = open();
    await directory.account('U0');
    for (let i = 1; i <= 5000; i += 1) await directory.learnUser(user(`U${i}`));
    await directory.account('U5000');
    expect(slack.asked).toHaveLength(1);
    await directory.account('U0');
    expect(slack.asked).toHaveLength(2);
  });
});

describe('what events bring', () => {
  it('is known and told at once, and keeps what they do not tell', async () => {
    const directory = open();
    await directory.account('U1');
    await directory.learnUser(user('U1', { real_name: 'Anna', locale: undefined, is_restricted: true }));
    expect(await directory.account('U1')).toMatchObject({ name: 'Anna', languageTag: 'uk-UA', standing: 'outsider' });
    expect(told.at(-1)).toEqual([expect.objectContaining({ name: 'Anna', standing: 'outsider' })]);
    expect(slack.asked).toHaveLength(1);
  });

  it('is not taken back by an answer that was asked for before, nor by an event that comes late', async () => {
    const directory = open();
    slack.answerWith(async ({ args }, response) => {
      await directory.learnUser(user('U1', { real_name: 'New', updated: 20 }));
      answerJson(response, { ok: true, user: user(args.user ?? '', { real_name: 'Old', updated: 20 }) });
    });
    expect(await directory.account('U1')).toMatchObject({ name: 'New' });
    await directory.learnUser(user('U1', { deleted: true, updated: 10 }));
    expect(await directory.account('U1')).toMatchObject({ name: 'New', standing: 'member' });
  });

  it('is left aside where it is no user, and a core that fails is logged', async () => {
    const directory = open({ takeAccounts: () => Promise.reject(new Error('disk')) });
    for (const nonsense of [undefined, 'U1', {}, { id: 'U1' }]) await directory.learnUser(nonsense);
    expect(log.lines).toEqual([]);
    await directory.learnUser(user('U1'));
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });
});

describe('the direct channel', () => {
  it('is opened once, shared by all who ask, and part of the account from then on', async () => {
    const directory = open();
    await directory.account('U1');
    expect(await Promise.all([1, 2, 3].map(() => directory.directChannel('U1')))).toEqual(['DU1', 'DU1', 'DU1']);
    await directory.directChannel('U1');
    expect(calls()).toEqual(['users.info', 'conversations.open']);
    expect(await directory.account('U1')).toMatchObject({ directChat: 'DU1' });
    await directory.stop();
    expect(told.at(-1)).toEqual([expect.objectContaining({ externalId: 'U1', directChat: 'DU1' })]);
  });

  it('is learned, and told of once', async () => {
    const directory = open();
    for (let i = 0; i < 3; i += 1) directory.learnDirectChannel('U1', 'D7');
    expect(await directory.directChannel('U1')).toBe('D7');
    expect(slack.asked).toEqual([]);
    await directory.stop();
    expect(told).toEqual([[{ externalId: 'U1', name: 'U1', standing: 'unsure', directChat: 'D7' }]]);
  });

  it('is asked for again after a failure, which is passed on', async () => {
    const directory = open();
    slack.answerWith((_, response) => refuse(response, 'user_disabled'));
    await expect(directory.directChannel('U1')).rejects.toMatchObject({ kind: 'refused', code: 'user_disabled' });
    slack.answerWith((_, response) => answerJson(response, { ok: true, channel: {} }));
    await expect(directory.directChannel('U1')).rejects.toMatchObject({ kind: 'unknown' });
    slack.answerWith(everybodyIsHere);
    expect(await directory.directChannel('U1')).toBe('DU1');
  });

  it('lets go of whoever is called off, and of nobody else', async () => {
    const directory = open();
    const held: ServerResponse[] = [];
    slack.answerWith((_, response) => void held.push(response));
    const controller = new AbortController();
    const [one, other] = [directory.directChannel('U1', controller.signal), directory.directChannel('U1')];
    await slack.came(1);
    controller.abort();
    await expect(one).rejects.toBeInstanceOf(SlackApiError);
    await expect(directory.directChannel('U2', controller.signal)).rejects.toMatchObject({ kind: 'not sent' });
    for (const response of held) answerJson(response, { ok: true, channel: { id: 'D1' } });
    expect(await other).toBe('D1');
    await slack.came(2);
    for (const response of held.slice(1)) response.destroy();
  });
});

describe('reading everybody', () => {
  /** Waits end at once, but for the first that is as long as this. */
  const until = (ms: number) => async (waitMs: number, signal: AbortSignal) => {
    waits.push(waitMs);
    await settled();
    if (waitMs < ms || signal.aborted) return;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  };
  const HOUR = 3600 * 1000;

  async function reading(more: Partial<DirectoryOptions> = {}) {
    const directory = open({ wait: until(HOUR), ...more });
    directory.start();
    directory.start();
    while (!waits.some((ms) => ms >= HOUR)) await settled();
    return directory;
  }

  function pages({ args }: Asked, response: ServerResponse): void {
    const page = Number(args.cursor ?? 0);
    const members = [user(`U${page}a`), user(`U${page}b`, { is_restricted: true })];
    answerJson(response, { ok: true, members, response_metadata: { next_cursor: page < 2 ? String(page + 1) : '' } });
  }

  it('tells of all pages soon after the start, and again after some hours', async () => {
    slack.answerWith(pages);
    const directory = await reading();
    expect(slack.asked.map(({ method, args }) => [method, args.limit, args.include_locale, args.cursor])).toEqual([
      ['users.list', '200', 'true', undefined],
      ['users.list', '200', 'true', '1'],
      ['users.list', '200', 'true', '2'],
    ]);
    expect(told.flat().map(({ externalId, standing }) => `${externalId} ${standing}`)).toEqual(
      [0, 1, 2].flatMap((page) => [`U${page}a member`, `U${page}b outsider`]),
    );
    expect(waits).toEqual([10_000, 3100, 3100, 6 * HOUR]);
    expect(await directory.account('U2b')).toMatchObject({ standing: 'outsider' });
    expect(slack.asked).toHaveLength(3);
  });

  it('waits out a limit and goes on with the same page', async () => {
    let limits = 2;
    slack.answerWith((asked, response) => {
      limits -= asked.args.cursor ? 1 : 0;
      if (asked.args.cursor && limits >= 0) limit(response, 17);
      else pages(asked, response);
    });
    await reading();
    expect(told).toHaveLength(3);
    expect(waits).toEqual([10_000, 3100, 17_000, 17_000, 3100, 6 * HOUR]);
  });

  it('is tried again, ever more slowly, where it fails, and goes on after that', async () => {
    let failures = 0;
    slack.answerWith((asked, response) => {
      failures += 1;
      if (failures <= 3) refuse(response, 'fatal_error');
      else pages(asked, response);
    });
    await reading();
    expect(waits.slice(0, 4)).toEqual([10_000, 45_000, 90_000, 180_000]);
    expect(told).toHaveLength(3);
    expect(log.lines.filter(({ message }) => message.includes('were not read'))).toHaveLength(3);
  });

  it('does not take back what an event has brought meanwhile', async () => {
    const directory = open({ wait: until(HOUR) });
    slack.answerWith(async (_, response) => {
      await directory.learnUser(user('U1', { real_name: 'New' }));
      answerJson(response, { ok: true, members: [user('U1', { real_name: 'Old' })] });
    });
    directory.start();
    while (!waits.some((ms) => ms >= HOUR)) await settled();
    expect(told.flat().map(({ name }) => name)).toEqual(['New', 'New']);
  });

  it('ends in the middle when it is stopped', async () => {
    const directory = open({ wait: until(HOUR) });
    slack.answerWith(() => {});
    directory.start();
    await slack.came(1);
    await directory.stop();
    expect(told).toEqual([]);
    expect(log.lines.filter(({ message }) => message.includes('were not read'))).toEqual([]);
  });

  it('leaves no timer behind', async () => {
    const directory = open();
    directory.start();
    await directory.stop();
    expect(slack.asked).toEqual([]);
  });
});
