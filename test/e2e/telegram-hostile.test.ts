import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutControls } from '../../src/text/harmless.ts';
import { onOneLine } from '../support/hostile.ts';
import type { TelegramActor, TelegramScene } from '../support/telegram-scene.ts';
import { asSeen, openTelegramScene } from '../support/telegram-scene.ts';
import { expectWell } from '../support/telegram-well.ts';

/** Each fits into a title; together they are what Telegram, or a phone, could take for something else. */
const TEXTS = [
  '<b>bold</b> <i>x</i> <a href="https://evil.example">here</a> </code></pre></b> <tg-spoiler>x</tg-spoiler> <blockquote>',
  '&lt; &amp;lt; &amp;amp; &quot; &#39; &nbsp; & < > << >> <!-- --> </',
  '*x* _x_ __x__ ~x~ `x` ```x``` ||x|| [x](https://evil.example) ![x](tg://emoji?id=1) \\*x\\*',
  '@bohdan @friday_tasks_bot @all @channel @everyone @admin_of_all @x hello@example.com (@bohdan) «@bohdan»',
  '/done /done_1 /task@friday_tasks_bot /start x /cancel. (/undo) "/help" a/b /свято //x /1',
  'https://evil.example/?a=1&b=<x> tg://user?id=1 tg://resolve?domain=x mailto:a@example.com t.me/joinchat/x',
  'שלום abc مرحبا 123 evil\u202egnp.exe \u2066b\u2069 \u200f\u200e\u061cmarks \u202bx\u202c',
  '👩‍👩‍👧‍👦 🏳️‍🌈🇺🇦👍🏽 e\u0301 ﷽ ｆｕｌｌ z\u0353\u0354\u0300\u036fa\u0310\u0489 \u{e0067}\u{e007f} \u200b\u200c\u200d end',
  '😀'.repeat(300),
];

const short = (text: string, length: number) => Array.from(text).slice(0, length).join('').trim();
/** Without what cannot be seen: how it is written is our business. */
const visible = (text: string) => asSeen(text).normalize();

