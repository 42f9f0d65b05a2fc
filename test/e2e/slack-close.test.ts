import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackScene } from '../support/slack-scene.ts';
import { numberOf, openSlackScene } from '../support/slack-scene.ts';

describe('a task closed in Slack', () => {
  let scene: SlackScene;
  beforeAll(async () => {
    scene = await openSlackScene();
    // Whoever comes first is the owner; the others here are members.
    await scene.person('olha').says('/timer');
  });
  afterAll(() => scene.stop());

  /** A task from one newcomer for another. */
  async function given(title = 'Poster') {
    const [author, assignee] = [scene.somebody(), scene.somebody()];
    await assignee.says('/timer');
    const number = numberOf(await author.says(`/task ${title} ${assignee.mention}`), title);
    author.hears();
    return { author, assignee, number };
  }

  const stateOf = async (number: number) => (await scene.tasksWith('')).find((task) => task.id === number);

  it('by its button asks for the result first, and tells the author, who may open it again', async () => {
    const { author, assignee, number } = await given();
    expect(await assignee.presses(/^Done$/)).toBe(`Done\n${number} Poster\nWhat came of it?`);
    expect((await stateOf(number))?.state).toBe('open');
    const { said, errors } = await assignee.submits({ result: 'Printed *twice*\nand hung' });
    expect(errors).toBeUndefined();
    expect(said).toContain('Printed *twice*\nand hung');
    expect(assignee.self.dialog()).toBeUndefined();
    expect(await stateOf(number)).toMatchObject({ state: 'done', result: 'Printed *twice*\nand hung' });
    expect(author.hears()).toMatch(
      new RegExp(`${assignee.name} closed a task as done:\n${number} Poster\nPrinted \\*twice\\*\nand hung`),
    );
    expect(await author.presses(/^Reopen$/)).toContain('Open again.');
    expect((await stateOf(number))?.state).toBe('open');
    expect(assignee.hears()).toContain(`${author.name} opened a task again`);
  });

  it('stays open when the form is dismissed', async () => {
    const { author, assignee, number } = await given();
    await assignee.presses(/^Done$/);
    await assignee.self.closeDialog();
    await assignee.says('/timer');
    expect((await stateOf(number))?.state).toBe('open');
    expect(author.hears()).toBe('');
  });

  it('is closed with no result where none was written, and is not asked again', async () => {
    const { author, assignee, number } = await given();
    await assignee.presses(/^Done$/);
    const { said } = await assignee.submits();
    expect(said).toContain('Done.');
    expect(said).not.toContain('What came of it?');
    expect(await stateOf(number)).toMatchObject({ state: 'done', result: null });
    expect(author.hears()).toContain('closed a task as done');
  });

  it('by a typed line is closed at once, with a button that takes the result', async () => {
    const { author, assignee, number } = await given();
    const said = await assignee.says(`/done ${number}`);
    expect(said).toMatch(/^Done\./);
    expect((await stateOf(number))?.state).toBe('done');
    expect(assignee.labels()).toContain('Add the result');
    expect(await assignee.presses(/^Add the result$/)).toContain('What came of it?');
    author.hears();
    expect((await assignee.submits({ rest: 'Two pages' })).said).toContain('Two pages');
    expect((await stateOf(number))?.result).toBe('Two pages');
    expect(author.hears()).toContain('Two pages');
  });

  it('takes the result in writing as well, where it was closed in private', async () => {
    const { assignee, number } = await given();
    await assignee.says(`/done ${number}`);
    expect(await assignee.does((self) => self.dm('Printed and hung'))).toContain('Result saved.');
    expect((await stateOf(number))?.result).toBe('Printed and hung');
  });

  it('in a channel is answered to one person alone, with a button that works there', async () => {
    const { assignee, number } = await given('Quiet poster');
    scene.slack.channel('loud', [assignee.self.account.name]);
    expect(await assignee.says(`/done ${number}`, 'loud')).toContain('Quiet poster');
    await assignee.presses(/^Add the result$/);
    expect((await assignee.submits({ rest: 'Hung in the hall' })).said).toContain('Hung in the hall');
    expect(scene.slack.shownIn('loud')).toEqual([]);
    expect((await stateOf(number))?.result).toBe('Hung in the hall');
  });

  it('several at once are closed by one line, and none where one cannot be', async () => {
    const anna = scene.somebody();
    const one = numberOf(await anna.says('/task First of two'), 'First of two');
    const two = numberOf(await anna.says('/task Second of two'), 'Second of two');
    expect(await anna.says(`/done ${one}, ${two}, 9999`)).toContain('9999');
    expect((await stateOf(one))?.state).toBe('open');
    expect(await anna.says(`/done ${one}, ${two} Both printed`)).toMatch(/2 tasks done[\s\S]*Both printed/);
    expect(await stateOf(two)).toMatchObject({ state: 'done', result: 'Both printed' });
  });

  it('closed by somebody else meanwhile, the form says so and changes nothing', async () => {
    const { author, assignee, number } = await given();
    await assignee.presses(/^Done$/);
    await author.says(`/done ${number} By the author`);
    const { said } = await assignee.submits({ result: 'By the assignee' });
    expect(said).toMatch(/already|closed|done/i);
    expect((await stateOf(number))?.result).toBe('By the author');
  });
});

