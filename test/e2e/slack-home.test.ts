import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackActor, SlackScene } from '../support/slack-scene.ts';
import { openSlackScene } from '../support/slack-scene.ts';

describe('the Home tab in Slack', () => {
  let scene: SlackScene;
  let anna: SlackActor;
  let bob: SlackActor;

  beforeAll(async () => {
    scene = await openSlackScene();
    [anna, bob] = [scene.person('anna'), scene.person('bob')];
    await anna.says('/project new prostor Prostor Ltd');
    await bob.says('/timer');
  });
  afterAll(() => scene.stop());

  it('shows timer, time, what was received and given with what burns first, and settings', async () => {
    await anna.says('/task Calm thing friday');
    await anna.says('/task Burning thing #prostor !urgent');
    await anna.says('/task For somebody else @bob !high today 18:00');
    await anna.says('/log 1h30m #prostor yesterday');
    await anna.says('/timer start #prostor design');
    scene.clock.advance({ minutes: 45 });
    const home = await anna.opensHome();
    expect(home).toMatch(/^Timer\nRunning for 45 min, since 10:00: [\s\S]*#prostor/);
    expect(home).toContain('Today 45 min');
    expect(home).toMatch(/Received: 2\n[\s\S]*Burning thing[\s\S]*burning[\s\S]*Calm thing/);
    expect(home).toMatch(/Assigned by you: 1\n\d+ For somebody else\n.*for Bob/);
    expect(home).toMatch(/Settings\nName: Anna\nLanguage: English\nTime zone: Kyiv/);
    expect(anna.labels('home')).toEqual(
      expect.arrayContaining(['Stop timer', 'Done', 'Start timer', 'Nudge', 'New task', 'Change settings']),
    );
  });

  it('counts this week by its Monday', async () => {
    // 2026-11-23 is a Monday: what was logged yesterday is of last week.
    const home = await anna.opensHome();
    expect(home).toContain('this week 45 min');
  });

  it('follows what the person does elsewhere in Slack', async () => {
    const home = await anna.homeAfter(() => anna.says('/task Written in a channel', 'talk'));
    expect(home).toContain('Written in a channel');
  });

  it('follows what others do', async () => {
    const home = await anna.homeAfter(() => bob.says('/task From Bob @anna !high'));
    expect(home).toContain('From Bob');
    expect(home).toContain('from Bob');
  });

  it('follows what the same person does on another platform', async () => {
    const who = scene.somebody();
    await who.opensHome();
    const { friday, store } = scene.agency.parts();
    await store.transact(async (tx) => {
      const found = await tx.people.identity('slack', who.id);
      if (!found) throw new Error('Nobody was let in');
      const { id, ...identity } = found.identity;
      await tx.people.addIdentity({ ...identity, platform: 'terminal', externalId: 'at-home' });
    });
    const home = await who.homeAfter(() =>
      friday.handle({
        platform: 'terminal',
        requestId: 'from-elsewhere',
        sender: { externalId: 'at-home', name: who.name, standing: 'member' },
        chat: { id: 'at-home', kind: 'direct' },
        text: 'task Thought of at home',
        origin: 'typed',
      }),
    );
    expect(home).toContain('Thought of at home');
  });

  it('answers buttons in dialogs above it, and is up to date below them', async () => {
    const tasks = await scene.tasksWith('calm thing');
    const home = await anna.homeAfter(async () => {
      const shown = scene.slack.world.shown.findLast((one) => one.to === anna.id && one.kind === 'home');
      const pressable =
        shown && scene.slack.world.pressables(shown).find(({ value }) => value.endsWith(`:done ${tasks[0]?.id}`));
      const view = scene.slack.world.views.home(anna.id);
      if (!pressable || !view) throw new Error('There is no such button on Home');
      const request = scene.slack.requests.blockAction(anna.self.account, pressable, { view });
      expect(await anna.does(() => scene.slack.send(request))).toContain('What came of it?');
      expect((await anna.submits({ result: 'Calmly' })).said).toMatch(/Done\.[\s\S]*Calmly/);
    });
    expect(home).not.toContain('Calm thing');
    expect(anna.self.dialog()?.type).toBe('modal');
    await anna.presses(/^Undo$/);
    expect((await scene.tasksWith('calm thing'))[0]?.state).toBe('open');
  });

  it('lets settings be changed in dialogs', async () => {
    const who = scene.somebody();
    await who.says('/timer');
    await who.opensHome();
    expect(await who.pressesOnHome(/^Change settings$/)).toContain('What would you like to change?');
    expect(await who.presses(/^Language$/)).toContain('Which language?');
    const home = await who.homeAfter(() => who.presses(/^Українська$/));
    expect(home).toContain('Мова: Українська');
  });

  it('lets a task be created by a form, with the answer in its place', async () => {
    const who = scene.somebody();
    await who.says('/timer');
    await who.opensHome();
    await who.pressesOnHome(/^New task$/);
    const { said } = await who.submits({ title: 'Made on Home' });
    expect(said).toContain('Made on Home');
    expect(who.self.dialog()).toBeDefined();
    expect(who.self.hasForm()).toBe(false);
  });

  it('goes on in one dialog, however long, since Slack has room for few above each other', async () => {
    const who = scene.somebody();
    await who.says('/timer');
    await who.opensHome();
    await who.pressesOnHome(/^New task$/);
    await who.submits({ title: 'Moved again and again' });
    await who.presses(/^Deadline$/);
    expect((await who.submits({ day: '2026-11-30' })).said).toMatch(/Deadline: \w+ 30 Nov/);
    expect(scene.slack.world.views.stack(who.id)).toHaveLength(1);
    expect((await scene.tasksWith('moved again'))[0]?.deadline_on).toBe('2026-11-30');
  });

  it('is a page that can be used by whoever has more tasks than fit', async () => {
    const who = scene.somebody();
    await who.says('/timer');
    for (let i = 1; i <= 12; i++) await who.says(`/task ${'Long title '.repeat(20)}${i}`);
    const home = await who.opensHome();
    expect(home).toContain('Received: 10+');
    expect(await who.pressesOnHome(/^More$/)).toMatch(/Long title/);
  });

  it('tells a guest why there is nothing', async () => {
    const guest = scene.somebody({ is_restricted: true });
    expect(await guest.opensHome()).toContain('I work with full members of the workspace only');
    expect(await people(guest.id)).toBe(0);
  });

  it('makes nobody a newcomer twice, and greets nobody on it', async () => {
    const who = scene.somebody();
    expect(await who.opensHome()).toMatch(/^Timer/);
    expect(await people(who.id)).toBe(1);
  });

  it('shown without being asked for does not decide where messages go', async () => {
    const who = scene.somebody();
    await who.opensHome();
    const { store } = scene.agency.parts();
    const platform = () =>
      store.transact(async (tx) => {
        const found = await tx.people.identity('slack', who.id);
        return found?.person.lastPlatform;
      });
    expect(await platform()).toBe('slack');
    await store.transact(async (tx) => {
      const found = await tx.people.identity('slack', who.id);
      if (found) await tx.people.save({ ...found.person, lastPlatform: 'terminal' });
    });
    await who.homeAfter(() => bob.says(`/task Background ${who.mention}`));
    expect(who.home()).toContain('Background');
    expect(await platform()).toBe('terminal');
  });

  async function people(externalId: string): Promise<number> {
    return scene.agency.parts().store.transact(async (tx) => ((await tx.people.identity('slack', externalId)) ? 1 : 0));
  }
});
