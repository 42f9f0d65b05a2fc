import { isObject, type JsonObject, objectsIn, textIn } from '../slack/json.ts';
import type { MethodParts, Methods } from './methods.ts';
import { chatOf } from './places.ts';
import { refuse, violate } from './refusal.ts';
import type { World } from './world.ts';

const COMMANDS_MAX = 100;
const DESCRIPTION_MAX = 256;

/** setMyCommands, getMyCommands, deleteMyCommands, setMyDescription, setMyShortDescription. */
export function commandMethods({ world }: MethodParts): Methods {
  return {
    setMyCommands(args) {
      const commands = objectsIn(args.commands);
      if (commands.length > COMMANDS_MAX) violate('BOT_COMMANDS_TOO_MUCH');
      for (const { command, description } of commands) {
        if (!/^[a-z0-9_]{1,32}$/.test(textIn(command))) violate(`BOT_COMMAND_INVALID: ${command}`);
        const { length } = textIn(description).trim();
        if (length < 1 || length > DESCRIPTION_MAX) violate(`BOT_COMMAND_DESCRIPTION_INVALID: ${command}`);
      }
      world.commandMenus.set(menuOf(world, args), commands);
      return true;
    },
    getMyCommands: (args) => world.commandMenus.get(menuOf(world, args)) ?? [],
    deleteMyCommands(args) {
      world.commandMenus.delete(menuOf(world, args));
      return true;
    },
    setMyDescription: (args) => describe('description', args, 512),
    setMyShortDescription: (args) => describe('short_description', args, 120),
  };

  function describe(field: string, args: JsonObject, most: number): true {
    const text = textIn(args[field]);
    if (text.length > most) violate(`BOT_${field.toUpperCase()}_TOO_LONG`);
    world.descriptions.set(`${field} ${languageOf(args)}`.trim(), text);
    return true;
  }
}

/** Which menu is meant: `default`, `all_private_chats uk`, `chat -123`, `chat_member -123 456`. */
function menuOf(world: World, args: JsonObject): string {
  const scope = isObject(args.scope) ? args.scope : { type: 'default' };
  const words = [textIn(scope.type)];
  if (scope.chat_id !== undefined) words.push(String(chatOf(world, scope).id));
  if (scope.user_id !== undefined) {
    if (!world.users.has(Number(scope.user_id))) refuse(400, 'invalid user_id specified');
    words.push(String(scope.user_id));
  }
  return [...words, languageOf(args)].filter(Boolean).join(' ');
}

function languageOf(args: JsonObject): string {
  const language = textIn(args.language_code);
  if (language !== '' && !/^[a-z]{2}$/.test(language)) violate('invalid language code specified');
  return language;
}
