import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../../src/chat/command-name.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { catalogueOf } from '../../../src/text/catalogue.ts';
import { COUNTS, REFUSAL_KINDS, refusalTexts } from './refusal-samples.ts';

/** `log edit 45 1h15m` → `log edit` */
function commandOf(line: string): string {
  const named = [...COMMAND_NAMES, 'start'].filter((name) => line === name || line.startsWith(`${name} `));
  return named.sort((a, b) => b.length - a.length)[0] ?? '';
}

describe.each(LANGUAGES)('in %s', (language) => {
  const text = catalogueOf(language);

  it('tells what others did in a whole sentence, or in one that leads to the task', () => {
    for (const [name, say] of Object.entries(text.notice)) expect(say('Anna', 'Oleh'), name).toMatch(/^Anna\b.+[.:?]$/);
  });

  it('begins each line of a history with a capital, as the fields in it do', () => {
    for (const [name, say] of Object.entries(text.history)) {
      expect(typeof say === 'string' ? say : say(text.fields.title, 'A', 'B'), name).toMatch(/^\p{Lu}.*[^.]$/u);
    }
  });

  it('reports a stopped timer in words that fit behind a colon and on a line of their own', () => {
    const said = text.time.stopped({ stretch: '5', task: '10', today: '15' });
    expect(said).toMatch(/^5 [^:]+ · 10 [^:]+ · 15 [^:]+$/);
    expect(text.time.stopped({ stretch: '5', task: undefined, today: '15' }).split(' · ')).toHaveLength(2);
  });

  it('calls a task that is late by less than a minute just that, without a number', () => {
    for (const seconds of [0, 59]) expect(text.task.late(seconds)).not.toMatch(/\d/);
    expect(text.task.late(60)).toMatch(/(?<!\d)1(?!\d)/);
  });

  it('shows a command that lacks something by an example of that command', () => {
    for (const name of COMMAND_NAMES) expect(commandOf(text.help.commands[name].examples[0]), name).toBe(name);
    const shown = refusalTexts('missing argument', language).map(({ example }) => commandOf(example ?? ''));
    expect(shown).not.toContain('');
    expect(new Set(shown).size).toBe(shown.length);
  });

  it.each(REFUSAL_KINDS)('offers after «%s» the same command as in English', (kind) => {
    const offered = (of: typeof language) => refusalTexts(kind, of).map(({ example }) => commandOf(example ?? ''));
    expect(offered(language)).toEqual(offered('en'));
  });

  it.each(REFUSAL_KINDS)('says in a sentence what is wrong: %s', (kind) => {
    for (const { says, example } of refusalTexts(kind, language)) {
      expect(says).toMatch(/^[\p{Lu}“«#].*[.?:]$/u);
      // A colon promises something to type below.
      expect(says.endsWith(':') && example === undefined).toBe(false);
    }
  });

  it('names only the roles that can be given there', () => {
    const [role, asked, invite] = refusalTexts('not a role', language).map(({ says }) => says);
    expect(role).toMatch(/owner.*manager.*member/);
    expect(asked).toMatch(/owner.*manager.*member/);
    expect(invite).toMatch(/manager.*member/);
    expect(invite).not.toContain('owner');
  });
});

describe('an English text', () => {
  const en = catalogueOf('en');

  it.each(COUNTS)('counts %d', (count) => {
    const tasks = count === 1 ? '1 task' : `${count} tasks`;
    expect(en.task.done(count)).toBe(count === 1 ? 'Done.' : `${tasks} done.`);
    expect(en.task.late(count * 86_400)).toBe(count === 1 ? '1 day late' : `${count} days late`);
    expect(en.people.handedOver(count)).toContain(`They leave ${tasks} open.`);
  });

  it('gives a role its article', () => {
    expect(en.people.isNow('owner')).toBe('is now an owner.');
    expect(en.people.isNow('manager')).toBe('is now a manager.');
    expect(en.people.youAreNow('Anna', 'owner')).toBe('Anna changed your role: you are now an owner.');
  });

  it('is written with curly quotes and apostrophes', () => {
    const says = REFUSAL_KINDS.flatMap((kind) => refusalTexts(kind, 'en').map((refusal) => refusal.says));
    const does = COMMAND_NAMES.map((name) => en.help.commands[name].does);
    expect([...says, ...does].filter((each) => /['"]/.test(each))).toEqual([]);
  });
});
