import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Agency, openAgency } from '../support/agency.ts';
import { builtProduct } from '../support/built-product.ts';
import { lookInto } from '../support/look-into.ts';
import { emptyFolder, run } from '../support/process.ts';

let folder: ReturnType<typeof emptyFolder>;
let agency: Agency;

/** `node dist/src/ledger.js …`, while the bot has the database open */
async function ledger(...args: string[]) {
  const program = run(process.execPath, [join(builtProduct(), 'src', 'ledger.js'), ...args], { cwd: folder.path });
  const { code } = await program.exited;
  return { code, out: program.out(), err: program.err() };
}

beforeEach(async () => {
  folder = emptyFolder('ledger');
  agency = await openAgency({ file: join(folder.path, 'friday.db') });
  const boss = agency.person('boss');
  const anna = agency.person('anna');
  const oleh = agency.person('oleh');
  for (const person of [boss, anna, oleh]) await person.says('/help');
  await boss.says('/task Secret banner @anna tuesday');
  await agency.friday.outbox.drain();
  agency.clock.set('2026-11-27T07:00:00Z');
  await agency.tick();
  anna.blocksTheBot();
  await boss.says('/task Secret poster @anna !urgent');
  await agency.friday.outbox.drain();
  await boss.says('/task Later @oleh !urgent');
});
afterEach(async () => {
  await agency.close();
  folder.remove();
});

describe('npm run ledger', () => {
  it('prints what a person was sent, when, where and as what, or why not, the latest last', async () => {
    const { code, out, err } = await ledger('--person', 'anna');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(
      /^2026-11-23T08:00:00\.000Z {2}#\d+ {2}task-assigned T1 {2}sent {2}2026-11-23T08:00:00\.000Z in terminal as \d+$/,
    );
    expect(out).toMatch(/ digest T1 {2}sent {2}2026-11-27T07:00:00\.000Z in terminal/);
    expect(lines.at(-1)).toMatch(
      / task-assigned T2 {2}failed {2}2026-11-27T07:00:00\.000Z, unreachable everywhere, last unreachable: blocked the bot$/,
    );
    expect(out).not.toMatch(/secret|banner|poster/i);
  });

  it('begins at a day, and shows one state where it is asked to', async () => {
    expect((await ledger('--person', 'anna', '--since', '2026-11-24')).out).not.toMatch(/^2026-11-23/m);
    const { out } = await ledger('--person', '@ANNA', '--state', 'failed');
    expect(out.match(/\n/g)).toHaveLength(1);
    expect((await ledger('--person', 'oleh', '--state', 'owed')).out).toMatch(
      /owed {2}due 2026-11-27T07:00:00\.000Z$/m,
    );
    const later = await ledger('--person', 'oleh', '--since', '2026-12-01');
    expect(later).toEqual({ code: 0, out: '', err: 'Nothing of that was owed to Oleh.\n' });
  });

  it('takes a number for one of several who go by the name, and for somebody who left', async () => {
    await agency.store.transact(async (tx) => {
      const [oleh] = (await tx.people.named(['oleh'])).map(({ person }) => person);
      if (oleh) await tx.people.save({ ...oleh, name: 'Anna Lys', leftAt: agency.clock.now() });
    });
    const { code, out, err } = await ledger('--person', 'Anna');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /Several people are called “Anna”\. Which one\?\n {2}--person 2 {2}Anna\n {2}--person 3 {2}Anna Lys \(left\)/,
    );
    expect((await ledger('--person', '3')).code).toBe(0);
  });

  it('shows no control characters of names, reasons or what messengers called a message', async () => {
    const evil = '\u001b[2J\u202eA\nB\u2028C';
    lookInto(join(folder.path, 'friday.db'), (rows) => {
      rows(`update people set name = 'Anna ' || ? where id in (2, 3) returning id`, evil);
      rows(`update people set name_folded = 'anna' where id in (2, 3) returning id`);
      rows(`update deliveries set reason = ? where state = 'failed' returning id`, evil);
      rows(`update deliveries set ref = ? where state = 'sent' returning id`, evil);
    });
    const harmless = '␛[2JA B C';
    const { out } = await ledger('--person', '2');
    expect(out).toContain(`, ${harmless}\n`);
    expect(out).toContain(` as ${harmless}\n`);
    const { err } = await ledger('--person', 'anna');
    expect(err).toContain(`--person 3  Anna ${harmless}\n`);
    for (const control of [...evil].filter((each) => !/[\w\n[]/.test(each))) expect(out + err).not.toContain(control);
  });

  it.each([
    [[], 'Whose messages?'],
    [['--person', 'nobody'], 'There is nobody called “nobody” here.'],
    [['anna'], '“anna” needs “-- --person” before it.'],
    [['--person', 'anna', '--since', 'monday'], '--since wants a day such as 2026-11-20'],
    [['--person', 'anna', '--state', 'lost'], '--state wants one of owed, sent, failed, skipped, expired'],
    [['--whose', 'anna'], "'--whose'"],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, out, err } = await ledger(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err).toContain('npm run -s ledger -- --person anna');
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('says that there was nothing, and helps whoever asks for help', async () => {
    const none = await ledger('--person', 'anna', '--state', 'expired');
    expect(none).toMatchObject({ code: 0, out: '' });
    expect(none.err).toContain('Nothing of that was owed to Anna.');
    const help = await ledger('--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toMatch(/^Usage:/);
  });

  it('says in words that there is no database', async () => {
    const empty = emptyFolder('none');
    const program = run(process.execPath, [join(builtProduct(), 'src', 'ledger.js'), '--person', 'a'], {
      cwd: empty.path,
    });
    expect((await program.exited).code).toBe(1);
    expect(program.err()).toBe('There is no file friday.db.\n');
    empty.remove();
  });
});
