import { isObject, type JsonObject, objectsIn, textIn } from './json.ts';
import type { Records } from './records.ts';
import type { Outcome, SlackRequest } from './requests.ts';
import type { Responses } from './response-url.ts';
import { problemsOfView } from './views.ts';
import type { World } from './world.ts';

/** What a person sees of an acknowledgement. @returns errors on a form, by block id */
export function takeAck(
  parts: { world: World; records: Records; responses: Responses },
  request: SlackRequest,
  outcome: Outcome,
): Record<string, string> | undefined {
  const { world, records, responses } = parts;
  const { payload, userId, channelId } = request;
  if (request.kind === 'events_api') return undefined;

  if (request.kind === 'slash_commands') {
    const command = textIn(payload.command);
    if (!outcome.acked) {
      const why = outcome.problem === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
      world.notice(userId, channelId, `${command} failed with the error "${why}"`);
      return undefined;
    }
    const place = { userId, channelId: channelId ?? '', original: undefined };
    if (isObject(outcome.body) && outcome.body.response_type === 'in_channel') {
      const text = [command, textIn(payload.text)].filter(Boolean).join(' ');
      world.post({ channelId: place.channelId, by: userId, text });
    }
    responses.takeAck(place, outcome.body);
    return undefined;
  }

  if (!outcome.acked) {
    world.notice(userId, channelId, 'We had some trouble connecting. Try again?');
    return undefined;
  }
  if (payload.type === 'view_submission') return takeSubmission(parts, request, outcome.body);
  if (outcome.body !== undefined && outcome.body !== '') {
    records.violate('ack', [`${textIn(payload.type)} takes no answer: ${JSON.stringify(outcome.body).slice(0, 200)}`]);
  }
  return undefined;
}

function takeSubmission(
  { world, records }: { world: World; records: Records },
  { view, userId }: SlackRequest,
  body: unknown,
): Record<string, string> | undefined {
  const { views } = world;
  if (!view) return undefined;
  if (body === undefined || body === '') {
    views.close(view);
    return undefined;
  }
  const fail = (...problems: string[]) => {
    records.violate('view_submission', problems);
    world.notice(userId, undefined, 'We had some trouble connecting. Try again?');
    return undefined;
  };
  if (!isObject(body)) return fail('the answer is no JSON object');
  const extra = Object.keys(body).filter((name) => !['response_action', 'errors', 'view'].includes(name));
  if (extra.length > 0) return fail(`unknown fields: ${extra.join(', ')}`);
  switch (body.response_action) {
    case 'clear':
      views.clear(userId);
      return undefined;
    case 'errors':
      return errors(body.errors) ?? fail('errors must be words by the block id of an input');
    case 'update':
    case 'push': {
      const problems = problemsOfView(body.view, 'modal');
      if (problems.length > 0) return fail(...problems);
      records.notePings({ blocks: (body.view as JsonObject).blocks ?? [] }, 'view_submission');
      if (body.response_action === 'update') views.update(view, body.view as JsonObject);
      else if (!views.push(userId, body.view as JsonObject)) return fail('push_limit_reached');
      return undefined;
    }
    default:
      return fail(`unknown response_action: ${JSON.stringify(body.response_action)}`);
  }

  function errors(given: unknown): Record<string, string> | undefined {
    const inputs = new Set(
      objectsIn(view?.blocks)
        .filter((b) => b.type === 'input')
        .map((b) => b.block_id),
    );
    if (!isObject(given) || Object.keys(given).length === 0) return undefined;
    const entries = Object.entries(given);
    if (!entries.every(([id, text]) => inputs.has(id) && typeof text === 'string' && text !== '')) return undefined;
    const shown = Object.fromEntries(entries.map(([id, text]) => [id, textIn(text)]));
    const text = Object.values(shown).join('\n');
    world.show({ to: userId, channelId: undefined, kind: 'modal', text, ...(view && { viewId: view.id }) });
    return shown;
  }
}
