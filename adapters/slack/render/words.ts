import type { Language } from '../../../src/domain/language.ts';

/** What only Slack's surfaces need to say, in the person's language. */
interface Words {
  close: string;
  /** the Home tab is full; followed by a command */
  moreTasks: string;
  /** a dialog is full */
  more: string;
  typeOneOf: (values: readonly string[]) => string;
}

const WORDS: Record<Language, Words> = {
  en: {
    close: 'Close',
    moreTasks: 'There is more than fits here. To see it all, type ',
    more: 'There is more than fits here. To see it all, type the command in a message.',
    typeOneOf: (values) => `Type one of these: ${values.join(', ')}`,
  },
  uk: {
    close: 'Закрити',
    moreTasks: 'Тут поміщається не все. Щоб побачити решту, напишіть ',
    more: 'Тут поміщається не все. Щоб побачити решту, напишіть команду в повідомленні.',
    typeOneOf: (values) => `Напишіть одне з цього: ${values.join(', ')}`,
  },
  ru: {
    close: 'Закрыть',
    moreTasks: 'Здесь помещается не всё. Чтобы увидеть остальное, напишите ',
    more: 'Здесь помещается не всё. Чтобы увидеть остальное, напишите команду в сообщении.',
    typeOneOf: (values) => `Напишите одно из этого: ${values.join(', ')}`,
  },
};

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
