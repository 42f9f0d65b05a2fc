import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileMaker } from '../../src/ports/files.ts';
import { FileError } from '../../src/ports/files.ts';
import { fastTelegramPacing } from '../support/fast-pacing.ts';
import { createSlackAgency } from '../support/slack-agency.ts';
import { createTelegramAgency } from '../support/telegram-agency.ts';

type Agency = ReturnType<typeof createSlackAgency> | ReturnType<typeof createTelegramAgency>;

/** Resolves when somebody has read words that fit. */
async function readsUntil(agency: Agency, name: string, words: RegExp): Promise<string> {
  let read = '';
  for (let tries = 0; tries < 300 && !words.test(read); tries += 1) {
    read += (await agency.person(name).hears()).join('\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return read;
}

describe('a file in Slack', () => {
  let agency: ReturnType<typeof createSlackAgency>;
  beforeEach(async () => {
    agency = createSlackAgency();
    await agency.start();
    await agency.person('anna').says('/log 1h30m layout');
    await agency.person('anna').hears();
  });
  afterEach(() => agency.stop());
  const methods = () => agency.slack.calls.map(({ method }) => method).filter((method) => method.startsWith('files.'));

  it('goes its three steps, into the chat of whoever asked', async () => {
    const anna = agency.person('anna');
    await anna.says('/time today xlsx');
    const [file] = await anna.receives();
    expect(methods()).toEqual(['files.getUploadURLExternal', 'files.completeUploadExternal']);
    const [open, finish] = agency.slack.calls.filter(({ method }) => method.startsWith('files.'));
    expect(open?.args).toMatchObject({ filename: file?.name, length: String(file?.bytes.length) });
    expect(finish?.args).not.toHaveProperty('initial_comment');
    expect(agency.slack.pings).toEqual([]);
  });

  it.each([
    ['files.getUploadURLExternal', { kind: 'limited', retryAfterSeconds: 1 }],
    ['files.getUploadURLExternal', { kind: 'dropped' }],
    ['upload', { kind: 'status', status: 503 }],
    ['upload', { kind: 'reset' }],
    ['files.completeUploadExternal', { kind: 'limited', retryAfterSeconds: 1 }],
  ] as const)('comes once after a failure that passes: %s, %j', async (method, fault) => {
    const anna = agency.person('anna');
    agency.slack.faults.add({ method, fault, times: 1 });
    await anna.says('/time today csv');
    expect(await anna.receives()).toHaveLength(1);
    expect(agency.slack.faults.happened).toHaveLength(1);
  });

  it.each([
    ['files.getUploadURLExternal', 'missing_scope', /may not send files here.*files:write/],
    ['files.getUploadURLExternal', 'file_uploads_disabled', /may not send files here/],
    ['files.getUploadURLExternal', 'file_upload_size_restricted', /too large/],
    ['files.completeUploadExternal', 'file_type_not_allowed', /may not send files here/],
    ['files.completeUploadExternal', 'channel_not_found', /could not be sent/],
  ])('is told in words where Slack does not take it: %s, %s', async (method, error, words) => {
    agency.slack.faults.add({ method, fault: { kind: 'refused', error } });
    await agency.person('anna').says('/time today csv');
    const read = await readsUntil(agency, 'anna', words);
    expect(read).toMatch(words);
    expect(read).toMatch(/\/(friday )?time /);
    expect(await agency.person('anna').receives(0)).toEqual([]);
  });

  it('is not shared a second time where the answer to sharing was lost', async () => {
    agency.slack.faults.add({ method: 'files.completeUploadExternal', fault: { kind: 'dropped' }, times: 1 });
    const anna = agency.person('anna');
    await anna.says('/time today csv');
    expect(await readsUntil(agency, 'anna', /could not be sent/)).toMatch(/could not be sent/);
    expect(await anna.receives(0)).toHaveLength(1);
  });
});

describe('a file in Telegram', () => {
  let agency: ReturnType<typeof createTelegramAgency>;
  beforeEach(async () => {
    agency = createTelegramAgency({ pacing: fastTelegramPacing() });
    await agency.start();
    await agency.person('anna').says('/log 1h30m layout @nobody_here');
    await agency.person('anna').hears();
  });
  afterEach(() => agency.stop());

  it('is a document, and a picture is a photo; nothing in their captions pings or can be tapped', async () => {
    const anna = agency.person('anna');
    await anna.says('/time today csv');
    await anna.says('/time week by day picture');
    expect(await anna.receives(2)).toHaveLength(2);
    const sent = agency.telegram.calls.filter(({ method }) => /^send(Photo|Document)$/.test(method));
    expect(sent.map(({ method }) => method)).toEqual(['sendDocument', 'sendPhoto']);
    expect(sent[0]?.args).toMatchObject({ parse_mode: 'HTML', caption: expect.stringContaining('Anna') });
    expect(agency.telegram.pings).toEqual([]);
  });

  it.each([{ kind: 'limited', retryAfterSeconds: 1 }, { kind: 'status', status: 502 }, { kind: 'reset' }] as const)(
    'comes once after a failure that passes: %j',
    async (fault) => {
      const anna = agency.person('anna');
      agency.telegram.faults.add({ method: 'sendDocument', fault, times: 1 });
      await anna.says('/time today xlsx');
      expect(await anna.receives()).toHaveLength(1);
    },
  );

  it.each([
    { kind: 'refused', code: 400, description: 'Bad Request: wrong file' },
    { kind: 'refused', code: 413, description: 'Request Entity Too Large' },
    { kind: 'status', status: 413 },
    { kind: 'status', status: 403 },
  ] as const)('is told in words where Telegram does not take it: %j', async (fault) => {
    const anna = agency.person('anna');
    agency.telegram.faults.add({ method: 'sendDocument', fault });
    await anna.says('/time today csv');
    const read = await readsUntil(agency, 'anna', /could not be sent/);
    expect(read).toMatch(/could not be sent[\s\S]*\/time 2026-11-23\.\.2026-11-23 by task csv/);
    expect(await anna.receives(0)).toEqual([]);
  });

  it.each([{ kind: 'status', status: 502 }, { kind: 'dropped' }, { kind: 'malformed' }] as const)(
    'is tried three times where it is not known whether it came, and then told of: %j',
    async (fault) => {
      const anna = agency.person('anna');
      agency.telegram.faults.add({ method: 'sendDocument', fault });
      await anna.says('/time today csv');
      const read = await readsUntil(agency, 'anna', /cannot tell whether/);
      expect(read).toMatch(/try again in a minute[\s\S]*\/time 2026-11-23\.\.2026-11-23 by task csv/);
      expect(agency.telegram.faults.happened).toHaveLength(3);
    },
  );

  it('that takes long keeps nothing else of its chat waiting, but other files', async () => {
    const { telegram } = agency;
    telegram.faults.add({ method: 'sendDocument', fault: { kind: 'hang', ms: 1500 }, times: 1 });
    const from = telegram.world.shown.length;
    for (const line of ['/time today csv', '/time today xlsx', '/timer']) await telegram.user('anna').says(line);
    const shown = () => telegram.world.shown.slice(from).map(({ text }) => text);
    await expect.poll(() => shown().at(-1), { timeout: 1000 }).toContain('No timer is running.');
    const files = await agency.person('anna').receives(2);
    expect(files.map(({ name }) => name.split('.').at(-1))).toEqual(['csv', 'xlsx']);
  });

  it('is not made any more when Friday has to end, and its order is kept', async () => {
    const { telegram } = agency;
    const { friday } = agency.parts();
    const { files } = friday.officeOf('telegram');
    const make = files.make.bind(files);
    let made = 0;
    (files as FileMaker).make = (...order) => {
      made += 1;
      return make(...order);
    };
    telegram.faults.add({ method: 'sendDocument', fault: { kind: 'hang', ms: 60_000 } });
    for (const line of ['/time today csv', '/time today xlsx', '/time week csv'])
      await telegram.user('anna').says(line);
    const kept = () => friday.officeOf('telegram').keepsakes.updates();
    await expect.poll(async () => (await kept()).length, { timeout: 5000 }).toBe(3);
    await friday.stop();
    expect(made).toBe(1);
    expect(await kept()).toHaveLength(3);
  }, 15_000);

  it('that is larger than Telegram takes is not even tried', async () => {
    const { files } = agency.parts().friday.officeOf('telegram');
    const anna = agency.person('anna');
    const make = files.make.bind(files);
    (files as FileMaker).make = async (...order) => ({ ...(await make(...order)), bytes: 50 * 1024 * 1024 + 1 });
    await anna.says('/time today csv');
    expect(await readsUntil(agency, 'anna', /too large/)).toMatch(/too large[\s\S]*\/time week csv/);
    expect(agency.telegram.calls.some(({ method }) => method === 'sendDocument')).toBe(false);
  });

  it('that cannot be made is told in words', async () => {
    const { files } = agency.parts().friday.officeOf('telegram');
    (files as FileMaker).make = async () => {
      throw new FileError('not saved', 'ENOSPC');
    };
    await agency.person('anna').says('/time today csv');
    expect(await readsUntil(agency, 'anna', /no room/)).toMatch(/no room left on the disk/);
  });

  it('asks whether it may be seen when it is made: a manager who is none any more gets nothing', async () => {
    const [anna, bob] = [agency.person('anna'), agency.person('bob')];
    await bob.says('/help');
    const { store, friday } = agency.parts();
    const { files } = friday.officeOf('telegram');
    const make = files.make.bind(files);
    // Between the command and the file the role is gone.
    (files as FileMaker).make = async (order, personId) => {
      await store.transact(async (tx) => {
        const person = await tx.people.get(personId);
        if (person) await tx.people.save({ ...person, role: 'member' });
      });
      return make(order, personId);
    };
    await anna.says('/time today everybody csv');
    expect(await readsUntil(agency, 'anna', /managers/i)).toMatch(/managers/i);
    expect(await anna.receives(0)).toEqual([]);
  });

  it('is as its person has set it, and says so', async () => {
    const anna = agency.person('anna');
    await anna.says('/settings csv ; ,');
    await anna.says('/settings rounding up to 15 min per day');
    expect((await anna.hears()).join('\n')).toContain('up to 15 min, for each person, day and project');
    await anna.says('/log 10m second');
    await anna.says('/time today csv');
    const [csv] = await anna.receives();
    const text = csv?.bytes.toString() ?? '';
    expect(text).toContain('entry_id;date;start');
    const hours = [...text.matchAll(/;([\d,]+);\d+;no;up 15 min per day;/g)].map(([, value = '']) => value);
    expect(hours.map((value) => Number(value.replace(',', '.'))).reduce((a, b) => a + b, 0)).toBe(1.75);
  });
});
