import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackActor, SlackScene } from '../support/slack-scene.ts';
import { numberOf, openSlackScene } from '../support/slack-scene.ts';

const MONDAY = '2026-11-23T08:00:00Z';
const FRIDAY_MORNING = '2026-11-27T07:01:00Z';

describe('the Friday digest in Slack', () => {
  let scene: SlackScene;
  let anna: SlackActor;
  let bob: SlackActor;
  let numbers: { banner: number; call: number; report: number; site: number; video: number };

  beforeAll(async () => {
    scene = await openSlackScene({ at: MONDAY });
    await scene.person('olha').says('/timer');
    anna = scene.person('anna');
    bob = scene.person('bob');
    await bob.says('/timer');
    const task = async (who: SlackActor, title: string, words: string) =>
      numberOf(await who.says(`/task ${title} ${words}`), title);
    numbers = {
      report: await task(anna, 'Own report', '!high tomorrow'),
      call: await task(bob, 'Received call', '@anna tomorrow'),
      site: await task(bob, 'Site of theirs', '@anna wednesday'),
      banner: await task(anna, 'Given banner', '@bob tomorrow'),
      video: await task(anna, 'Given video', '@bob tomorrow'),
    };
    scene.clock.set(FRIDAY_MORNING);
    anna.hears();
    bob.hears();
    await scene.agency.does(() => scene.agency.parts().friday.scheduler.runNow());
  });
  afterAll(() => scene.stop());

  const digest = () => anna.messageWith('check and close your overdue tasks');
  const shown = () => scene.slack.world.textOfMessage(digest());
  const calls = (method: string) => scene.slack.calls.filter((one) => one.method === method && one.outcome === 'ok');

  it('comes as one direct message with what was received and what was given', () => {
    const said = anna.hears();
    expect(said).toMatch(/Anna, check and close your overdue tasks\nReceived: 3\n[\s\S]*\nAssigned by you: 2\n/);
    expect(said).toMatch(new RegExp(`${numbers.report} Own report[\\s\\S]*high priority[\\s\\S]*days late`));
    expect(said.indexOf('Own report')).toBeLessThan(said.indexOf('Received call'));
    expect(bob.hears()).toContain('Bob, check and close');
    expect(digest().ephemeralFor).toBeUndefined();
  });

  it('asks for a date in a form, and then says in place what is left', async () => {
    const { ts } = digest();
    await anna.pressesOn(digest(), new RegExp(` ${numbers.report} move$`));
    expect(anna.self.dialog()?.blocks.map((block) => block.block_id)).toEqual(expect.arrayContaining(['day', 'time']));
    expect(Object.keys((await anna.submits({ day: '2026-11-20' })).errors ?? {})).toEqual(['day']);
    const posts = calls('chat.postMessage').length;
    await anna.submits({ day: '2026-12-01', time: '12:00' });
    expect(shown()).toContain('1 of 5 sorted');
    expect(shown()).toContain('Tue 1 Dec, 12:00');
    expect(calls('chat.update').at(-1)?.args.ts).toBe(ts);
    expect(calls('chat.postMessage')).toHaveLength(posts);
  });

  it('asks the author where what was received is not relevant or is to be moved', async () => {
    bob.hears();
    await anna.pressesOn(digest(), new RegExp(` ${numbers.call} drop$`));
    expect(shown()).toContain('2 of 5 sorted');
    expect(bob.hears()).toContain('Anna says this is not relevant any more. Drop it?');
    expect(bob.labels()).toEqual(expect.arrayContaining(['Agree', 'Keep']));
    await bob.presses(/^Keep$/);
    expect(anna.hears()).toContain('Bob would rather keep it as it is');
    expect((await scene.tasksWith('received call'))[0]?.state).toBe('open');
  });

  it('takes one press to nudge, and the assignee is asked', async () => {
    bob.hears();
    await anna.pressesOn(digest(), new RegExp(` ${numbers.banner} nudge$`));
    expect(bob.hears()).toMatch(/Anna asks how this is going:\n\d+ Given banner/);
    expect(shown()).toMatch(/\d of 5 sorted/);
    expect(shown()).not.toMatch(/Assigned by you[\s\S]*Given banner/);
  });

  it('takes one press to lower the priority', async () => {
    await anna.pressesOn(digest(), new RegExp(` ${numbers.site} lower `));
    expect(shown()).toContain('Priority is now low');
    expect(shown()).not.toMatch(/sorted[\s\S]*Site of theirs/);
  });

  it('takes one press to move what was given to Monday', async () => {
    await anna.pressesOn(digest(), new RegExp(` ${numbers.video} move 2026-11-30$`));
    expect(shown()).toContain('Mon 30 Nov');
    expect((await scene.tasksWith('given video'))[0]?.deadline_on).toBe('2026-11-30');
  });

  it('asks for the result of what is done, and says when all is sorted', async () => {
    // Bob kept it, so it is back.
    await anna.pressesOn(digest(), new RegExp(` ${numbers.call} done$`));
    bob.hears();
    await anna.submits({ result: 'They agreed' });
    const message = anna.messageWith('All sorted');
    expect(scene.slack.world.textOfMessage(message)).toContain('All sorted: 5 of 5');
    expect(message.isEdited).toBe(true);
    expect(bob.hears()).toMatch(/closed a task as done[\s\S]*They agreed/);
    expect((await scene.tasksWith('received call'))[0]).toMatchObject({ state: 'done', result: 'They agreed' });
  });

  it('pressed once more after all was sorted changes nothing', async () => {
    const old = scene.slack.sent.filter(({ request }) => JSON.stringify(request.payload).includes('verdict')).at(-1);
    if (!old) throw new Error('No verdict was given');
    const before = await scene.tasksWith('');
    await anna.doesInVain(() => scene.slack.redeliver(old));
    expect(await scene.tasksWith('')).toEqual(before);
  });

  it('of ten and ten tasks is one message', async () => {
    const many = scene.somebody();
    scene.clock.set('2026-11-27T08:00:00Z');
    await many.says('/timer');
    for (let i = 1; i <= 12; i++) {
      await many.says(`/task Received ${'word '.repeat(50)}${i} !urgent 28.11`);
      await many.says(`/task Given ${'word '.repeat(50)}${i} ${scene.somebody().mention} !low 28.11`);
    }
    scene.clock.set('2026-12-04T07:01:00Z');
    const posts = calls('chat.postMessage').length;
    await many.says('/friday digest');
    const text = many.hears() || scene.slack.world.textOfMessage(many.messageWith('check and close'));
    expect(calls('chat.postMessage').length - posts).toBe(0);
    for (let i = 1; i <= 10; i++) expect(text).toMatch(new RegExp(`Received (word )+${i}\\n`));
    for (let i = 1; i <= 10; i++) expect(text).toMatch(new RegExp(`Given (word )+${i}\\n`));
    expect(many.labels().filter((label) => label === '2 more')).toHaveLength(2);
  });

  it.each([
    ['uk-UA', /перевірте й закрийте/i, /Отримані: 1/],
    ['ru-RU', /проверьте и закройте/i, /Полученные: 1/],
  ])('is in the language of the profile: %s', async (locale, words, section) => {
    const who = scene.somebody({ locale });
    scene.clock.set('2026-12-07T08:00:00Z');
    await who.says('/task Звіт !high 08.12');
    scene.clock.set('2026-12-11T07:01:00Z');
    const said = await who.says('/friday digest');
    expect(said).toMatch(words);
    expect(said).toMatch(section);
    expect(await who.presses(/14 (грудня|декабря)$/)).toMatch(/1 (з|із|из) 1/);
  });
});
