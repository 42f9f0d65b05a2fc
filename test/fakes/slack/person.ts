import { elementsOf } from './blocks.ts';
import { isObject, objectsIn, textIn } from './json.ts';
import type { Pressable } from './plain-text.ts';
import type { createRequests, Outcome, SlackRequest } from './requests.ts';
import type { SlackUser } from './users.ts';
import { filledState, isEmpty } from './views.ts';
import type { Shown, SlackChannel, SlackMessage, World } from './world.ts';
import type { SlackView } from './world-views.ts';

/** One thing a person did: what Slack sent, and what came back. */
export interface Done {
  request: SlackRequest;
  outcome: Outcome;
  /** what was wrong on a form, by block id */
  errors?: Record<string, string>;
}

export type SlackPerson = ReturnType<typeof createPerson>;

/** What a member of the workspace can do. Each resolves when the app has acknowledged it, or has not. */
export function createPerson(
  parts: {
    world: World;
    requests: ReturnType<typeof createRequests>;
    /** the app's slash commands with their slash; undefined: any */
    commands: ReadonlySet<string> | undefined;
    send(request: SlackRequest): Promise<Done>;
  },
  account: SlackUser,
) {
  const { world, requests, send } = parts;
  const { views } = world;

  /** A channel by its name or id; by default the chat with the bot. */
  function place(channel: string | undefined): SlackChannel {
    if (channel === undefined) {
      const direct = world.direct(account.id, world.bot.id);
      // Whoever writes there has it open, and the app learns of it.
      direct.isKnownToBot = true;
      return direct;
    }
    const found = world.channels.get(channel) ?? world.channelNamed(channel);
    if (!found) throw new Error(`There is no channel ${channel}`);
    return found;
  }

  /** The latest thing this person can see with such a button on it, Home last. */
  function findPressable(label: RegExp, kinds: readonly Shown['kind'][]): { at: Shown; pressable: Pressable } {
    const mine = world.shown.filter((one) => {
      const isMine = one.to === account.id;
      const isInRoom = one.to === undefined && world.channels.get(one.channelId ?? '')?.members.has(account.id);
      return (isMine || isInRoom) && kinds.includes(one.kind);
    });
    for (const at of mine.toReversed()) {
      const pressable = world.pressables(at).findLast((one) => label.test(one.label));
      if (pressable) return { at, pressable };
    }
    const labels = mine.flatMap((one) => world.pressables(one)).map((one) => one.label);
    throw new Error(`${account.name} has no button ${label}: ${[...new Set(labels)].join(', ')}`);
  }

  function openView(): SlackView {
    const view = views.top(account.id);
    if (!view) throw new Error(`${account.name} has no dialog open`);
    return view;
  }

  /** @throws where Slack's own window would not let a person send the form */
  function fillIn(view: SlackView, values: Readonly<Record<string, string>>): void {
    const unknown = new Set(Object.keys(values));
    for (const block of view.blocks) {
      const [element] = elementsOf(block);
      if (block.type !== 'input' || !element) continue;
      const [blockId, actionId] = [textIn(block.block_id), textIn(element.action_id)];
      const label = isObject(block.label) ? textIn(block.label.text) : '';
      const key = [blockId, actionId, label].find((one) => values[one] !== undefined);
      if (key !== undefined) {
        unknown.delete(key);
        view.values[blockId] = { [actionId]: filledState(element, values[key] ?? '') };
      }
      const state = view.values[blockId]?.[actionId];
      if (block.optional !== true && (!state || isEmpty(state))) {
        throw new Error(`Slack would not send this form: "${label}" (${blockId}) is empty`);
      }
    }
    if (unknown.size > 0) {
      const known = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
      throw new Error(`The form has no ${[...unknown].join(', ')}, only ${known.join(', ')}`);
    }
  }

  function press(at: { message: SlackMessage } | { view: SlackView }, pressable: Pressable): Promise<Done> {
    return send(requests.blockAction(account, pressable, at));
  }

  function pressShown({ at, pressable }: { at: Shown; pressable: Pressable }): Promise<Done> {
    if (at.message) return press({ message: at.message }, pressable);
    const view = views.find(at.viewId ?? '');
    if (!view) throw new Error('What was shown is gone');
    return press({ view }, pressable);
  }

  return {
    id: account.id,
    account,

    /** @param command with its slash @param channel name or id; by default the chat with the bot */
    slash(command: string, text = '', { channel }: { channel?: string } = {}): Promise<Done> {
      if (text.includes('\n')) throw new Error('A slash command cannot carry line breaks');
      if (parts.commands && !parts.commands.has(command)) {
        throw new Error(`${command} is not a command of the app: ${[...parts.commands].join(' ')}`);
      }
      return send(requests.slash(account, command, text, place(channel)));
    },

    /** Writes to the bot alone. */
    dm(text: string): Promise<Done> {
      if (text.startsWith('/')) throw new Error(`Slack takes this for a command: ${text.split('\n')[0]}`);
      return send(requests.message(account, text, place(undefined), 'message').request);
    },

    /** Writes `@friday …` in a channel where the bot is. */
    mention(text: string, channel: string, { thread }: { thread?: string } = {}): Promise<Done> {
      const where = place(channel);
      if (!where.members.has(world.bot.id)) throw new Error(`The bot is not in ${channel}, so it hears nothing there`);
      return send(requests.message(account, text, where, 'app_mention', thread).request);
    },

    /** Writes something that the app is not told of, such as what a task is made from. */
    writes(text: string, channel: string): SlackMessage {
      return requests.message(account, text, place(channel), 'message').message;
    },

    /** Presses the latest button or overflow option with such a label, in messages, then in dialogs and on Home. */
    press(label: RegExp): Promise<Done> {
      return pressShown(findPressable(label, ['message', 'edit', 'ephemeral', 'modal']));
    },
    pressOnHome(label: RegExp): Promise<Done> {
      return pressShown(findPressable(label, ['home']));
    },
    /** Presses what stands on this very message, whoever it belongs to. */
    pressOn(message: SlackMessage, label: RegExp): Promise<Done> {
      const at: Shown = { to: undefined, channelId: message.channelId, kind: 'message', text: '', message };
      const pressable = world.pressables(at).findLast((one) => label.test(one.label));
      if (!pressable) throw new Error(`There is no button ${label} on this message`);
      return press({ message }, pressable);
    },

    /** Chooses in a select of the open dialog, or of Home, that tells the app at once. */
    choose(blockId: string, value: string, { onHome = false } = {}): Promise<Done> {
      const view = onHome ? views.home(account.id) : openView();
      const block = view?.blocks.find((one) => one.block_id === blockId);
      const element = block && elementsOf(block).find((one) => one.type !== 'button' && one.type !== 'overflow');
      if (!view || !block || !element) throw new Error(`There is nothing to choose in ${blockId}`);
      const state = filledState(element, value);
      const actionId = textIn(element.action_id);
      view.values[blockId] = { ...view.values[blockId], [actionId]: state };
      const pressable: Pressable = { label: '', value: '', kind: 'overflow', blockId, actionId, element };
      return send(requests.blockAction(account, pressable, { view }, state));
    },

    openHome(tab: 'home' | 'messages' = 'home'): Promise<Done> {
      const direct = world.direct(account.id, world.bot.id);
      direct.isKnownToBot = true;
      return send(requests.homeOpened(account, direct, tab));
    },

    /** The dialog on top, or none. */
    dialog: (): SlackView | undefined => views.top(account.id),
    /** Whether the dialog on top is to be filled in. */
    hasForm: () => objectsIn(views.top(account.id)?.blocks).some((block) => block.type === 'input'),
    /**
     * Fills in the dialog on top and sends it.
     * @param values by block id, action id or label: an option's label or value, a user's id, a date, a time, text
     * @throws where Slack's own window would not let a person do so
     */
    submit(values: Readonly<Record<string, string>> = {}): Promise<Done> {
      const view = openView();
      if (!isObject(view.source.submit)) throw new Error('This dialog cannot be sent');
      fillIn(view, values);
      return send(requests.submission(account, view));
    },
    /** Closes the dialog on top; the app is told where it asked to be. */
    async closeDialog(): Promise<Done | undefined> {
      const view = openView();
      const isCleared = view.source.clear_on_close === true;
      if (isCleared) views.clear(account.id);
      else views.close(view);
      if (view.source.notify_on_close !== true) return undefined;
      return await send(requests.closed(account, view, isCleared));
    },

    shortcut(callbackId: string, message: SlackMessage): Promise<Done> {
      return send(requests.messageShortcut(account, callbackId, message));
    },
    globalShortcut(callbackId: string): Promise<Done> {
      return send(requests.globalShortcut(account, callbackId));
    },

    /** Everything this person alone sees now, as plain text. */
    sees: () => world.shownTo(account.id),
  };
}
