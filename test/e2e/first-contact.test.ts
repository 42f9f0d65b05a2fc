import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Organisation } from '../../src/chat/command.ts';
import type { Agency } from '../support/agency.ts';
import { buttonsOf, openAgency } from '../support/agency.ts';

const CODE = '0123456789abcdef';
let agency: Agency;
beforeEach(() => open({ setupCode: CODE }));
afterEach(() => agency.close());

async function open(settings: Partial<Organisation>) {
  await agency?.close();
  agency = await openAgency({ settings });
}

const stranger = (name: string) => agency.person(name, { platform: 'telegram', standing: 'stranger' });

describe('somebody new whose messenger does not say where they are', () => {
  it('is asked what time it is there, with the clock of each place on its button', async () => {
    const said = await stranger('ola').asks(`/start ${CODE}`);
    expect(JSON.stringify(said)).toContain('What time is it where you are?');
    const labels = buttonsOf(said).map(({ label }) => label);
    expect(labels).toEqual(
      expect.arrayContaining(['English', 'Українська', 'Русский', 'Kyiv 10:00', 'New York 03:00', 'Elsewhere']),
    );
  });

  it('hears the local time again once they have chosen', async () => {
    const ola = stranger('ola');
    await ola.says(`/start ${CODE}`);
    expect(await ola.presses('New York 03:00')).toContain('Your time zone is New York, where it is 03:00 now.');
    expect(await ola.says('/settings')).toMatch(/New York.*it is 03:00 there/);
  });

  it('sees all of it in the language they choose, with the question still there', async () => {
    const ola = stranger('ola');
    await ola.says(`/start ${CODE}`);
    const said = await ola.presses('Українська');
    expect(said).toContain('Котра у вас зараз година?');
    expect(said).toContain('Kyiv 10:00');
    expect(await ola.presses('Русский')).toContain('Который у вас сейчас час?');
  });

  it('is asked once, also where they come in by name and begin with something else', async () => {
    await open({ owners: [{ platform: 'telegram', externalId: 'ola' }] });
    const ola = stranger('ola');
    const first = await ola.says('/task Banner');
    expect(first).toContain('1 Banner');
    expect(first).toContain('What time is it where you are?');
    expect(await ola.says('/task Poster')).not.toContain('What time is it');
    expect(await ola.says('/start')).toContain('Your time zone is Kyiv, where it is 10:00 now.');
  });

  it('is not asked where their other account has said it', async () => {
    const anna = agency.person('anna', { platform: 'slack', zone: 'Europe/London' });
    const code = /\/link (\S{27})/.exec(await anna.says('/link'))?.[1];
    const said = await stranger('anna-at-home').says(`/link ${code}`);
    expect(said).toContain('Your time zone is London');
    expect(said).not.toContain('What time is it');
  });

  it('refuses a forged welcome with a way on', async () => {
    const ola = stranger('ola');
    await ola.says(`/start ${CODE}`);
    for (const forged of ['welcome new klingon', 'welcome zone Mars/Olympus', 'welcome']) {
      expect(await ola.forges(forged)).toContain('Please start again');
    }
  });
});

describe('a code in a room', () => {
  it('lets nobody in, and stays good for the private chat', async () => {
    const ola = stranger('ola');
    expect(await ola.saysIn('design', `/start ${CODE}`)).toContain('not here');
    expect(await ola.says('/tasks')).toContain('This is a private bot');
    expect(await ola.says(`/start ${CODE}`)).toContain('I am Friday');
  });
});

describe('a handle', () => {
  it('is whose it was last', async () => {
    const first = agency.person('first', { platform: 'slack', handle: 'designer' });
    await first.says('/help');
    const second = agency.person('second', { platform: 'slack', handle: 'designer' });
    await second.says('/help');
    await agency.person('anna', { platform: 'slack' }).says('/task Banner @designer');
    expect((await second.hears()).join()).toContain('Banner');
  });
});

describe('a link that opens the chat', () => {
  const links = { deepLink: (words: string) => `https://chat.example/${words.replace(' ', '/')}` };

  it('stands beside the code of an invite and of /link', async () => {
    await open({});
    agency.hasDeepLinks(links.deepLink);
    const anna = agency.person('anna', { platform: 'slack' });
    const invited = await anna.says('/invite');
    const code = /\/start (\S{27})/.exec(invited)?.[1];
    expect(invited).toContain(`https://chat.example/start/${code}`);
    const linked = await anna.says('/link');
    expect(linked).toContain(`https://chat.example/link/${/\/link (\S{27})/.exec(linked)?.[1]}`);
  });

  it('is not offered in the very messenger that it opens', async () => {
    await open({ setupCode: CODE });
    agency.hasDeepLinks(links.deepLink);
    const ola = stranger('ola');
    await ola.says(`/start ${CODE}`);
    expect(await ola.says('/link')).not.toContain('https://');
    expect(await ola.says('/invite')).toContain('https://chat.example/start/');
  });
});
