import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/chat/command.ts';
import { COMMAND_NAMES } from '../../../src/chat/command-name.ts';
import { time } from '../../../src/commands/time.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import { dateIn, timeIn } from '../../../src/domain/instant.ts';
import { DEFAULT_WORKING_HOURS } from '../../../src/domain/person.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import { SETTING_NAMES } from '../../../src/domain/refusal.ts';
import { parseDailyHours } from '../../../src/language/daily-hours.ts';
import { parseCsvFormat, parseRounding } from '../../../src/language/export-setting.ts';
import { parseFilter } from '../../../src/language/filter-word.ts';
import { parseEntryChange, parseLogLine } from '../../../src/language/log-line.ts';
import { parseDeadline, parseReminderTime } from '../../../src/language/moment.ts';
import { takeTaskNumbers } from '../../../src/language/number-list.ts';
import { parsePeriod, takePeriod } from '../../../src/language/period.ts';
import { parsePriority } from '../../../src/language/priority-word.ts';
import {
  isOff,
  parseDigestWord,
  parseLanguage,
  parseTime as parseTimeOfDay,
  parseZone,
} from '../../../src/language/setting-value.ts';
import { parseTaskLine } from '../../../src/language/task-line.ts';
import { uk } from '../../../src/text/uk.ts';
import { COUNTS, REFUSAL_KINDS, ROUNDINGS, refusalTexts } from './refusal-samples.ts';

// Monday 2026-11-23, 14:00 in Kyiv.
const NOW = '2026-11-23T12:00:00.000Z' as Instant;
const ZONE = 'Europe/Kyiv';
const NO_SUMS = { sums: [], count: 0, seconds: 0, isRunning: false, secondsBefore: 0 };
const CONTEXT = { now: NOW, zone: ZONE, language: 'uk' } as const;
/** Arguments of the texts that take anything but words. */
const SAMPLES: Record<string, unknown[][]> = {
  told: [[['Анна']], [['Анна', 'Олег']], [['Анна', 'Олег', 'Яна']]],
  'task.notGiven': [
    [{ deadline: false, priority: false }],
    [{ deadline: true, priority: false }],
    [{ deadline: false, priority: true }],
  ],
  'task.done': COUNTS.map((count) => [count]),
  'task.addResult': COUNTS.map((count) => [count]),
  'task.late': [0, 59, 60, 5400, 86_399, ...COUNTS.map((count) => count * 86_400)].map((seconds) => [seconds]),
  'tasks.heading': [[['отримані', 'прострочені']]],
  'time.stopped': [
    [{ stretch: '1 год', task: '2 год', today: '3 год' }],
    [{ stretch: '1 год', task: undefined, today: '3 год' }],
  ],
  'digest.progress': [[7, 12]],
  'digest.allSorted': COUNTS.map((count) => [count]),
  'digest.sections.received': COUNTS.map((count) => [count]),
  'digest.sections.given': COUNTS.map((count) => [count]),
  'digest.more': COUNTS.map((count) => [count]),
  'people.handedOver': [0, ...COUNTS].map((count) => [count]),
  'button.openTask': [[12]],
  'files.roundedAs': ROUNDINGS,
  'files.month': [[2, 2026]],
  'files.othersInChart': [[5]],
  'settings.csvIs': [[{ separator: ';', decimal: ',' }]],
  'settings.rounded': ROUNDINGS,
  'why.tasks': [
    [1, '12'],
    [2, '12, 13'],
  ],
  'why.tried': COUNTS.map((count) => [count, 'пт 27 листопада, 09:00', 'месенджер був недоступний']),
  'time.entryNumber': [[45]],
};

interface Said {
  path: string;
  text: string;
}

/** Every text of the catalogue, its functions called with samples. */
function textsOf(value: unknown, path = ''): Said[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value === 'function') {
    const samples = SAMPLES[path] ?? [['Анна', 'Олег', 'Яна']];
    return samples.map((sample) => ({ path, text: value(...sample) }));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const name = path === '' ? key : `${path}.${key}`;
    return path === 'refusal' ? textsOfRefusal(key as Refusal['kind']) : textsOf(part, name);
  });
}

const refuse = (kind: Refusal['kind']) => refusalTexts(kind, 'uk');

function textsOfRefusal(kind: Refusal['kind']): Said[] {
  return refuse(kind).flatMap(({ says, example }) => [
    { path: `refusal.${kind}.says`, text: says },
    ...(example === undefined ? [] : [{ path: `refusal.${kind}.example`, text: example }]),
  ]);
}

