import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDate, Instant } from '../../../src/domain/instant.ts';
import type { Language } from '../../../src/domain/language.ts';
import { NO_ESTIMATE } from '../../../src/language/estimate.ts';
import { mentionCandidates } from '../../../src/language/mention.ts';
import { NO_DEADLINE } from '../../../src/language/moment-words.ts';
import type { TaskLine } from '../../../src/language/task-line.ts';
import { parseTaskLine } from '../../../src/language/task-line.ts';

/** Wednesday, 18:00 in Kyiv (UTC+2). */
const NOW = '2026-11-18T16:00:00.000Z' as Instant;
const PEOPLE = ['anna', 'anna kovalenko', 'bob', 'o.k', "мар'яна", 'олена', 'олена бондар', 'иван', 'u0123'];

function read(line: string, language: Language = 'en', people = PEOPLE): TaskLine {
  const known = new Set(mentionCandidates(line).filter((name) => people.includes(name)));
  return parseTaskLine(line, { now: NOW, zone: 'Europe/Kyiv', language, known });
}

function line(title: string, parts: Partial<TaskLine> = {}): TaskLine {
  const nothing = {
    who: [],
    tags: [],
    priorities: [],
    unknownPriorities: [],
    deadlines: [],
    clearsDeadline: false,
    estimates: [],
  };
  return { title, ...nothing, ...parts };
}

function day(on: string): Partial<TaskLine> {
  return { deadlines: [{ kind: 'day', on: on as CalendarDate }] };
}

/** @param local a time in Kyiv in winter */
function moment(local: string): Partial<TaskLine> {
  const at = new Date(`${local}:00+02:00`).toISOString() as Instant;
  return { deadlines: [{ kind: 'moment', at }] };
}

