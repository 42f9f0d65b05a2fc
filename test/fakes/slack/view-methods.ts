import { isObject, type JsonObject, textIn } from './json.ts';
import { type Methods, refusal, type WebApiParts } from './methods.ts';
import { problemsOfView } from './views.ts';

/** Modals and Home tabs. */
export function viewMethods({ world, records, triggers, isHomeTabOn }: WebApiParts): Methods {
  const { views } = world;

  /** @returns the view, or what Slack would say against it */
  function take(
    args: JsonObject,
    method: string,
    type: 'home' | 'modal',
    but?: string,
  ): JsonObject | { refused: JsonObject } {
    const view = isObject(args.view) ? args.view : {};
    const problems = problemsOfView(args.view, type);
    if (problems.length > 0) {
      records.violate(method, problems);
      return {
        refused: refusal(problems[0]?.startsWith('view_too_large') ? 'view_too_large' : 'invalid_arguments', problems),
      };
    }
    const externalId = textIn(view.external_id);
    if (externalId && views.hasExternalId(externalId, but)) return { refused: refusal('duplicate_external_id') };
    records.notePings({ blocks: view.blocks ?? [] }, method);
    return view;
  }

  function answer(view: Parameters<typeof views.object>[0]): JsonObject {
    return { view: views.object(view, world.appId, world.botId) };
  }

  return {
    'views.open'(args) {
      const view = take(args, 'views.open', 'modal');
      if (isObject(view.refused)) return view.refused;
      const trigger = triggers.exchange(textIn(args.trigger_id));
      if ('error' in trigger) return refusal(trigger.error);
      return answer(views.open(trigger.userId, view as JsonObject));
    },

    'views.push'(args) {
      const view = take(args, 'views.push', 'modal');
      if (isObject(view.refused)) return view.refused;
      const trigger = triggers.exchange(textIn(args.trigger_id));
      if ('error' in trigger) return refusal(trigger.error);
      if (!views.top(trigger.userId)) return refusal('not_found');
      const pushed = views.push(trigger.userId, view as JsonObject);
      return pushed ? answer(pushed) : refusal('push_limit_reached');
    },

    'views.update'(args) {
      const externalId = textIn(args.external_id);
      const found = externalId ? views.byExternalId(externalId) : views.find(textIn(args.view_id));
      if (!found) return refusal('not_found');
      const view = take(args, 'views.update', found.type, found.id);
      if (isObject(view.refused)) return view.refused;
      if (args.hash !== undefined && args.hash !== found.hash) return refusal('hash_conflict');
      views.update(found, view as JsonObject);
      return answer(found);
    },

    'views.publish'(args) {
      const user = world.users.get(textIn(args.user_id));
      if (!user || user.is_bot) return refusal('invalid_arguments', ['user_id: no such user']);
      if (!isHomeTabOn()) return refusal('not_enabled');
      const home = views.home(user.id);
      const view = take(args, 'views.publish', 'home', home?.id);
      if (isObject(view.refused)) return view.refused;
      if (args.hash !== undefined && args.hash !== home?.hash) return refusal('hash_conflict');
      return answer(views.publish(user.id, view as JsonObject));
    },
  };
}
