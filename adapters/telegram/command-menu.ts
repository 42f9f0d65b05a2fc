import type { BotCommand } from 'telegraf/types';
import type { Accounts } from '../../src/chat/chat-adapter.ts';
import type { CommandName } from '../../src/chat/command-name.ts';
import { COMMAND_NAMES, ROOM_COMMANDS } from '../../src/chat/command-name.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import type { Log } from '../../src/ports/world.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import type { BotApi } from './sending/bot-api.ts';
import { TelegramApiError } from './sending/bot-api.ts';

/** What Telegram offers while somebody types `/`: in private, in groups, and to managers. */
export interface CommandMenu {
  /** Sets all menus anew, and goes on looking who is a manager. What fails is logged, and tried again with the next look. */
  start(): void;
  stop(): Promise<void>;
}

const FOR_MANAGERS: readonly CommandName[] = ['invite'];
const LOOK_EVERY_MS = 600_000;
/** Of people whose Telegram speaks another language. */
const OTHERS: Language = 'en';

export function createCommandMenu({
  api,
  accounts,
  log,
}: {
  api: BotApi;
  accounts: Pick<Accounts, 'managers'>;
  log: Log;
}): CommandMenu {
  const stopping = new AbortController();
  /** the language of each manager's menu */
  const set = new Map<string, Language>();
  let isSetForAll = false;
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    try {
      if (!isSetForAll) await setForAll();
      isSetForAll = true;
      await setForManagers();
    } catch (error) {
      if (!stopping.signal.aborted) log.warn({ err: error }, 'the command menus could not be set; trying again');
    }
  }

  async function setForAll(): Promise<void> {
    for (const [scope, names] of [
      ['all_private_chats', COMMAND_NAMES.filter((name) => !FOR_MANAGERS.includes(name))],
      ['all_group_chats', ROOM_COMMANDS],
    ] as const) {
      await call('setMyCommands', { commands: menuOf(names, OTHERS), scope: { type: scope } });
      for (const language of LANGUAGES) {
        const commands = menuOf(names, language);
        await call('setMyCommands', { commands, scope: { type: scope }, language_code: language });
      }
    }
  }

  async function setForManagers(): Promise<void> {
    const managers = new Map((await accounts.managers()).map(({ externalId, language }) => [externalId, language]));
    for (const [externalId, language] of managers) {
      if (set.get(externalId) === language) continue;
      await ofChat('setMyCommands', externalId, { commands: menuOf(COMMAND_NAMES, language) });
      set.set(externalId, language);
    }
    for (const externalId of set.keys()) {
      if (managers.has(externalId)) continue;
      await ofChat('deleteMyCommands', externalId, {});
      set.delete(externalId);
    }
  }

  /** A chat that is not there (any more) has no menu, and the others still get theirs. */
  async function ofChat(method: string, externalId: string, args: object): Promise<void> {
    const scope = { type: 'chat', chat_id: Number(externalId) };
    await call(method, { ...args, scope }).catch((error: unknown) => {
      if (!(error instanceof TelegramApiError) || error.kind !== 'refused') throw error;
      log.debug({ err: error }, 'the menu of a manager could not be set');
    });
  }

  function call(method: string, args: object): Promise<unknown> {
    return api.call(method, args, { signal: stopping.signal });
  }

  return {
    start() {
      work = look();
      timer = setInterval(() => {
        work = work.then(look);
      }, LOOK_EVERY_MS);
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await work;
    },
  };
}

/** Telegram's commands are of one word: those of two are found behind their first. */
function menuOf(names: readonly CommandName[], language: Language): BotCommand[] {
  const { commands } = catalogueOf(language).help;
  const firstWords = new Set(names.map((name) => name.split(' ')[0]));
  return COMMAND_NAMES.filter((name) => firstWords.has(name)).map((name) => ({
    command: name,
    description: commands[name].does,
  }));
}