describe('parseTaskLine', () => {
  const english: [string, TaskLine][] = [
    [
      'Banner for Prostor @anna #prostor !high tomorrow 18:00',
      line('Banner for Prostor', {
        who: ['anna'],
        tags: ['prostor'],
        priorities: ['high'],
        ...moment('2026-11-19T18:00'),
      }),
    ],
    [
      '@anna !high tomorrow 18:00 #prostor Banner for Prostor',
      line('Banner for Prostor', {
        who: ['anna'],
        tags: ['prostor'],
        priorities: ['high'],
        ...moment('2026-11-19T18:00'),
      }),
    ],
    ['Banner', line('Banner')],
    ['Banner tomorrow', line('Banner', day('2026-11-19'))],
    ['tomorrow Banner', line('Banner', day('2026-11-19'))],
    ['Banner by friday', line('Banner', day('2026-11-20'))],
    ['Banner due friday @bob', line('Banner', { who: ['bob'], ...day('2026-11-20') })],
    ['Banner friday 18:00 !urgent', line('Banner', { priorities: ['urgent'], ...moment('2026-11-20T18:00') })],
    ['Banner in 3 days', line('Banner', day('2026-11-21'))],
    ['Banner 27 nov', line('Banner', day('2026-11-27'))],
    ['Banner 01.12 9:00', line('Banner', moment('2026-12-01T09:00'))],
    ['Banner @anna tomorrow #prostor', line('Banner', { who: ['anna'], tags: ['prostor'], ...day('2026-11-19') })],
    ['Banner @anna, tomorrow.', line('Banner', { who: ['anna'], ...day('2026-11-19') })],
    ['tomorrow, Banner', line('Banner', day('2026-11-19'))],
    ['Banner, tomorrow', line('Banner', day('2026-11-19'))],
    ['@anna: Banner due: friday', line('Banner', { who: ['anna'], ...day('2026-11-20') })],
    ['Banner friday or monday', line('Banner friday or monday')],
    ['Ready tomorrow?', line('Ready?', day('2026-11-19'))],
    ['Banner no deadline', line('Banner', { clearsDeadline: true })],
    ['no deadline', line('', { clearsDeadline: true })],
    ['tomorrow', line('', day('2026-11-19'))],
    ['!high', line('', { priorities: ['high'] })],
    ['buy 3 apples', line('buy 3 apples')],
    ['Windows 11', line('Windows 11')],
    ['May report', line('May report')],
    ['Fix error 404 @bob', line('Fix error 404', { who: ['bob'] })],
    ['Book 2 tickets #prostor', line('Book 2 tickets', { tags: ['prostor'] })],
    ['Call @anna kovalenko about it', line('Call about it', { who: ['anna kovalenko'] })],
    ['Call @Anna please', line('Call please', { who: ['anna'] })],
    ['@stranger Banner', line('Banner', { who: ['stranger'] })],
    ['@anna @bob Banner', line('Banner', { who: ['anna', 'bob'] })],
    ['@anna @ANNA Banner', line('Banner', { who: ['anna'] })],
    ['(cc @bob)', line('(cc)', { who: ['bob'] })],
    ['Will you do it @anna?', line('Will you do it?', { who: ['anna'] })],
    ['Mail anna@example.com', line('Mail anna@example.com')],
    ['Meet @ noon #a', line('Meet @ noon #a')],
    ['Fix #12 and #1st', line('Fix #12 and', { tags: ['1st'] })],
    ['Site #prostor, #Prostor.', line('Site', { tags: ['prostor'] })],
    ['Site #prostor #mriya', line('Site', { tags: ['prostor', 'mriya'] })],
    ['C# and F#m7 #c++', line('C# and F#m7 #c++')],
    ['Wow !!! great', line('Wow !!! great')],
    ['Banner !hgih', line('Banner', { unknownPriorities: [{ word: 'hgih', nearest: 'high' }] })],
    ['Banner !supercalifragilistic', line('Banner !supercalifragilistic')],
    ['Banner !high !HIGH!', line('Banner', { priorities: ['high'] })],
    ['Banner !high !low', line('Banner', { priorities: ['high', 'low'] })],
    ['a != b', line('a != b')],
    ['  Banner \t for   Prostor  ', line('Banner for Prostor')],
    ['Banner\nsize: 300x250\n\n tomorrow @bob', line('Banner', { description: 'size: 300x250\n\n tomorrow @bob' })],
    ['Banner @anna\r\nsecond line', line('Banner', { who: ['anna'], description: 'second line' })],
    ['\n\nBanner\n  \n', line('Banner')],
    ['Banner <b>x</b> *y* _z_ `&amp;`', line('Banner <b>x</b> *y* _z_ `&amp;`')],
    ['ｆｕｌｌ ﬁ ½', line('ｆｕｌｌ ﬁ ½')],
    ['a\0b \ud800 c', line('a\0b \ud800 c')],
    ['', line('')],
  ];
  it.each(english)('reads English %j', (text, expected) => {
    expect(read(text, 'en')).toEqual(expected);
  });

  const ukrainian: [string, TaskLine][] = [
    [
      'Банер для Простору @олена #простір !висока завтра о 18:00',
      line('Банер для Простору', {
        who: ['олена'],
        tags: ['простір'],
        priorities: ['high'],
        ...moment('2026-11-19T18:00'),
      }),
    ],
    ['завтра Банер', line('Банер', day('2026-11-19'))],
    ['Банер завтра', line('Банер', day('2026-11-19'))],
    ['Банер до п’ятниці', line('Банер', day('2026-11-20'))],
    ["Банер до п'ятниці", line('Банер', day('2026-11-20'))],
    ['Банер через 3 дні', line('Банер', day('2026-11-21'))],
    ['Банер 27 листопада', line('Банер', day('2026-11-27'))],
    ['Банер 01.12 9:00', line('Банер', moment('2026-12-01T09:00'))],
    ['Банер завтра о 18:00 @олена', line('Банер', { who: ['олена'], ...moment('2026-11-19T18:00') })],
    ['!терміново Банер', line('Банер', { priorities: ['urgent'] })],
    ['Банер !негайно', line('Банер', { priorities: ['urgent'] })],
    ['Банер !важливо', line('Банер', { priorities: ['high'] })],
    ['Банер !високий', line('Банер', { priorities: ['high'] })],
    ['Банер !звичайний', line('Банер', { priorities: ['normal'] })],
    ['Банер !низька', line('Банер', { priorities: ['low'] })],
    ['Банер !дуже', line('Банер !дуже')],
    ['Банер !висакий', line('Банер', { unknownPriorities: [{ word: 'висакий', nearest: 'high' }] })],
    ['Банер @Мар’яна', line('Банер', { who: ["мар'яна"] })],
    ['Банер @Олена Бондар завтра', line('Банер', { who: ['олена бондар'], ...day('2026-11-19') })],
    ['Банер @олена, будь ласка', line('Банер будь ласка', { who: ['олена'] })],
    ['Банер #Простір_2', line('Банер', { tags: ['Простір_2'] })],
    ['Банер без терміну', line('Банер', { clearsDeadline: true })],
    ['купити 3 яблука', line('купити 3 яблука')],
    ['Звіт за травень', line('Звіт за травень')],
    ['Windows 11', line('Windows 11')],
    ['Подзвонити до клієнта', line('Подзвонити до клієнта')],
    ['Лист на mail@приклад.укр', line('Лист на mail@приклад.укр')],
    ['Банер\nопис завтра', line('Банер', { description: 'опис завтра' })],
    ['Зробиш завтра?', line('Зробиш?', day('2026-11-19'))],
    ['Чи зробиш @олена?', line('Чи зробиш?', { who: ['олена'] })],
    ['Виправити #12', line('Виправити #12')],
    ['Ура!!! готово', line('Ура!!! готово')],
  ];
  it.each(ukrainian)('reads Ukrainian %j', (text, expected) => {
    expect(read(text, 'uk')).toEqual(expected);
  });

  const russian: [string, TaskLine][] = [
    [
      'Баннер для Простора @иван #простор !высокий завтра в 18:00',
      line('Баннер для Простора', {
        who: ['иван'],
        tags: ['простор'],
        priorities: ['high'],
        ...moment('2026-11-19T18:00'),
      }),
    ],
    ['завтра Баннер', line('Баннер', day('2026-11-19'))],
    ['Баннер завтра', line('Баннер', day('2026-11-19'))],
    ['Баннер до пятницы', line('Баннер', day('2026-11-20'))],
    ['Баннер через 3 дня', line('Баннер', day('2026-11-21'))],
    ['Баннер 27 ноября', line('Баннер', day('2026-11-27'))],
    ['Баннер 01.12 9:00', line('Баннер', moment('2026-12-01T09:00'))],
    ['Баннер @иван до пятницы', line('Баннер', { who: ['иван'], ...day('2026-11-20') })],
    ['!срочно Баннер', line('Баннер', { priorities: ['urgent'] })],
    ['Баннер !срочно!', line('Баннер', { priorities: ['urgent'] })],
    ['Баннер !важно', line('Баннер', { priorities: ['high'] })],
    ['Баннер !высокая', line('Баннер', { priorities: ['high'] })],
    ['Баннер !обычный', line('Баннер', { priorities: ['normal'] })],
    ['Баннер !низкий', line('Баннер', { priorities: ['low'] })],
    ['Баннер !очень', line('Баннер !очень')],
    ['Баннер !сроно', line('Баннер', { unknownPriorities: [{ word: 'сроно', nearest: 'urgent' }] })],
    ['Баннер @Иван, пожалуйста', line('Баннер пожалуйста', { who: ['иван'] })],
    ['Баннер @иван @олена', line('Баннер', { who: ['иван', 'олена'] })],
    ['Баннер #Ёлка', line('Баннер', { tags: ['Ёлка'] })],
    ['Баннер #ёлка #елка', line('Баннер', { tags: ['ёлка'] })],
    ['Баннер без срока', line('Баннер', { clearsDeadline: true })],
    ['купить 3 яблока', line('купить 3 яблока')],
    ['Отчёт за май', line('Отчёт за май')],
    ['Windows 11', line('Windows 11')],
    ['Позвонить до клиента', line('Позвонить до клиента')],
    ['Письмо на mail@example.com', line('Письмо на mail@example.com')],
    ['Баннер\nописание завтра', line('Баннер', { description: 'описание завтра' })],
    ['Сделаешь завтра?', line('Сделаешь?', day('2026-11-19'))],
    ['Исправить #12', line('Исправить #12')],
    ['Ура!!! готово', line('Ура!!! готово')],
    ['Баннер для @', line('Баннер для @')],
  ];
  it.each(russian)('reads Russian %j', (text, expected) => {
    expect(read(text, 'ru')).toEqual(expected);
  });

  it('takes equal deadlines for one and keeps different ones apart', () => {
    expect(read('tomorrow @anna Banner #prostor tomorrow').deadlines).toHaveLength(1);
    expect(read('tomorrow @anna Banner #prostor friday').deadlines).toHaveLength(2);
  });

  it.each([
    ['Зустріч о пів на десяту завтра', 'Зустріч'],
    ['Встреча завтра в половине десятого', 'Встреча'],
    ['Call friday at half past nine', 'Call'],
    ['Call friday at quarter to ten', 'Call'],
    ['Review of the quarter to date', 'Review of the quarter to date'],
    ['Знижка на половину десятого місяця', 'Знижка на половину десятого місяця'],
  ])('reads half hours in words, and nothing like them: %j', (text, title) => {
    expect(read(text).title).toBe(title);
  });

  it.each([
    ['Banner for @anna tomorrow', 'Banner'],
    ['Банер для @anna завтра', 'Банер'],
    ['Баннер для @anna завтра', 'Баннер'],
    ['for @anna Banner', 'Banner'],
    ['Banner for the shop @anna', 'Banner for the shop'],
    ['Look for bugs @anna', 'Look for bugs'],
    ['Therefor     @anna', 'Therefor'],
    ['Waiting for #prostor', 'Waiting for'],
    ['Banner (for @anna)', 'Banner (for)'],
    ['to @anna', ''],
    ['на @anna !high', ''],
    ['#prostor До @anna завтра', ''],
    ['Call to @anna', 'Call to'],
    ['@anna to', 'to'],
    ['to #prostor @anna', 'to'],
  ])('gives the word before a mention that leads to it away with it: %j', (text, title) => {
    expect(read(text).title).toBe(title);
  });

  it('keeps a connecting word that a token cut off from its deadline', () => {
    expect(read('Banner due @anna tomorrow')).toEqual(line('Banner due', { who: ['anna'], ...day('2026-11-19') }));
  });

  it('keeps every word that is no token, in its order', () => {
    const words = fc.constantFrom(
      'banner',
      'für',
      '<b>',
      'a@b.c',
      '#12',
      '!!!',
      '@',
      '"x"',
      '\0',
      '\ud800',
      '❤️',
      'ﬁ',
      '—',
      '(',
      '&',
    );
    const tokens = fc.constantFrom('@anna', '@stranger', '#prostor', '!high', '!срочно', '@anna,', '#prostor.');
    fc.assert(
      fc.property(fc.array(fc.oneof(words, tokens)), (parts) => {
        const title = parts.filter((part) => !/^[@#!]\p{L}/u.test(part)).join(' ');
        expect(read(parts.join('  ')).title).toBe(title);
      }),
    );
  });

  it('keeps every character of any text in the title, the description or a token', () => {
    const letters = (text: string) =>
      [...text.matchAll(/[^\s.,;:!@#?]/gu)]
        .map(([letter]) => letter)
        .sort()
        .join('');
    const pieces = fc.constantFrom(
      '@anna',
      '@x',
      '#tag',
      '#1',
      '!hgih',
      '!zzz',
      '!',
      '@',
      '#',
      ',',
      '.',
      ')',
      'word',
      '12',
      ' ',
      '\n',
    );
    const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 30 });
    fc.assert(
      fc.property(
        text.map((parts) => parts.join('')),
        (typed) => {
          const { title, description = '', who, tags, priorities, unknownPriorities, ...rest } = read(typed);
          // Folding changes letters, equal tokens are told once, and a deadline's own words are not reported.
          fc.pre(rest.deadlines.length === 0 && !rest.clearsDeadline && priorities.length === 0);
          const tokens = typed.match(/(?<!\S)[@#]\S/gu) ?? [];
          fc.pre(tokens.length === who.length + tags.length && who.every((name) => typed.includes(name)));
          const words = unknownPriorities.map(({ word }) => word);
          expect(letters([title, description, ...who, ...tags, ...words].join(''))).toBe(letters(typed));
        },
      ),
    );
  });

  it.each([
    '@',
    '#',
    '!',
    '1',
    ' ',
    'a',
    '@a ',
    '#ab ',
    '!high ',
    '!zz ',
    'tomorrow ',
    '@a? ',
    '\n',
    '!!',
    '. ',
    '12.',
    'т',
  ])('reads 40,000 characters of %j in no time', (unit) => {
    const started = performance.now();
    read(unit.repeat(40_000 / unit.length));
    read(`Banner ${unit.repeat(40_000 / unit.length)} friday`);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('keeps a title of 40,000 characters whole', () => {
    const title = 'слово '.repeat(6_666).trim();
    expect(read(`${title} @anna`).title).toBe(title);
  });
});

describe('what a task is not to have', () => {
  it.each([...NO_DEADLINE])('is read at either end of a line: %s', (words) => {
    const wanted = line('Banner', { clearsDeadline: true });
    for (const typed of [`Banner ${words}`, `${words}, Banner`, `Banner (${words})`, `${words.toUpperCase()} Banner`]) {
      expect({ typed, ...read(typed) }).toEqual({ typed, ...wanted });
    }
  });

  it.each([...NO_ESTIMATE])('is read at either end of a line: %s', (words) => {
    const wanted = line('Banner', { estimates: [0] });
    for (const typed of [`Banner ${words}`, `${words} Banner`, `${words.toUpperCase()} Banner`]) {
      expect({ typed, ...read(typed) }).toEqual({ typed, ...wanted });
    }
  });

  it('is read with a Latin letter that looks like its own', () => {
    expect(read('Банер бeз терміну')).toMatchObject({ title: 'Банер', clearsDeadline: true });
  });
});

it.each([
  ['отчет @anna завтра утром, сделать таблицу', 'отчет, сделать таблицу'],
  ['звіт @anna завтра вранці, зробити таблицю', 'звіт, зробити таблицю'],
  ['report @anna tomorrow, make a table', 'report, make a table'],
  ['Banner !high friday 18:00: three sizes', 'Banner: three sizes'],
  ['Banner, @anna tomorrow, make a table', 'Banner, make a table'],
  ['Banner @anna tomorrow, #prostor', 'Banner'],
  ['@anna tomorrow, make a table', 'make a table'],
  ['Banner @anna tomorrow make a table', 'Banner make a table'],
])('keeps what parts the title where a deadline is cut out of it: %s', (typed, title) => {
  expect(read(typed, 'ru').title).toBe(title);
});
