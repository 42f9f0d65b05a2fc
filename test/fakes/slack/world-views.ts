import { elementsOf } from './blocks.ts';
import { isObject, type JsonObject, objectsIn, textIn } from './json.ts';
import { type Names, plainTextOf } from './plain-text.ts';
import { type FieldState, initialState, withIds } from './views.ts';
import type { Shown } from './world.ts';

/** A view as Slack keeps it. */
export interface SlackView {
  id: string;
  hash: string;
  userId: string;
  type: 'home' | 'modal';
  /** as the app sent it, with ids filled in */
  source: JsonObject;
  blocks: JsonObject[];
  /** block id → action id → what stands in the field */
  values: Record<string, Record<string, FieldState>>;
  rootId: string;
  previousId: string | null;
}

const STACK_MAX = 3;

/** Home tabs and stacks of open modals. */
export function createViews(world: {
  team: { id: string };
  bot: { id: string };
  names: Names;
  newId(prefix: string): string;
  show(one: Shown): void;
}) {
  const homes = new Map<string, SlackView>();
  const stacks = new Map<string, SlackView[]>();

  function fill(view: SlackView, source: JsonObject): void {
    const blocks = withIds(objectsIn(source.blocks), () => world.newId('b'));
    view.source = source;
    view.blocks = blocks;
    view.hash = `${world.newId('')}.hash`;
    const before = view.values;
    view.values = {};
    for (const block of blocks) {
      for (const element of elementsOf(block)) {
        const [blockId, actionId] = [textIn(block.block_id), textIn(element.action_id)];
        if (['button', 'overflow', 'image'].includes(textIn(element.type))) continue;
        // What a person has filled in stays where an update keeps the field's ids.
        const kept = before[blockId]?.[actionId];
        view.values[blockId] = { ...view.values[blockId], [actionId]: kept ?? initialState(element) };
      }
    }
  }

  function create(userId: string, type: 'home' | 'modal', source: JsonObject): SlackView {
    const id = world.newId('V');
    const view: SlackView = {
      id,
      hash: '',
      userId,
      type,
      source: {},
      blocks: [],
      values: {},
      rootId: id,
      previousId: null,
    };
    fill(view, source);
    return view;
  }

  function textOf(view: SlackView): string {
    const title = isObject(view.source.title) ? `${textIn(view.source.title.text)}\n` : '';
    return title + plainTextOf(view.blocks, world.names);
  }

  function show(view: SlackView): void {
    world.show({ to: view.userId, channelId: undefined, kind: view.type, text: textOf(view), viewId: view.id });
  }

  function find(id: string): SlackView | undefined {
    return [...homes.values(), ...[...stacks.values()].flat()].find((view) => view.id === id);
  }

  return {
    find,
    home: (userId: string) => homes.get(userId),
    stack: (userId: string): readonly SlackView[] => stacks.get(userId) ?? [],
    top: (userId: string) => stacks.get(userId)?.at(-1),
    textsFor: (userId: string) =>
      [homes.get(userId), ...(stacks.get(userId) ?? [])].filter((view) => view !== undefined).map(textOf),
    hasExternalId: (externalId: string, but?: string) =>
      [...homes.values(), ...[...stacks.values()].flat()].some(
        (view) => view.source.external_id === externalId && view.id !== but,
      ),
    byExternalId: (externalId: string) =>
      [...homes.values(), ...[...stacks.values()].flat()].find((view) => view.source.external_id === externalId),
    publish(userId: string, source: JsonObject): SlackView {
      const view = homes.get(userId) ?? create(userId, 'home', source);
      fill(view, source);
      homes.set(userId, view);
      show(view);
      return view;
    },
    /** Opens a modal in place of what was open. */
    open(userId: string, source: JsonObject): SlackView {
      const view = create(userId, 'modal', source);
      stacks.set(userId, [view]);
      show(view);
      return view;
    },
    /** @returns undefined when the stack is full */
    push(userId: string, source: JsonObject): SlackView | undefined {
      const stack = stacks.get(userId) ?? [];
      if (stack.length >= STACK_MAX) return undefined;
      const view = create(userId, 'modal', source);
      view.rootId = stack[0]?.id ?? view.id;
      view.previousId = stack.at(-1)?.id ?? null;
      stacks.set(userId, [...stack, view]);
      show(view);
      return view;
    },
    update(view: SlackView, source: JsonObject): void {
      fill(view, source);
      show(view);
    },
    close(view: SlackView): void {
      stacks.set(
        view.userId,
        (stacks.get(view.userId) ?? []).filter((one) => one !== view),
      );
    },
    clear(userId: string): void {
      stacks.delete(userId);
    },
    /** as it stands in payloads and in answers of the Web API */
    object(view: SlackView, appId: string, botId: string): JsonObject {
      return {
        id: view.id,
        team_id: world.team.id,
        type: view.type,
        blocks: view.blocks,
        private_metadata: textIn(view.source.private_metadata),
        callback_id: textIn(view.source.callback_id),
        state: { values: view.values },
        hash: view.hash,
        title: view.source.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
        clear_on_close: view.source.clear_on_close ?? false,
        notify_on_close: view.source.notify_on_close ?? false,
        close: view.source.close ?? null,
        submit: view.source.submit ?? null,
        previous_view_id: view.previousId,
        root_view_id: view.rootId,
        app_id: appId,
        external_id: textIn(view.source.external_id),
        app_installed_team_id: world.team.id,
        bot_id: botId,
      };
    },
  };
}