const ALL = textsOf(uk);
const isTyped = ({ path }: Said) => /\.(?:example|usage)$|\.examples\.\d$|hint$/i.test(path) && path !== 'help.example';
const PROSE = ALL.filter((said) => !isTyped(said));
const LINES = ALL.filter(({ path }) => /^refusal\..*\.example$|^welcome\.example$|\.examples\.\d$/.test(path)).map(
  ({ text }) => text,
);

/** `timer start 12 макет` → `timer start` and `12 макет` */
function split(line: string): { command: string; rest: string } {
  const names = [...COMMAND_NAMES, 'start'].sort((a, b) => b.length - a.length);
  const command = names.find((name) => line === name || line.startsWith(`${name} `)) ?? '';
  return { command, rest: line.slice(command.length).trim() };
}

function examplesOf(...commands: string[]): string[] {
  const found = LINES.map(split).filter(({ command }) => commands.includes(command));
  return [...new Set(found.map(({ rest }) => rest))].filter((rest) => rest !== '');
}

const afterNumber = (words: string) => words.replace(/^\d+ ?/, '');

describe('a Ukrainian text', () => {
  it('is there for everything the bot says', () => {
    expect(ALL.length).toBeGreaterThan(400);
    for (const { path, text } of ALL) {
      expect(typeof text, path).toBe('string');
      expect(text === '' && !path.endsWith('.usage'), path).toBe(false);
      expect(text, path).not.toMatch(/undefined|null|NaN|\[object| {2}/);
    }
  });

  it('is Ukrainian: nothing in Latin letters but names, codes and words to be typed', () => {
    const allowed = new Set(
      'Friday CSV XLSX files write OWNERS SETUP CODE DIGEST AT Slack Telegram en uk ru Europe Kyiv owner manager member'.split(
        ' ',
      ),
    );
    for (const { path, text } of PROSE) {
      expect(text.match(/[A-Za-z]+/g)?.filter((word) => !allowed.has(word)) ?? [], path).toEqual([]);
    }
  });

  it('has in Latin letters, where it is to be typed, only what the bot reads', () => {
    const allowed = new Set([
      ...COMMAND_NAMES.flatMap((name) => name.split(' ')),
      ...Object.keys(uk.tasks.filters),
      ...SETTING_NAMES,
      ...'xlsx csv start owner manager member anna oleh prostor site T en uk ru Europe Kyiv'.split(' '),
    ]);
    for (const { path, text } of ALL.filter(isTyped)) {
      expect(text.match(/[A-Za-z]+/g)?.filter((word) => !allowed.has(word)) ?? [], path).toEqual([]);
    }
  });

  it('uses Ukrainian letters, apostrophes and quotation marks, and no letter from another alphabet inside a word', () => {
    for (const { path, text } of ALL) {
      expect(text, path).not.toMatch(/[ыэъёЫЭЪЁ'"“”`—]/);
      expect(text, path).not.toMatch(/[A-Za-z][А-Яа-яҐґЄєІіЇї]|[А-Яа-яҐґЄєІіЇї][A-Za-z]/);
      expect(text, path).not.toMatch(/проект|будь-ласка/i);
    }
  });

  it('leaves names as they are', () => {
    const named = [...Object.values(uk.notice), uk.task.dropProposed, uk.task.moveProposed, uk.task.nudged];
    for (const say of named) expect(say('Анна', 'Олег')).toMatch(/(?:^|[\s«])Анна(?=$|[\s:,.»])/);
    expect(uk.told(['Анна', 'Олег', 'Яна'])).toBe('Анна, Олег і Яна отримають сповіщення.');
    expect(uk.told(['Анна'])).toBe('Анна отримає сповіщення.');
  });

  it('says об before eleven', () => {
    expect(uk.time.started('11:05')).toBe('Таймер запущено об 11:05: ');
    expect(uk.time.started('18:00')).toBe('Таймер запущено о 18:00: ');
    expect(uk.time.started('01:10')).toBe('Таймер запущено о 01:10: ');
  });
});

describe('a Ukrainian count', () => {
  it.each([
    [2, 'Виконано 2 завдання.'],
    [5, 'Виконано 5 завдань.'],
    [11, 'Виконано 11 завдань.'],
    [21, 'Виконано 21 завдання.'],
    [22, 'Виконано 22 завдання.'],
    [111, 'Виконано 111 завдань.'],
  ])('says that %d tasks are done', (count, text) => {
    expect(uk.task.done(count)).toBe(text);
  });

  it('does not count a single task that is done', () => {
    expect(uk.task.done(1)).toBe('Виконано.');
  });

  it.each([
    [1, 'прострочено на 1 день'],
    [2, 'прострочено на 2 дні'],
    [5, 'прострочено на 5 днів'],
    [11, 'прострочено на 11 днів'],
    [21, 'прострочено на 21 день'],
    [22, 'прострочено на 22 дні'],
    [111, 'прострочено на 111 днів'],
  ])('says how late a task is after %d days', (count, text) => {
    expect(uk.task.late(count * 86_400)).toBe(text);
  });

  it.each([
    [59, 'щойно прострочено'],
    [5400, 'прострочено на 1 год 30 хв'],
    [86_399, 'прострочено на 24 год'],
  ])('says how late a task is after %d seconds', (seconds, text) => {
    expect(uk.task.late(seconds)).toBe(text);
  });

  it.each([
    [1, '1 відкрите завдання'],
    [2, '2 відкриті завдання'],
    [5, '5 відкритих завдань'],
    [11, '11 відкритих завдань'],
    [21, '21 відкрите завдання'],
    [22, '22 відкриті завдання'],
    [111, '111 відкритих завдань'],
  ])('says that somebody leaves %d tasks open', (count, words) => {
    expect(uk.people.handedOver(count)).toBe(
      `Без виконавця лишилося ${words}. Ваші, якщо такі є, нижче; інші автори отримають сповіщення.`,
    );
  });

  it.each([
    [1, '1 символ'],
    [2, '2 символи'],
    [5, '5 символів'],
    [11, '11 символів'],
    [21, '21 символ'],
    [22, '22 символи'],
    [111, '111 символів'],
  ])('says how long a text of %d characters is', (length, words) => {
    expect(uk.refusal['title too long']({ kind: 'title too long', length, max: 300, command: 'task' }).says).toContain(
      `У назві ${words}, а вміщується 300.`,
    );
    const tooLong = uk.refusal['text too long']({
      kind: 'text too long',
      what: 'note',
      length,
      max: 4000,
      command: 'note 12',
    });
    expect(tooLong.says).toContain(`Нотатка: ${words}, а вміщується 4000.`);
  });
});

describe('a Ukrainian refusal', () => {
  it.each(REFUSAL_KINDS)('has words for «%s»', (kind) => {
    for (const { says, example } of refuse(kind)) {
      expect(says).toMatch(/[А-ЯҐЄІЇа-яґєії].*[.:?]$/);
      // A colon promises something to type below.
      expect(says.endsWith(':') && example === undefined).toBe(false);
    }
  });

  it('offers only lines that begin with a command', () => {
    expect(LINES.filter((line) => split(line).command === '')).toEqual([]);
  });
});

describe('the Ukrainian help', () => {
  it.each([...COMMAND_NAMES])('has words and two examples for %s', (name) => {
    const { does, examples } = uk.help.commands[name];
    expect(does).toMatch(/^[а-яґєії][^.]+$/);
    expect(examples[0]).toMatch(new RegExp(`^${name}(?: |$)`));
    expect(examples[1]).not.toBe(examples[0]);
  });
});

describe('a Ukrainian example', () => {
  const read = (line: string) => parseTaskLine(line, { ...CONTEXT, known: new Set(['anna', 'oleh']) });
  const show = (deadline: ReturnType<typeof parseDeadline>) =>
    deadline?.kind === 'moment' ? `${dateIn(ZONE, deadline.at)} ${timeIn(ZONE, deadline.at)}` : deadline?.on;

  it.each([
    ['Банер для лендингу завтра 18:00', 'Банер для лендингу', '2026-11-24 18:00'],
    ['Банер для лендингу завтра', 'Банер для лендингу', '2026-11-24'],
    ['Банер завтра 18:00', 'Банер', '2026-11-24 18:00'],
    ['Банер п’ятниця 18:00', 'Банер', '2026-11-27 18:00'],
    ['Подзвонити в друкарню у п’ятницю', 'Подзвонити в друкарню', '2026-11-27'],
    ['Банер для Простору @anna #prostor !високий завтра 18:00', 'Банер для Простору', '2026-11-24 18:00'],
  ])('of a task is read: %s', (line, title, deadline) => {
    expect(examplesOf('task')).toContain(line);
    const task = read(line);
    expect(task.title).toBe(title);
    expect(task.deadlines.map(show)).toEqual([deadline]);
    expect(task.unknownPriorities).toEqual([]);
  });

  it('of a task without a deadline is read whole', () => {
    for (const line of examplesOf('task')) {
      const task = read(line);
      expect(task.title, line).toMatch(/^(?:Банер|Подзвонити)/);
      expect(task.unknownPriorities, line).toEqual([]);
      expect(task.title, line).not.toMatch(/[!#]/);
    }
  });

  it('of a task that names everything names it', () => {
    expect(read(uk.help.commands.task.examples[0].slice('task '.length))).toMatchObject({
      who: ['anna'],
      tags: ['prostor'],
      priorities: ['high'],
    });
    expect(read(uk.task.titleHint)).toMatchObject({ title: 'Банер для лендингу', who: ['anna'] });
    expect(read(uk.task.titleHint).deadlines.map(show)).toEqual(['2026-11-24 18:00']);
  });

  it('of a change names what changes and leaves the title alone', () => {
    const changes = examplesOf('edit').map(afterNumber).map(read);
    expect(changes.map(({ title }) => title).filter((title) => title !== '')).toEqual([]);
    expect(changes.some(({ clearsDeadline }) => clearsDeadline)).toBe(true);
    expect(changes.some(({ priorities, who }) => priorities[0] === 'urgent' && who[0] === 'oleh')).toBe(true);
    const hint = read(uk.task.editHint);
    expect([hint.title, hint.priorities, hint.deadlines.map(show)]).toEqual(['', ['high'], ['2026-11-27 18:00']]);
  });

  it('of a deadline is read, and lies ahead', () => {
    const phrases = [...examplesOf('move').map(afterNumber), ...uk.task.whenHint.split(', ')].filter((each) => each);
    expect(phrases.map((phrase) => [phrase, show(parseDeadline(phrase, CONTEXT))])).toEqual([
      ['п’ятниця 18:00', '2026-11-27 18:00'],
      ['завтра 18:00', '2026-11-24 18:00'],
      ['через 7 днів', '2026-11-30'],
      ['через 3 дні', '2026-11-26'],
      ['завтра 18:00', '2026-11-24 18:00'],
      ['п’ятниця', '2026-11-27'],
      ['27 листопада', '2026-11-27'],
    ]);
  });

  it('of a reminder is read', () => {
    const phrases = [...examplesOf('remind').map(afterNumber), ...uk.task.remindHint.split(', ')].filter(
      (each) => each,
    );
    expect(new Map(phrases.map((phrase) => [phrase, parseReminderTime(phrase, CONTEXT)]))).toEqual(
      new Map([
        ['завтра 10:00', { kind: 'at', at: '2026-11-24T08:00:00.000Z' }],
        ['через 10 хвилин', { kind: 'at', at: '2026-11-23T12:10:00.000Z' }],
        ['через 2 години', { kind: 'at', at: '2026-11-23T14:00:00.000Z' }],
        ['за годину до дедлайну', { kind: 'before', seconds: 3600 }],
      ]),
    );
  });

  it.each([
    ['1г30хв 12 макет', { amount: { kind: 'duration', seconds: 5400 }, task: 12, note: 'макет' }],
    ['9:00-11:30 #prostor дзвінок', { amount: { kind: 'range' }, tag: 'prostor', note: 'дзвінок' }],
    ['9:00-11:30 вчора 12', { amount: { kind: 'range' }, on: '2026-11-22', task: 12, note: '' }],
    ['8г вчора 12', { amount: { seconds: 28_800 }, on: '2026-11-22', task: 12, note: '' }],
  ])('of logged time is read: %s', (line, meaning) => {
    expect([...examplesOf('log'), uk.time.logHint]).toContain(line);
    expect(parseLogLine(line, CONTEXT)).toMatchObject(meaning);
  });

  it('of a correction of time is read', () => {
    const hints = uk.time.editHint.split(/ або |; ще |, /).map((hint) => hint.replace('…', 'Дзвінок'));
    const words = [...examplesOf('log edit').map(afterNumber), ...hints];
    expect(words.length).toBeGreaterThan(6);
    for (const each of words) expect(parseEntryChange(each, CONTEXT), each).toBeDefined();
  });

  it.each([
    ['тиждень', '2026-11-23', '2026-11-29'],
    ['минулий тиждень', '2026-11-16', '2026-11-22'],
    ['минулий місяць', '2026-10-01', '2026-10-31'],
    ['місяць', '2026-11-01', '2026-11-30'],
  ])('of a time report begins with a period: %s', (words, from, to) => {
    const example = examplesOf('time').find((each) => each.startsWith(words)) ?? '';
    expect(takePeriod(example, CONTEXT)?.period).toEqual({ from, to });
  });

  it('of a list of logged time is nothing but a period', () => {
    expect(examplesOf('log list').map((words) => parsePeriod(words, CONTEXT))).toEqual([
      { from: '2026-11-23', to: '2026-11-23' },
      { from: '2026-11-16', to: '2026-11-22' },
    ]);
  });

  it.each(examplesOf('time'))('of a time report is understood by the command: time %s', async (args) => {
    const project = { id: 1, tag: 'prostor', name: 'Простір', createdBy: 1, archivedAt: null };
    const person = { id: 1, name: 'Анна', role: 'owner', zone: ZONE, language: 'uk' };
    const tx = {
      projects: {
        byTagFor: async () => ({ project, isMember: true }),
        list: async () => [project],
        members: async () => [person],
      },
      people: { getMany: async () => [] },
      timeEntries: { sums: async () => NO_SUMS },
    };
    const reply = await time.run({ args, tx, person, now: NOW, mentions: [], text: uk } as unknown as Call);
    expect(reply.blocks[0]).toMatchObject({ kind: 'heading' });
    // All groupings but the one that is shown have a button.
    const labels = reply.blocks
      .flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
      .map(({ label }) => label);
    const wanted = Object.values(uk.time.by).filter((label) => args.endsWith(label.toLowerCase()));
    expect(labels.filter((label) => wanted.includes(label))).toEqual([]);
    expect(/ за /.test(args)).toBe(wanted.length === 1);
  });

  it('of a list of tasks is made of filters, a priority, a project, a person and words', () => {
    for (const word of examplesOf('tasks').flatMap((line) => line.split(' '))) {
      if (word.startsWith('!')) expect(parsePriority(word.slice(1)), word).toBe('high');
      else if (!/^[#@]/.test(word) && word !== 'банер') expect(parseFilter(word), word).toBeDefined();
    }
    expect(parseFilter(/«(\p{L}+)»/u.exec(uk.tasks.nothingFound('«?»', 1))?.[1] ?? '')).toBe('all');
  });

  it('of a priority is read', () => {
    expect(examplesOf('priority').map(afterNumber).filter(Boolean).map(parsePriority)).toEqual(['high', 'high', 'low']);
    expect(uk.task.priorityHint.split(/, | або /).map(parsePriority)).toEqual(['urgent', 'high', 'normal', 'low']);
    for (const [priority, word] of Object.entries(uk.priority)) expect(parsePriority(word)).toBe(priority);
    const [first] = refuse('unknown priority');
    expect(first?.example).toBe('task Банер !терміновий');
    for (const word of first?.says.match(/!\p{L}+(?=[,;? ])/gu) ?? [])
      expect(parsePriority(word.slice(1))).toBeDefined();
  });

  it('of a result begins with the number of its task', () => {
    for (const line of examplesOf('done', 'result')) expect(takeTaskNumbers(line).numbers[0], line).toBe(12);
    expect(takeTaskNumbers('12 Банер у спільній папці').rest).toBe('Банер у спільній папці');
  });

  it('of a setting is a value of it', () => {
    expect(parseZone('Київ')).toBe('Europe/Kyiv');
    expect(uk.settings.hint.language.split(/, | або /).map(parseLanguage)).toEqual(['en', 'uk', 'ru']);
    for (const line of examplesOf('settings')) {
      const [name = '', ...words] = line.split(' ');
      const value = words.join(' ');
      if (value === '' || name === 'name') continue;
      const found = {
        language: parseLanguage(value),
        zone: parseZone(value),
        digest: parseDigestWord(value) ?? parseTimeOfDay(value),
        morning: parseTimeOfDay(value),
        evening: parseTimeOfDay(value),
        work: parseDailyHours(value, DEFAULT_WORKING_HOURS),
        quiet: parseDailyHours(value, DEFAULT_WORKING_HOURS),
        csv: parseCsvFormat(value) ?? undefined,
        rounding: parseRounding(value) ?? undefined,
      }[name];
      expect(found, line).toBeDefined();
    }
    for (const hint of [uk.settings.hint.morning, uk.settings.hint.evening]) {
      const [time = '', off = ''] = hint.split(' або ');
      expect([parseTimeOfDay(time), isOff(off)]).toEqual([time, true]);
    }
    expect(parseDailyHours(uk.settings.hint.work, DEFAULT_WORKING_HOURS)?.days).toEqual([1, 2, 3, 4, 5]);
    expect(parseDailyHours(uk.settings.hint.quiet, DEFAULT_WORKING_HOURS)?.days).toEqual([6, 7]);
  });
});
