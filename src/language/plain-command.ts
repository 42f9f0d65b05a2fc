import { fold } from '../domain/fold.ts';

/** The Ukrainian and Russian names of what only shows something: alone on a line they are hardly what came of a task. */
const NAMES: Record<string, string> = {
  tasks: 'завдання задачі задачи задания',
  time: 'час время',
  timer: 'таймер',
  digest: 'дайджест сводка',
  'project list': 'проєкти проекты',
  people: 'люди',
  settings: 'налаштування настройки',
  help: 'допомога довідка помощь справка',
};

const COMMAND_OF_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([command, names]) => names.split(' ').map((name) => [fold(name), command] as const)),
);

/** The command line that a line of one plain word is, where an answer was only offered: `завдання` is `tasks`. */
export function plainCommand(line: string): string | undefined {
  return COMMAND_OF_NAME.get(fold(line));
}
