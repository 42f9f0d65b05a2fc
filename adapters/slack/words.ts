import type { Language } from '../../src/domain/language.ts';

/** What the adapter itself has to say. */
interface Words {
  notYourButton: string;
  sameLine: string;
  formLate: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    notYourButton: 'That button was made for somebody else, so nothing was done. /tasks shows yours.',
    sameLine:
      'You sent the very same line a moment ago, and it was done then too. If once was enough, take this back: /friday undo',
    formLate: 'The form could not be opened in time. Please try once more.',
  },
  uk: {
    notYourButton: 'Цю кнопку зроблено для когось іншого, тож нічого не сталося. Свої завдання покаже /tasks.',
    sameLine:
      'Щойно ви вже надсилали те саме, і тоді це теж було зроблено. Якщо вистачить одного разу, скасуйте це: /friday undo',
    formLate: 'Форма не встигла відкритися. Спробуйте, будь ласка, ще раз.',
  },
  ru: {
    notYourButton: 'Эта кнопка сделана для кого-то другого, поэтому ничего не произошло. Свои задачи покажет /tasks.',
    sameLine:
      'Только что вы уже отправляли то же самое, и тогда это тоже было сделано. Если хватит одного раза, отмените: /friday undo',
    formLate: 'Форма не успела открыться. Попробуйте, пожалуйста, ещё раз.',
  },
};

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
