import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutControls } from '../../src/text/harmless.ts';
import { onOneLine } from '../support/hostile.ts';
import type { SlackScene } from '../support/slack-scene.ts';
import { numberOf, openSlackScene } from '../support/slack-scene.ts';

/** Each up to 300 characters; together they are what Slack could take for something else. */
const TEXTS = [
  '<!channel> <!here> <!everyone|all> <@U1> <@U00000002|anna> <#C1|general> <!subteam^S1|@all> @channel @here @everyone <!date^1700000000^{date}|yesterday>',
  '*x* _x_ ~x~ `x` ```x``` &lt;b&gt; &amp;amp; &amp;lt; & < > :smile: :+1::skin-tone-2: * _ ~ ` > quoted • 1. list ---',
  '~'.repeat(300),
  'שלום abc مرحبا 123 evil\u202egnp.exe \u2066b\u2069 👩‍👩‍👧‍👦 <https://evil.example|innocent> https://evil.example/?a=1&b=<x> mailto:a@example.com',
];

/** The part that fits into a name. */
const short = (text: string, length: number) => Array.from(text).slice(0, length).join('').trim();
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

describe('what people write, in Slack', () => {
  let scene: SlackScene;
  let tag = 0;

  beforeAll(async () => {
    scene = await openSlackScene();
    await scene.person('olha').says('/timer');
  });
  afterAll(async () => {
    expect(scene.slack.pings).toEqual([]);
    await scene.stop();
  });

  /** All that notifications and screen readers were given since then. */
  const notified = (from: number) =>
    scene.slack.calls
      .slice(from)
      .filter(({ method }) => /^chat\.post/.test(method))
      .map(({ args }) => String(args.text).replace(/&(amp|lt|gt);/g, (_, name: string) => ENTITIES[name] ?? ''))
      .join('\n');

  it.each(TEXTS)('is shown as it was written: %s', async (written) => {
    const line = withoutControls(onOneLine(written));
    const project = withoutControls(short(onOneLine(written), 100));
    const from = scene.slack.calls.length;
    const author = scene.somebody({ real_name: short(written, 60) });
    const assignee = scene.somebody({ real_name: short(written, 70) });
    const [by, to] = [author, assignee].map(({ name }) => withoutControls(onOneLine(name))) as [string, string];
    await assignee.says('/timer');

    // As the name of a project, in an answer and in a form.
    tag += 1;
    expect(await author.does((self) => self.dm(`project new h${tag} ${project}`))).toContain(project);

    // As title, description and names, in an answer and in a direct message.
    const form = await author.does((self) => self.slash('/task'));
    expect(form).toContain('New task');
    const { said, errors } = await author.submits({
      title: written,
      description: `${written}\n${written}`,
      project: `h${tag}`,
      assignee: assignee.id,
      day: '2026-11-24',
    });
    expect(errors).toBeUndefined();
    const told = assignee.hears();
    const number = numberOf(said, line);
    for (const shown of [said, told]) {
      expect(shown).toContain(`${number} ${line}`);
      expect(shown).toContain(`${line}\n${line}`);
      expect(shown).toContain(`#h${tag} ${project}`);
      expect(shown).toContain(`: ${to}`);
    }
    expect(told).toContain(`${by} gave you a task:`);

    // As a note, and in the history.
    await author.says(`/friday show ${number}`);
    await author.presses(/^Note$/);
    await author.submits({ rest: written });
    expect(await assignee.says(`/friday show ${number}`)).toMatch(/History[\s\S]*/);
    expect(await assignee.says(`/friday show ${number}`)).toContain(`Note: ${line}`);

    // On Home, in lists and above a form.
    expect(await assignee.opensHome()).toContain(`${number} ${line}`);
    expect(assignee.home()).toContain(`from ${by}`);
    expect(await author.opensHome()).toContain(`${number} ${line}`);
    expect(await author.says('/tasks given')).toContain(`${number} ${line}`);

    // In the digest, in its form, and as the result.
    scene.clock.advance({ days: 2 });
    expect(await assignee.says('/friday digest')).toContain(`${number} ${line}`);
    const digest = assignee.messageWith('check and close');
    expect(await assignee.pressesOn(digest, new RegExp(` ${number} done$`))).toContain(`${number} ${line}`);
    author.hears();
    await assignee.submits({ result: written });
    const result = author.hears();
    expect(result).toContain(`${by === to ? by : to} closed a task as done:`);
    expect(result.split(line).length - 1).toBeGreaterThanOrEqual(2);
    scene.clock.advance({ days: -2 });

    expect(notified(from)).toContain(line);
    expect(scene.slack.pings).toEqual([]);
  });

  it('a search, an unknown word and a person nobody knows are repeated as they were written', async () => {
    const anna = scene.somebody();
    for (const words of ['<!channel>', '*x* _y_', '<@U1>', '&lt;', ':smile:']) {
      expect(await anna.says(`/task #${words}`)).not.toMatch(/went wrong/);
      await anna.says(`/friday ${words}`);
      await anna.says(`/tasks ${words}`);
      await anna.says(`/task x !${words}`);
      await anna.says(`/project new ok ${words}`);
      await anna.says(`/timer start 1 ${words}`);
      await anna.says(`/log 1h #ok ${words}`);
    }
    expect(await anna.says('/time by task')).not.toMatch(/went wrong/);
    expect(scene.slack.pings).toEqual([]);
  });

  it('a message made into a task is shown as people saw it', async () => {
    const anna = scene.somebody();
    scene.slack.channel('talk', [anna.self.account.name]);
    const words = '*x* ~y~ <!channel> &amp;amp; `z`';
    const message = anna.self.writes(words, 'talk');
    expect(await anna.does((self) => self.shortcut('task_from_message', message))).toContain(words);
    expect((await anna.submits()).said).toContain(words);
  });
});
