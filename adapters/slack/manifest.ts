import type { Command } from '../../src/chat/command.ts';
import { firstWord, ownCommands } from './own-commands.ts';
import { EVENT_SCOPES, REQUIRED_SCOPES } from './scopes.ts';

/** Where Slack calls when it does not come through Socket Mode: events, commands and everything pressed. */
export const EVENTS_PATH = '/slack/events';

/** The message shortcut; Slack allows its name 24 characters. */
export const TASK_FROM_MESSAGE = { name: 'Create task from message', callbackId: 'task_from_message' } as const;

export interface ManifestOptions {
  /** the whole command table; those with `ownSlackCommand` become slash commands beside `/friday` */
  commands: readonly Pick<Command, 'name' | 'ownSlackCommand'>[];
  /** what the help says of a command; undefined for one that people are not told of */
  help(commandName: string): { usage: string; does: string } | undefined;
  /** `http` is the public https address without a slash at its end; EVENTS_PATH is added to it */
  connection: 'socket' | { http: string };
  /** of the app and its bot, 1 to 35 characters */
  name?: string;
}

const DESCRIPTION =
  'Tasks given and received, timers, and one message every Friday morning: check and close what is overdue.';

const LONG_DESCRIPTION = `Friday keeps tasks and time where the talk is.

Give a task in one line (/task Banner for the landing @anna !high tomorrow 18:00), in a form, or from any message. \
Start and stop a timer, or log time by hand. On Friday morning everybody gets one message with the tasks that are \
overdue, received and assigned, and settles each with a button.

Friday speaks English, Ukrainian and Russian, and runs on a machine of yours: tasks and time are kept there.`;

/**
 * Slack's app manifest, as JSON: paste it at https://api.slack.com/apps and the app is set up.
 * The shape is Slack's: https://docs.slack.dev/reference/app-manifest
 */
export function createManifest(options: ManifestOptions) {
  const { connection, name = 'Friday' } = options;
  const isSocket = connection === 'socket';
  // Slack refuses addresses that it could never reach, so in Socket Mode there is none anywhere.
  const requestUrl = isSocket ? undefined : `${connection.http}${EVENTS_PATH}`;
  const asRequestUrl = requestUrl ? { request_url: requestUrl } : {};
  return {
    display_information: {
      name,
      description: DESCRIPTION,
      long_description: LONG_DESCRIPTION,
      background_color: '#1f3a5f',
    },
    features: {
      bot_user: { display_name: name, always_online: true },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      slash_commands: slashCommands(options).map((command) => ({
        ...command,
        ...(requestUrl ? { url: requestUrl } : {}),
        // Without it a mention arrives as a bare @name, which cannot be told from somebody else's.
        should_escape: true,
      })),
      shortcuts: [
        {
          name: TASK_FROM_MESSAGE.name,
          type: 'message',
          callback_id: TASK_FROM_MESSAGE.callbackId,
          description: 'Give a task with the words of this message and a link to it',
        },
      ],
    },
    oauth_config: { scopes: { bot: [...REQUIRED_SCOPES] } },
    settings: {
      event_subscriptions: { ...asRequestUrl, bot_events: Object.keys(EVENT_SCOPES) },
      interactivity: { is_enabled: true, ...asRequestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: isSocket,
      token_rotation_enabled: false,
    },
  };
}

function slashCommands(options: ManifestOptions): { command: string; description: string; usage_hint?: string }[] {
  const own = [...ownCommands(options.commands)].map((word) => {
    const usage = usageOf(word, options);
    return {
      command: `/${word}`,
      description: sentence(options.help(word)?.does ?? word),
      ...(usage ? { usage_hint: usage } : {}),
    };
  });
  const all = {
    command: '/friday',
    description: 'Everything that Friday can do; /friday help lists it',
    usage_hint: 'help | <command>',
  };
  return [...own, all];
}

/** What may follow the word; where nothing must, the words that go on from it: `start [12] | stop [note] | cancel`. */
function usageOf(word: string, { commands, help }: ManifestOptions): string {
  const usage = help(word)?.usage;
  if (usage) return usage;
  return commands
    .filter(({ name }) => name !== word && firstWord(name) === word)
    .flatMap(({ name }) => {
      const told = help(name);
      return told ? [`${name.slice(word.length + 1)} ${told.usage}`.trim()] : [];
    })
    .join(' | ');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
