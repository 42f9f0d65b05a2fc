import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../../src/chat/command-name.ts';
import { dateIn, type Instant, timeIn } from '../../../src/domain/instant.ts';
import { PRIORITIES } from '../../../src/domain/priority.ts';
import { isTag } from '../../../src/domain/project.ts';
import { SETTING_NAMES } from '../../../src/domain/refusal.ts';
import { parseDailyHours } from '../../../src/language/daily-hours.ts';
import { parseDuration } from '../../../src/language/duration.ts';
import { parseCsvFormat, parseRounding } from '../../../src/language/export-setting.ts';
import { parseFilter } from '../../../src/language/filter-word.ts';
import { parseEntryChange, parseLogLine } from '../../../src/language/log-line.ts';
import { mentionCandidates } from '../../../src/language/mention.ts';
import { findNoDeadline, parseDeadline, parseReminderTime } from '../../../src/language/moment.ts';
import { parseTaskNumber, takeTaskNumbers } from '../../../src/language/number-list.ts';
import { parsePeriod } from '../../../src/language/period.ts';
import { parsePriority } from '../../../src/language/priority-word.ts';
import { isOff, parseDigestWord, parseLanguage, parseTime, parseZone } from '../../../src/language/setting-value.ts';
import { parseTaskLine } from '../../../src/language/task-line.ts';
import { ru } from '../../../src/text/ru.ts';
import type { RefusalText } from '../../../src/text/shapes.ts';
import { REFUSAL_KINDS, ROUNDINGS, refusalTexts } from './refusal-samples.ts';

/** Tuesday, 14:00 in Kyiv (UTC+2). */
const NOW = '2026-11-24T12:00:00.000Z' as Instant;
const ZONE = 'Europe/Kyiv';
const CONTEXT = { now: NOW, zone: ZONE, language: 'ru' } as const;
const NAME = 'Имярек';

/** Arguments of the functions that do not simply take names and words, by their place in the catalogue. */
const ARGUMENTS: Record<string, unknown[][]> = {
  told: [[[NAME]], [[NAME, 'Олег']]],
  'task.notGiven': [true, false].flatMap((deadline) =>
    [true, false].map((priority) => [{ deadline, priority }] as unknown[]),
  ),
  'task.done': [[1], [2], [5]],
  'task.addResult': [[1], [2]],
  'task.late': [[0], [59], [60], [5400], [86_400], [200_000]],
  'tasks.heading': [[['полученные', '#prostor']]],
  'time.stopped': [
    [{ stretch: '45 мин', task: '3 ч', today: '5 ч' }],
    [{ stretch: '45 мин', task: undefined, today: '5 ч' }],
  ],
  'digest.progress': [[7, 12]],
  'digest.allSorted': [[12]],
  'digest.sections.received': [[5]],
  'digest.sections.given': [[5]],
  'digest.more': [[5]],
  'people.handedOver': [[0], [1], [2], [5]],
  'button.openTask': [[12]],
  'files.roundedAs': ROUNDINGS,
  'files.month': [[2, 2026]],
  'files.othersInChart': [[5]],
  'settings.csvIs': [[{ separator: ';', decimal: ',' }]],
  'settings.rounded': ROUNDINGS,
};

/** Everything the catalogue can say, each with its place in it. */
function textsIn(value: unknown, path: string[] = []): [place: string, text: string][] {
  const place = path.join('.');
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function') {
    const calls = ARGUMENTS[place] ?? [Array.from({ length: value.length }, () => NAME)];
    return calls.flatMap((args) => textsIn(value(...args), path));
  }
  if (typeof value !== 'object' || value === null) return [];
  if (place === 'refusal') return refusals().flatMap(({ kind, ...words }) => textsIn(words, [place, kind]));
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

const TEXTS = textsIn(ru);
const SENTENCES = TEXTS.filter(([place]) => !/\.example$|\.examples\.|[hH]int|\.usage$|^language$/.test(place));

function refusals(): (RefusalText & { kind: string })[] {
  return REFUSAL_KINDS.flatMap((kind) => refusalTexts(kind, 'ru').map((words) => ({ kind, ...words })));
}