describe('what people write, in Telegram', () => {
  let scene: TelegramScene;
  let olha: TelegramActor;
  let newcomers = 0;

  beforeAll(async () => {
    scene = await openTelegramScene();
    olha = await scene.member('olha');
    await scene.member('bohdan');
  });
  afterAll(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });

  /** Somebody new who goes by this name. */
  async function called(name: string): Promise<TelegramActor> {
    newcomers += 1;
    scene.telegram.addUser({ name: `p${newcomers}`, username: `person_${newcomers}`, first_name: name });
    return scene.member(`p${newcomers}`);
  }

  it.each(TEXTS)('is shown as it was written: %s', async (written) => {
    const words = visible(withoutControls(onOneLine(written)));
    const name = short(onOneLine(written), 60);
    const shownName = visible(withoutControls(name));
    const project = visible(withoutControls(short(onOneLine(written), 100)));
    const from = scene.telegram.tappable.length;
    const [author, assignee] = [await called(name), await called('Plain')];
    const holds = (said: string, ...parts: string[]) => {
      for (const part of parts) expect(visible(said)).toContain(part);
    };

    // As the name of a project and of a person.
    const tag = `h${newcomers}`;
    holds(await author.says(`/project new ${tag} ${short(written, 100)}`), project);
    holds(await author.says('/people'), shownName);
    holds(await author.says('/settings'), shownName);

    // As title and description, in an answer and in a message to somebody else. The line names nobody: it is asked for.
    await author.says('/task');
    await author.says(`Title of it @person_${newcomers} #${tag} !high tomorrow`);
    const [made] = (await scene.tasksWith('title of it')).slice(-1);
    const number = made?.id ?? expect.fail();
    assignee.hears();
    holds(await author.says(`/edit ${number}\n${written}`), words);
    const told = assignee.hears();
    holds(told, shownName);
    holds(await assignee.says(`/show ${number}`), words, `#${tag} ${project}`, `From: ${shownName}`);

    // As a note, as what came of it, and in the history.
    holds(await author.says(`/note ${number} ${written}`), words);
    holds(assignee.hears(), words, shownName);
    expect(visible(await assignee.says(`/show ${number}`)).split(words).length - 1).toBeGreaterThanOrEqual(2);

    // In lists, in the digest and in a time report.
    holds(await author.says('/tasks given'), 'Title of it');
    await author.says(`/log 9:00-9:30 #${tag} ${written}`);
    holds(await author.says('/log list'), words);
    holds(await author.says('/time by project'), project.slice(0, 20));
    await scene.agency.does(() => scene.clock.advance({ days: 2 }));
    holds(await assignee.says('/digest'), `from ${shownName}`);
    author.hears();
    holds(await assignee.says(`/done ${number} ${written}`), words);
    holds(author.hears(), words);
    scene.clock.advance({ days: -2 });

    expect(scene.telegram.pings).toEqual([]);
    const tapped = scene.telegram.tappable.slice(from).map(({ command }) => command);
    for (const command of tapped) expect(['/cancel', '/help', '/people', '/tasks']).toContain(command);
  });

  it.each(TEXTS)('is a title where it names nobody and nothing: %s', async (written) => {
    const who = await called('Titled');
    const title = short(written.replaceAll(/[@#!]/g, '').replaceAll(/^\//g, ''), 300);
    const words = visible(withoutControls(onOneLine(title)));
    const said = await who.says(`/task ${title}`);
    expect(visible(said)).toContain(words);
    const [, number] = /^(\d+) /m.exec(said) ?? [];
    for (const line of [
      '/tasks',
      `/show ${number}`,
      `/timer start ${number}`,
      '/timer stop',
      '/time by task',
      '/undo',
    ]) {
      const shown = visible(await who.says(line)).replaceAll('\n', '');
      expect(shown).not.toContain('went wrong');
      if (line !== '/time by task') expect(shown).toContain(words.replaceAll('\n', ''));
    }
  });

  it('is shown in a group as it was written, by whoever and about whomever', async () => {
    const name = '</code> <b>@bohdan</b> /done';
    const who = await called(name);
    scene.telegram.group('<i>Team</i> &amp; @bohdan /undo', ['olha', who.self.account.name]);
    await olha.says('/project new group <b>Group</b>');
    const group = '<i>Team</i> &amp; @bohdan /undo';
    await olha.saysIn(group, '/project bind group');
    const said = await who.saysIn(group, '/task <u>Banner</u> &lt;3');
    expect(said).toContain('<u>Banner</u> &lt;3');
    expect(said).toContain(`For: ${name} · #group <b>Group</b>`);
    olha.hears();
    await scene.agency.does(() => scene.telegram.removeBot(group));
    expect(olha.hears()).toContain(`I was removed from the group “${group}”`);
  });

  it('is shown as it was said where a message becomes a task', async () => {
    scene.telegram.group('Talk', ['olha', 'bohdan'], { kind: 'supergroup' });
    const words = '<b>x</b> &lt; @bohdan /undo `z`\nsecond </blockquote> line';
    const message = (await scene.person('bohdan').self.says(words, { chat: 'Talk' })).message;
    await olha.does((self) => self.replies(message, '/task'));
    expect(scene.telegram.shownIn('Talk').map(asSeen).at(-1)).toContain(words);
    await olha.says('/tasks');
    expect(asSeen(olha.messageWith('Tasks:').text)).toContain('<b>x</b> &lt; @bohdan /undo `z`');
  });

  it('is repeated as it was written where it is not understood', async () => {
    const who = await called('Refused');
    for (const words of ['<b>', '&lt;', '</code>', '@bohdan', '/done', '*x*', '\u202ex', '😀'.repeat(40)]) {
      for (const line of [
        `${words}`,
        `/task x #${words}`,
        `/task x @${words}`,
        `/task x !${words}`,
        `/tasks ${words}`,
        `/settings zone ${words}`,
        `/settings ${words} x`,
        `/log ${words} 1`,
        `/time ${words}`,
        `/help ${words}`,
        `/${words}`,
      ]) {
        const said = await who.says(line);
        expect(said).not.toBe('');
        expect(said).not.toMatch(/went wrong/);
      }
      await who.says('/cancel');
    }
    expect(scene.telegram.pings).toEqual([]);
  });

  it('goes on as several messages where it is too long for one, and nothing is lost', async () => {
    const who = await called('Longwinded');
    const description = Array.from({ length: 260 }, (_, i) => `<b>${i}</b> &`).join(' ');
    await who.says('/task Long');
    const [task] = await scene.tasksWith('long');
    await who.says(`/edit ${task?.id}\n${description}`);
    await who.says(`/note ${task?.id} ${'слово '.repeat(300)}`);
    const shown = (await who.says(`/show ${task?.id}`)).replaceAll('\n', '');
    expect(shown.replaceAll(' ', '')).toContain(description.replaceAll(' ', ''));
    expect(shown).toContain('слово '.repeat(300).trim());
  });

  it('of kinds that nobody meant for Friday does no harm', async () => {
    const { world, sendUpdate } = scene.telegram;
    const who = await called('Odd');
    const chat = world.privateChat(who.self.account);
    for (const service of [
      { dice: { emoji: '🎲', value: 6 } },
      { poll: { id: '1', question: 'x', options: [], total_voter_count: 0, is_closed: false, is_anonymous: true } },
      { voice: { file_id: 'x', file_unique_id: 'y', duration: 1 } },
      { pinned_message: { message_id: 1, date: 0, chat: { id: who.id, type: 'private' } } },
      { something_of_next_year: { x: 1 } },
    ]) {
      await who.does(() => {
        const message = world.post(chat, { by: who.id, service });
        return sendUpdate({ message: world.messageObject(message) });
      });
    }
    await scene.agency.does(() => sendUpdate({ message_of_next_year: { x: 1 } }));
    expect(await who.says('/timer')).toContain('No timer is running.');
  });
});
