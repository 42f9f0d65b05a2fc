import type { Call, Command } from '../chat/command.ts';
import type { CommandName } from '../chat/command-name.ts';
import { COMMAND_NAMES, HELP_TOPICS, ROOM_COMMANDS } from '../chat/command-name.ts';
import type { Block, Item, Reply } from '../chat/reply.ts';
import { buttons, heading, line, plain, typed } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { nearest } from '../language/nearest.ts';
import { lineMeant } from '../language/tried-word.ts';

/** A summary, or one command with two examples. */
export const help: Command = {
  name: 'help',
  async run(call) {
    if (call.args === '') return call.chat.kind === 'group' ? inRoom(call) : summary(call);
    const wanted = call.args.toLowerCase().replace(/^\//, '').replaceAll(/\s+/g, ' ').trim();
    const name = commandNamed(wanted) ?? commandMeant(wanted);
    if (!name) {
      const near = nearest(wanted, COMMAND_NAMES, 3);
      return refuse({ kind: 'unknown command', typed: wanted, nearest: near });
    }
    const topics = COMMAND_NAMES.filter((each) => each === name || each.startsWith(`${name} `));
    return { blocks: topics.flatMap((topic) => aboutCommand(call, topic)) };
  },
};

function commandNamed(name: string | undefined): CommandName | undefined {
  return COMMAND_NAMES.find((each) => each === name) ?? COMMAND_NAMES.find((each) => each.split(' ')[0] === name);
}

/** The command that is known by other words too: `задача`, `прострочені`. */
function commandMeant(words: string): CommandName | undefined {
  // A command that needs a number is offered as its help.
  const meant = lineMeant(words, '')?.replace(/^help /, '');
  return commandNamed(meant) ?? commandNamed(meant?.split(' ')[0]);
}

function aboutCommand(call: Call, name: (typeof COMMAND_NAMES)[number]): Block[] {
  const { usage, does, examples } = call.text.help.commands[name];
  return [
    line(typed(`${name}${usage ? ` ${usage}` : ''}`)),
    line(does),
    line(plain(`${call.text.help.example} `), typed(examples[0])),
    line(plain(`${call.text.help.example} `), typed(examples[1])),
  ];
}

/** A room need not read of everything. */
function inRoom(call: Call): Reply {
  const { text } = call;
  return {
    blocks: [
      heading(text.help.heading),
      { kind: 'list', items: ROOM_COMMANDS.map((name) => itemOf(call, name)) },
      line(text.help.restInPrivate),
    ],
  };
}

function itemOf({ text }: Call, name: CommandName): Item {
  const { usage, does } = text.help.commands[name];
  return { spans: [typed(`${name}${usage ? ` ${usage}` : ''}`), plain(` – ${does}`)] };
}

function summary(call: Call): Reply {
  const { text } = call;
  const blocks: Block[] = [heading(text.help.heading)];
  for (const topic of HELP_TOPICS) {
    blocks.push(line({ kind: 'strong', text: text.help.topics[topic.name] }));
    blocks.push({
      kind: 'list',
      items: topic.commands.map((name) => itemOf(call, name)),
    });
  }
  blocks.push(line(plain(`${text.help.more} `), typed('help task')));
  blocks.push(
    buttons({ label: text.button.newTask, command: 'task' }, { label: text.button.received, command: 'tasks' }),
  );
  return { blocks };
}