describe.each(['http', 'socket'] as const)('a timer in Slack, over %s', (transport) => {
  let scene: SlackScene;
  beforeAll(async () => {
    scene = await openSlackScene({ transport });
  });
  afterAll(() => scene.stop());

  it('is started and stopped by command, and says the stretch, the task and the day', async () => {
    const anna = scene.somebody();
    const number = numberOf(await anna.says('/task Layout'), 'Layout');
    expect(await anna.says(`/timer start ${number} first draft`)).toMatch(/Timer started at 1\d:\d\d: \d+ Layout/);
    scene.clock.advance({ minutes: 90 });
    expect(await anna.says('/timer')).toContain('Running for 1 h 30 min');
    const said = await anna.says('/timer stop');
    expect(said).toContain('1 h 30 min this time');
    expect(said).toContain('1 h 30 min today');
    expect(anna.labels()).toContain('Undo');
  });

  it('is started and stopped by buttons, and starting another stops the first', async () => {
    const anna = scene.somebody();
    const one = numberOf(await anna.says('/task One thing'), 'One thing');
    const two = numberOf(await anna.says('/task Other thing'), 'Other thing');
    await anna.says(`/friday show ${one}`);
    expect(await anna.presses(/^Start timer$/)).toContain('One thing');
    scene.clock.advance({ minutes: 5 });
    await anna.says(`/friday show ${two}`);
    const said = await anna.presses(/^Start timer$/);
    expect(said).toMatch(/Stopped first: [\s\S]*One thing[\s\S]*Timer started[\s\S]*Other thing/);
    scene.clock.advance({ minutes: 5 });
    expect(await anna.presses(/^Stop timer$/)).toContain('5 min this time');
    expect(await anna.says('/timer')).toContain('No timer is running');
  });

  it('is stopped for whoever closes its task, by the form as well', async () => {
    const anna = scene.somebody();
    const number = numberOf(await anna.says('/task Measured'), 'Measured');
    await anna.says(`/timer start ${number}`);
    scene.clock.advance({ minutes: 20 });
    await anna.says(`/friday show ${number}`);
    await anna.presses(/^Done$/);
    expect((await anna.submits({ result: 'Ready' })).said).toMatch(/Timer stopped[\s\S]*20 min/);
  });

  it('is started and stopped from Home, which shows it', async () => {
    const anna = scene.somebody();
    await anna.says('/task From Home');
    expect(await anna.opensHome()).toContain('No timer is running.');
    const running = await anna.homeAfter(async () => {
      expect(await anna.pressesOnHome(/^Start timer$/)).toContain('From Home');
    });
    expect(running).toMatch(/Running for [\s\S]*From Home/);
    scene.clock.advance({ minutes: 30 });
    await anna.opensHome();
    const stopped = await anna.homeAfter(async () => {
      expect(await anna.pressesOnHome(/^Stop timer$/)).toContain('30 min this time');
    });
    expect(stopped).toContain('No timer is running.');
    expect(stopped).toContain('Today 30 min');
  });
});