/** Every command line that the catalogue tells people to type. */
const EXAMPLES = [
  ...new Set([
    ru.welcome.example,
    ...refusals().flatMap(({ example }) => (example === undefined ? [] : [example])),
    ...Object.values(ru.help.commands).flatMap(({ examples }) => [...examples]),
  ]),
];

function split(line: string): { command: string; rest: string } {
  const command = [...COMMAND_NAMES, 'start']
    .filter((name) => line === name || line.startsWith(`${name} `))
    .sort((a, b) => b.length - a.length)[0];
  return { command: command ?? '', rest: line.slice((command ?? '').length).trim() };
}

function examplesOf(...commands: string[]): string[] {
  return EXAMPLES.map(split).flatMap(({ command, rest }) => (commands.includes(command) && rest !== '' ? [rest] : []));
}

/** `2026-11-27` for a day, `2026-11-27 18:00` on Kyiv's clocks for a moment. */
function readTask(line: string) {
  const people = ['anna', 'oleh', '12'];
  const known = new Set(mentionCandidates(line).filter((name) => people.includes(name)));
  const read = parseTaskLine(line, { ...CONTEXT, known });
  const deadlines = read.deadlines.map((each) =>
    each.kind === 'day' ? each.on : `${dateIn(ZONE, each.at)} ${timeIn(ZONE, each.at)}`,
  );
  return { ...read, deadlines };
}

