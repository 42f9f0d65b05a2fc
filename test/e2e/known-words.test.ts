import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

let agency: Agency;
let anna: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  for (const title of ['One', 'Two']) await anna.says(`/task ${title} friday`);
});
afterEach(() => agency.close());

describe('a plain word where a result is only offered', () => {
  it.each([
    ['uk', 'завдання', 'tasks'],
    ['uk', 'Задачі', 'tasks'],
    ['uk', 'налаштування', 'settings'],
    ['uk', 'довідка', 'help'],
    ['uk', 'час', 'time'],
    ['ru', 'задачи', 'tasks'],
    ['ru', 'Сводка', 'digest'],
    ['ru', 'люди', 'people'],
    ['ru', 'проекты', 'project list'],
    ['en', 'tasks', 'tasks'],
  ])('is in %s the command whose name it is: %s', async (language, word, command) => {
    await anna.says(`/settings language ${language}`);
    await anna.says('/done 1');
    const said = await anna.says(word);
    expect(said).toBe(await anna.says(`/${command}`));
    expect(await anna.says('/show 1')).not.toContain(`│ ${word}`);
  });

  it.each(['готово', 'Звіт', 'Завдання у папці', 'Час вийшов', 'стоп'])(
    'is the result otherwise: %s',
    async (words) => {
      await anna.says('/done 1');
      expect(await anna.says(words)).toContain(`${en.task.resultSaved}\n1 One\n│ ${words}\n`);
    },
  );

  it('is the answer where a note was asked for', async () => {
    await anna.says('/note 2');
    await anna.says('завдання');
    expect(await anna.says('/show 2')).toContain('завдання');
  });
});

describe('help', () => {
  it.each([
    ['en', 'assign', 'edit'],
    ['uk', 'задача', 'task'],
    ['uk', 'завдання', 'tasks'],
    ['uk', '/лог', 'log'],
    ['uk', 'виконано', 'done'],
    ['uk', 'Прострочені', 'tasks'],
    ['uk', 'мова', 'settings'],
    ['ru', 'задачи', 'tasks'],
    ['ru', 'таймер', 'timer'],
    ['ru', 'срок', 'move'],
    ['ru', 'проекты', 'project list'],
  ])('in %s knows a command by another word: %s', async (language, word, command) => {
    await anna.says(`/settings language ${language}`);
    const said = await anna.says(`/help ${word}`);
    expect(said).toBe(await anna.says(`/help ${command}`));
    expect(said).toMatch(new RegExp(`^/${command}`));
  });

  it('still guesses and refuses where it does not', async () => {
    expect(await anna.says('/help хм')).toContain('/help');
    expect(await anna.says('/задача')).toContain('\n  /task\n');
    expect(await anna.says('/лог 1h 1')).toContain('\n  /log 1h 1\n');
  });
});

describe('a question', () => {
  it.each([
    ['uk', '/скасувати'],
    ['uk', '/відміна'],
    ['ru', '/отмена'],
    ['ru', 'отменить'],
    ['en', '/cancel'],
  ])('is called off in %s by %s', async (language, word) => {
    await anna.says(`/settings language ${language}`);
    await anna.says('/note 1');
    expect(await anna.says(word)).toBe(catalogueOf(language as 'en').cancelled);
    expect(await anna.says('/show 1')).not.toContain(word);
  });

  it.each(['/скасувати', '/отмена', '/відміна', 'отмена'])(
    'that nobody asked is not: %s leads to undo',
    async (word) => {
      expect(await anna.says(word)).toContain('\n  /undo\n');
    },
  );
});
