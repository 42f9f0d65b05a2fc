import type { Language } from '../../src/domain/language.ts';

/** What the adapter itself has to say. */
export interface Words {
  notYourButton: string;
  oldButton: string;
  onlyText: string;
  helloGroup: string;
  answeredPrivately: string;
  askPrivately: string;
  openChat: string;
  howToCancel: string;
  answerByReply: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    notYourButton: 'That button was made for somebody else, so nothing was done. /tasks shows yours.',
    oldButton: 'That button is too old, so nothing was done. /tasks shows your tasks as they are now.',
    onlyText: 'I can only read text so far. Write me a line, for example /task Banner tomorrow, or see /help.',
    helloGroup:
      'Hello! I am Friday, I keep tasks and time. If this group works on one project, bind it, and its tasks go there by themselves:',
    answeredPrivately: 'This is for you alone: I have answered in our private chat.',
    askPrivately: 'This is for you alone. Open our private chat, press Start, and ask me there.',
    openChat: 'Open our chat',
    howToCancel: 'To stop: /cancel',
    answerByReply: 'Press a button, or answer by replying to this message.',
  },
  uk: {
    notYourButton: 'Цю кнопку зроблено для когось іншого, тож нічого не сталося. Свої завдання покаже /tasks.',
    oldButton: 'Ця кнопка застара, тож нічого не сталося. Які завдання є зараз, покаже /tasks.',
    onlyText: 'Поки що я читаю лише текст. Напишіть рядок, наприклад /task Банер завтра, або подивіться /help.',
    helloGroup:
      'Вітаю! Я Friday, веду завдання й облік часу. Якщо ця група працює над одним проєктом, прив’яжіть її, і завдання потраплятимуть туди самі:',
    answeredPrivately: 'Це лише для вас: відповідь у нашому приватному чаті.',
    askPrivately: 'Це лише для вас. Відкрийте наш приватний чат, натисніть «Почати» й запитайте там.',
    openChat: 'Відкрити чат',
    howToCancel: 'Щоб зупинитися: /cancel',
    answerByReply: 'Натисніть кнопку або дайте відповідь на це повідомлення.',
  },
  ru: {
    notYourButton: 'Эта кнопка сделана для кого-то другого, поэтому ничего не произошло. Свои задачи покажет /tasks.',
    oldButton: 'Эта кнопка слишком старая, поэтому ничего не произошло. Какие задачи есть сейчас, покажет /tasks.',
    onlyText: 'Пока я читаю только текст. Напишите строку, например /task Баннер завтра, или посмотрите /help.',
    helloGroup:
      'Здравствуйте! Я Friday, веду задачи и учёт времени. Если эта группа работает над одним проектом, привяжите её, и задачи будут попадать туда сами:',
    answeredPrivately: 'Это только для вас: ответ в нашем личном чате.',
    askPrivately: 'Это только для вас. Откройте наш личный чат, нажмите «Начать» и спросите там.',
    openChat: 'Открыть чат',
    howToCancel: 'Чтобы остановиться: /cancel',
    answerByReply: 'Нажмите кнопку или ответьте на это сообщение.',
  },
};

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
