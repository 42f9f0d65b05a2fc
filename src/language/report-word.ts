import { fold } from '../domain/fold.ts';

/** What a line asks of a report beside its period, people and project. */
export interface ReportWords {
  by: 'project' | 'person' | 'task' | 'day' | undefined;
  isOfEverybody: boolean;
  file: 'chart' | 'xlsx' | 'csv' | undefined;
  /** a second grouping or file that is another one, in its words */
  others: { what: 'grouping' | 'file'; words: string[] }[];
  /** the line without these words */
  rest: string[];
}

const BY = /^(?:by|по|за)$/;
const GROUPINGS = {
  project: /^(?:projects?|проєкт(?:ами|ах|и)?|проект(?:ам|ами|ах|ы|и)?)$/,
  person: /^(?:person|people|люд(?:ям|ях|ьми|ина|ині|и)|человек|людям)$/,
  task: /^(?:tasks?|задач(?:ам|ами|ах|а|и)|завдан(?:ням|нях|нями|ня))$/,
  day: /^(?:days?|дн(?:ям|ях|ями|и|і)|день)$/,
};
const FILES = {
  chart: /^(?:picture|chart|graph|картинк(?:а|ою|ой|у)|графік(?:ом)?|график(?:ом)?|діаграм(?:а|ою)|диаграмм(?:а|ой))$/,
  xlsx: /^(?:xlsx|excel|ексель|эксель)$/,
  csv: /^csv$/,
};
const EVERYBODY = /^@?(?:everybody|everyone|all|team|усі|всі|все|команда|команди|команды)$/;

/** Takes its words out of a line, wherever they stand. */
export function takeReportWords(words: readonly string[]): ReportWords {
  const found: ReportWords = { by: undefined, isOfEverybody: false, file: undefined, others: [], rest: [] };
  for (let i = 0; i < words.length; i += 1) {
    const word = fold(words[i] ?? '');
    const by = BY.test(word) ? named(GROUPINGS, fold(words[i + 1] ?? '')) : undefined;
    const file = named(FILES, word);
    if (by) {
      if (found.by && found.by !== by) found.others.push({ what: 'grouping', words: words.slice(i, i + 2) });
      found.by ??= by;
      i += 1;
    } else if (file) {
      if (found.file && found.file !== file) found.others.push({ what: 'file', words: words.slice(i, i + 1) });
      found.file ??= file;
    } else if (EVERYBODY.test(word)) found.isOfEverybody = true;
    else found.rest.push(words[i] ?? '');
  }
  return found;
}

/** Whether words are `by …`, whatever it is that follows. */
export function namesGrouping(words: string): boolean {
  return BY.test(fold(words.split(/\s/, 1)[0] ?? ''));
}

function named<Name extends string>(patterns: Record<Name, RegExp>, word: string): Name | undefined {
  return (Object.keys(patterns) as Name[]).find((name) => patterns[name].test(word));
}
