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
  replyHere: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    notYourButton: 'That button was made for somebody else, so nothing was done.',
    oldButton: 'That button is too old, so nothing was done. /tasks shows your tasks as they are now.',
    onlyText: 'I can only read text so far. Write me a line, for example:',
    helloGroup:
      'Hello! I am Friday, I keep tasks and time. If this group works on one project, bind it, and its tasks go there by themselves:',
    answeredPrivately: 'This is for you alone: I have answered in our private chat.',
    askPrivately: 'This is for you alone. Open our private chat, press Start, and ask me there.',
    openChat: 'Open our chat',
    howToCancel: 'To leave it: /cancel',
    answerByReply: 'Press a button, or answer by replying to this message.',
    replyHere: 'Answer by replying to this message.',
  },
  uk: {
    notYourButton: 'Цю кнопку зроблено для когось іншого, тож нічого не сталося.',
    oldButton: 'Ця кнопка застара, тож нічого не сталося. Які завдання є зараз, покаже /tasks.',
    onlyText: 'Поки що я читаю лише текст. Напишіть рядок, наприклад:',
    helloGroup:
      'Вітаю! Я Friday, веду завдання й облік часу. Якщо ця група працює над одним проєктом, пов’яжіть її з ним, і завдання звідси потраплятимуть туди:',
    answeredPrivately: 'Це лише для вас: відповідь у нашому приватному чаті.',
    askPrivately: 'Це лише для вас. Відкрийте наш приватний чат, натисніть «Почати» й запитайте там.',
    openChat: 'Відкрити чат',
    howToCancel: 'Скасувати: /cancel',
    answerByReply: 'Натисніть кнопку або дайте відповідь на це повідомлення.',
    replyHere: 'Дайте відповідь на це повідомлення.',
  },
  ru: {
    notYourButton: 'Эта кнопка сделана для кого-то другого, поэтому ничего не произошло.',
    oldButton: 'Эта кнопка слишком старая, поэтому ничего не произошло. Какие задачи есть сейчас, покажет /tasks.',
    onlyText: 'Пока я читаю только текст. Напишите строку, например:',
    helloGroup:
      'Здравствуйте! Я Friday, веду задачи и учёт времени. Если эта группа работает над одним проектом, привяжите её к нему, и задачи отсюда будут попадать туда:',
    answeredPrivately: 'Это только для вас: ответ в нашем личном чате.',
    askPrivately: 'Это только для вас. Откройте наш личный чат, нажмите «Начать» и спросите там.',
    openChat: 'Открыть чат',
    howToCancel: 'Отменить: /cancel',
    answerByReply: 'Нажмите кнопку или ответьте на это сообщение.',
    replyHere: 'Ответьте на это сообщение.',
  },
};

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