describe('the Russian catalogue', () => {
  it('leaves nothing empty or unfilled', () => {
    expect(TEXTS.length).toBeGreaterThan(400);
    const empty = TEXTS.filter(([place, text]) => text.trim() === '' && !place.endsWith('.usage'));
    expect(empty).toEqual([]);
    expect(TEXTS.filter(([, text]) => /undefined|null|NaN|\[object|\$\{/.test(text))).toEqual([]);
  });

  it('has no Latin words but commands, their fixed words, zones, languages and product names', () => {
    const allowed = new Set([
      ...COMMAND_NAMES.flatMap((name) => name.split(' ')),
      ...Object.keys(ru.tasks.filters),
      ...SETTING_NAMES,
      ...[
        'start',
        'xlsx',
        'csv',
        'CSV',
        'anna',
        'oleh',
        'prostor',
        'site',
        'XLSX',
        'files',
        'write',
        'owner',
        'manager',
        'member',
        'Europe',
        'Kyiv',
        'en',
        'uk',
        'ru',
        'Slack',
        'Telegram',
        'Friday',
        'OWNERS',
        'SETUP',
        'CODE',
        'DIGEST',
        'AT',
      ],
    ]);
    const strange = TEXTS.flatMap(([place, text]) =>
      (text.match(/[a-z]+/giu) ?? []).filter((word) => !allowed.has(word)).map((word) => `${place}: ${word}`),
    );
    expect(strange).toEqual([]);
  });

  it('mixes no Latin letters into Cyrillic words', () => {
    expect(TEXTS.filter(([, text]) => /[а-яё][a-z]|[a-z][а-яё]/iu.test(text))).toEqual([]);
  });

  it('quotes with «», writes ё and a long dash, and addresses people with a small вы', () => {
    expect(SENTENCES.filter(([, text]) => /["“”„']/.test(text))).toEqual([]);
    expect(SENTENCES.filter(([, text]) => /\s[-–]\s/.test(text))).toEqual([]);
    const withoutYo =
      /(?<!\p{L})(?:еще|ее|идет|ждем|счет|отчет|учтен|прошел|сохранен|удален|изменен|отменен|остается|придет|ведем|округлен|перенесен|введен)(?!\p{L})/iu;
    expect(SENTENCES.filter(([, text]) => withoutYo.test(text))).toEqual([]);
    expect(SENTENCES.filter(([, text]) => /[\p{Ll},:«] В(?:ы|ас|ам|аш\p{L}*)(?!\p{L})/u.test(text))).toEqual([]);
  });

  it('never says of a person what would need their gender', () => {
    const past = new RegExp(`${NAME},? (?:\\p{L}+ )?\\p{L}+(?:л|ла|лся|лась|ен|ён|на|ена)(?!\\p{L})`, 'u');
    expect(TEXTS.filter(([, text]) => past.test(text))).toEqual([]);
  });

  it.each(REFUSAL_KINDS)('says what is wrong: %s', (kind) => {
    const found = refusals().filter((each) => each.kind === kind);
    expect(found.length).toBeGreaterThan(0);
    for (const { says } of found) expect(says).toMatch(/^[«\p{Lu}].*[.?:]$/u);
  });

  it('ends with a colon only where an example follows', () => {
    expect(refusals().filter(({ says, example }) => says.endsWith(':') && !example)).toEqual([]);
  });

  it.each(COMMAND_NAMES)('explains %s', (name) => {
    const { does, examples } = ru.help.commands[name];
    expect(does).toMatch(/^[\p{Ll}].*[^.]$/u);
    expect(new Set(examples).size).toBe(2);
  });

  it('has a short label for every button', () => {
    expect(textsIn(ru.button).filter(([, text]) => text.length > 24)).toEqual([]);
  });
});

describe('Russian words after a number', () => {
  const forms: [count: number, task: string, day: string, characters: string, open: string][] = [
    [1, '1 задача', '1 день', '1 символ', 'Осталась 1 открытая задача.'],
    [2, '2 задачи', '2 дня', '2 символа', 'Остались 2 открытые задачи.'],
    [5, '5 задач', '5 дней', '5 символов', 'Осталось 5 открытых задач.'],
    [11, '11 задач', '11 дней', '11 символов', 'Осталось 11 открытых задач.'],
    [21, '21 задача', '21 день', '21 символ', 'Осталась 21 открытая задача.'],
    [22, '22 задачи', '22 дня', '22 символа', 'Остались 22 открытые задачи.'],
    [111, '111 задач', '111 дней', '111 символов', 'Осталось 111 открытых задач.'],
  ];

  it.each(forms)('agree with %i', (count, task, day, characters, open) => {
    expect(ru.task.done(count)).toBe(count === 1 ? 'Готово.' : `Готово: ${task}.`);
    expect(ru.task.late(count * 86_400)).toBe(`просрочено на ${day}`);
    expect(
      ru.refusal['title too long']({ kind: 'title too long', length: count, max: 300, command: 'task' }).says,
    ).toMatch(new RegExp(`^В названии ${characters}, помещается 300\\.`));
    expect(
      ru.refusal['text too long']({ kind: 'text too long', what: 'note', length: count, max: 4000, command: 'note 12' })
        .says,
    ).toMatch(new RegExp(`^В комментарии ${characters}, помещается 4000\\.`));
    expect(ru.people.handedOver(count).startsWith(open)).toBe(true);
  });

  it('are not needed where the number stands after a colon or alone', () => {
    expect(ru.digest.sections.received(21)).toBe('Полученные: 21');
    expect(ru.digest.sections.given(2)).toBe('Порученные вами: 2');
    expect(ru.digest.progress(1, 21)).toBe('Разобрано 1 из 21');
    expect(ru.digest.more(5)).toBe('Ещё 5');
  });

  it('say how late a task is down to the minute', () => {
    expect(ru.task.late(0)).toBe('просрочено только что');
    expect(ru.task.late(5400)).toBe('просрочено на 1 ч 30 мин');
    expect(ru.task.late(86_399)).toBe('просрочено на 24 ч');
    expect(ru.task.late(2 * 86_400 + 80_000)).toBe('просрочено на 2 дня');
  });

  it('say who gets to know in the singular and the plural', () => {
    expect(ru.told(['Анна'])).toBe('Анна получит уведомление.');
    expect(ru.told(['Анна', 'Олег'])).toBe('Анна и Олег получат уведомление.');
    expect(ru.told(['Анна', 'Иван', 'Олег'])).toBe('Анна, Иван и Олег получат уведомление.');
  });
});

describe('the examples in Russian', () => {
  it('all begin with a command', () => {
    expect(EXAMPLES.filter((line) => split(line).command === '')).toEqual([]);
  });

  it.each<[line: string, Partial<ReturnType<typeof readTask>>]>([
    ['Баннер для лендинга завтра 18:00', { title: 'Баннер для лендинга', deadlines: ['2026-11-25 18:00'] }],
    ['Баннер для лендинга завтра', { title: 'Баннер для лендинга', deadlines: ['2026-11-25'] }],
    ['Банер завтра 18:00', { title: 'Банер', deadlines: ['2026-11-25 18:00'] }],
    ['Баннер пятница 18:00', { title: 'Баннер', deadlines: ['2026-11-27 18:00'] }],
    ['Баннер ~3ч', { title: 'Баннер', estimates: [3 * 3600], deadlines: [] }],
    ['Баннер @anna', { title: 'Баннер', who: ['anna'], deadlines: [] }],
    ['Баннер #prostor', { title: 'Баннер', tags: ['prostor'], deadlines: [] }],
    ['Баннер !срочный', { title: 'Баннер', priorities: ['urgent'], deadlines: [] }],
    ['Баннер !высокий', { title: 'Баннер', priorities: ['high'], deadlines: [] }],
    ['Позвонить в типографию в пятницу', { title: 'Позвонить в типографию', deadlines: ['2026-11-27'] }],
    [
      'Баннер для «Простора» @anna #prostor !высокий завтра 18:00',
      {
        title: 'Баннер для «Простора»',
        who: ['anna'],
        tags: ['prostor'],
        priorities: ['high'],
        deadlines: ['2026-11-25 18:00'],
      },
    ],
  ])('are read as tasks: %s', (line, expected) => {
    expect(examplesOf('task')).toContain(line);
    expect(readTask(line)).toMatchObject(expected);
  });

  it('are all the tasks that were looked at above', () => {
    expect(examplesOf('task')).toHaveLength(11);
  });

  it('are read as changes of a task', () => {
    const read = (line: string) => readTask(line.replace(/^12 ?/, ''));
    expect(examplesOf('edit').sort()).toEqual([
      '12 !обычный',
      '12 @oleh !срочный',
      '12 @мне',
      '12 @олег',
      '12 без срока',
    ]);
    expect(read('12 !обычный')).toMatchObject({ title: '', priorities: ['normal'] });
    expect(read('12 @мне')).toMatchObject({ title: '', who: ['мне'] });
    expect(read('12 @oleh !срочный')).toMatchObject({ title: '', who: ['oleh'], priorities: ['urgent'] });
    expect(read('12 без срока')).toMatchObject({ title: '', clearsDeadline: true });
    expect(readTask(ru.task.editHint)).toMatchObject({
      title: '',
      priorities: ['high'],
      deadlines: ['2026-11-27 18:00'],
    });
    expect(readTask(ru.task.titleHint)).toMatchObject({
      title: 'Баннер для лендинга',
      who: ['anna'],
      deadlines: ['2026-11-25 18:00'],
    });
    expect(findNoDeadline('без срока')).toEqual({ start: 0, end: 9 });
  });

  const withoutId = (line: string) => line.replace(/^\d+ ?/, '');
  const wishes = (...commands: string[]) =>
    examplesOf(...commands)
      .map(withoutId)
      .filter((words) => words !== '');

  it.each([...wishes('move'), ...ru.task.whenHint.split(', ')])('are read as deadlines: %s', (words) => {
    expect(parseDeadline(words, CONTEXT)).toBeDefined();
  });

  it.each([...wishes('remind'), ...ru.task.remindHint.split(', ')])('are read as reminders: %s', (words) => {
    const read = parseReminderTime(words, CONTEXT);
    expect(read?.kind).toBe(words.startsWith('за ') ? 'before' : 'at');
  });

  it.each([...wishes('priority'), ...ru.task.priorityHint.split(/, | или /), ...Object.values(ru.priority)])(
    'are read as priorities: %s',
    (word) => {
      expect(parsePriority(word)).toBeDefined();
    },
  );

  it.each(PRIORITIES.map((priority) => [priority, ru.priority[priority]] as const))(
    'name the priority %s by a word that means it',
    (priority, word) => {
      expect(parsePriority(word)).toBe(priority);
      const { says } = ru.refusal['unknown priority']({
        kind: 'unknown priority',
        word: 'ъ',
        nearest: priority,
        command: 'task',
      });
      expect(says.endsWith(`!${word}?`)).toBe(true);
      expect(says.match(/!(\p{L}+)/gu)).toHaveLength(5);
    },
  );

  it.each([...examplesOf('log'), ru.time.logHint])('are read as time: %s', (line) => {
    const read = parseLogLine(line, CONTEXT);
    expect(read?.task ?? read?.tag).toBe(line.includes('#') ? 'prostor' : 12);
    const on = line.includes('5.12.2025') ? '2025-12-05' : undefined;
    expect(read?.on).toBe(line.includes('вчера') ? '2026-11-23' : on);
    expect(read?.note).toBe(/макет|созвон/.exec(line)?.[0] ?? '');
  });

  const hints = ru.time.editHint.split(/ или |; ещё |, /).map((hint) => hint.replace('…', 'Созвон'));
  it.each([...wishes('log edit'), ...hints])('are read as a correction: %s', (words) => {
    expect(parseEntryChange(words, CONTEXT)).toBeDefined();
  });

  it.each(wishes('log split'))('say where time is split: %s', (words) => {
    expect(parseTime(words) ?? parseDuration(words)).toBeDefined();
  });

  it.each(examplesOf('time'))('are read as periods: %s', (line) => {
    const period = line.replace(/ #prostor/, '').replace(/ (?:по (?:проектам|людям|задачам|дням)|xlsx)$/, '');
    expect(parsePeriod(period, CONTEXT)).toBeDefined();
  });

  it.each(examplesOf('tasks'))('are read as filters: %s', (line) => {
    const strange = line.split(' ').filter((word) => {
      if (/^[#@]/.test(word)) return false;
      return word.startsWith('!') ? !parsePriority(word.slice(1)) : !parseFilter(word) && word !== 'баннер';
    });
    expect(strange).toEqual([]);
  });

  it('name words that a list takes', () => {
    expect(parseFilter(/«(\p{L}+)»/u.exec(ru.tasks.nothingFound('«?»', 1))?.[1] ?? '')).toBe('all');
  });

  it.each(examplesOf('done', 'result', 'drop', 'reopen', 'show', 'note', 'took', 'nudge', 'agree', 'keep', 'move'))(
    'begin with task numbers: %s',
    (line) => {
      const { numbers, rest } = takeTaskNumbers(line);
      expect(numbers).toEqual(line.includes(',') ? [12, 13, 14] : [12]);
      expect(rest).not.toMatch(/^\d/);
    },
  );

  it.each([...examplesOf('project new'), ru.project.newHint])('are read as new projects: %s', (line) => {
    expect(isTag(line.split(' ')[0] ?? '')).toBe(true);
  });

  it.each([
    // `settings zone` alone offers the choices.
    ...examplesOf('settings').filter((line) => line.includes(' ')),
    ...ru.settings.hint.language.split(/, | или /).map((word) => `language ${word}`),
    ...ru.settings.hint.zone.split(' или ').map((word) => `zone ${word}`),
    ...(['morning', 'evening', 'rounding'] as const).flatMap((name) =>
      ru.settings.hint[name].split(' или ').map((word) => `${name} ${word}`),
    ),
    ...(['name', 'digest', 'work', 'quiet', 'csv'] as const).map((name) => `${name} ${ru.settings.hint[name]}`),
  ])('are read as settings: %s', (line) => {
    const [name = '', ...words] = line.split(' ');
    const value = words.join(' ');
    const none = { starts: '08:00', ends: '17:00', days: [] } as never;
    const read: Record<string, (text: string) => unknown> = {
      name: (text) => text,
      language: parseLanguage,
      zone: parseZone,
      digest: (text) => parseDigestWord(text) ?? parseTime(text),
      morning: (text) => isOff(text) || parseTime(text),
      evening: (text) => isOff(text) || parseTime(text),
      work: (text) => parseDailyHours(text, none)?.days.join(''),
      quiet: (text) => parseDailyHours(text, none)?.days.join(''),
      csv: parseCsvFormat,
      rounding: (text) => isOff(text) || parseRounding(text),
    };
    const found = read[name]?.(value);
    expect(found).toBeTruthy();
    if (name === 'work') expect(found).toBe('12345');
    if (name === 'quiet') expect(found).toBe('67');
  });

  it('write task numbers as they are read', () => {
    expect(examplesOf('timer start').map((line) => parseTaskNumber(line.split(' ')[0] ?? ''))).toContain(12);
  });
});
