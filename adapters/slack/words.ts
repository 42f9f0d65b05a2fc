import type { Language } from '../../src/domain/language.ts';

/** What the adapter itself has to say. */
interface Words {
  notYourButton: string;
  sameLine: string;
  noForm: string;
  oldForm: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    notYourButton: 'That button was made for somebody else, so nothing was done. /tasks shows yours.',
    sameLine:
      'You sent the very same line a moment ago, and it was done then too. If once was enough, take this back: /friday undo',
    noForm: 'If no form has opened, please try once more.',
    oldForm: 'This form is from before an update. Please copy what you wrote and open it again.',
  },
  uk: {
    notYourButton: 'Цю кнопку зроблено для когось іншого, тож нічого не сталося. Свої завдання покаже /tasks.',
    sameLine:
      'Щойно ви вже надсилали те саме, і тоді це теж було зроблено. Якщо вистачить одного разу, скасуйте це: /friday undo',
    noForm: 'Якщо форма не відкрилася, спробуйте, будь ласка, ще раз.',
    oldForm: 'Ця форма відкрита ще до оновлення. Скопіюйте написане й відкрийте її знову.',
  },
  ru: {
    notYourButton: 'Эта кнопка сделана для кого-то другого, поэтому ничего не произошло. Свои задачи покажет /tasks.',
    sameLine:
      'Только что вы уже отправляли то же самое, и тогда это тоже было сделано. Если хватит одного раза, отмените: /friday undo',
    noForm: 'Если форма не открылась, попробуйте, пожалуйста, ещё раз.',
    oldForm: 'Эта форма открыта ещё до обновления. Скопируйте написанное и откройте её снова.',
  },
};

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
