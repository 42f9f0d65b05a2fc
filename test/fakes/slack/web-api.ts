import { chatMethods } from './chat-methods.ts';
import type { Fault } from './faults.ts';
import { fileMethods } from './file-methods.ts';
import { type JsonObject, textIn } from './json.ts';
import { methodSpec, problemsOfArguments, readStructured } from './method-specs.ts';
import { type Methods, refusal, type WebApiParts } from './methods.ts';
import { peopleMethods } from './people-methods.ts';
import { viewMethods } from './view-methods.ts';

/** What a call comes to; `answer` is worked out when it is asked for. */
export interface ApiOutcome {
  fault: Fault | undefined;
  /** Does what was asked. */
  act(): { answer: JsonObject; retryAfterSeconds?: number };
}

/** The methods a bot like this one calls; others that Slack has are answered with an error of ours. */
export function createWebApi(parts: WebApiParts) {
  const { records, faults } = parts;
  const methods: Methods = {
    'apps.connections.open': () => ({ url: parts.openSocket() }),
    ...chatMethods(parts),
    ...fileMethods(parts),
    ...peopleMethods(parts),
    ...viewMethods(parts),
  };

  function act(method: string, request: ApiRequest, args: JsonObject): JsonObject {
    const spec = methodSpec(method);
    if (!spec) {
      records.violate(method, ['unknown_method']);
      return refusal('unknown_method');
    }
    const token = request.bearer ?? textIn(args.token);
    if (!token) return refusal('not_authed');
    if (token !== (method === 'apps.connections.open' ? parts.appToken : parts.botToken)) {
      return refusal(token === parts.botToken || token === parts.appToken ? 'not_allowed_token_type' : 'invalid_auth');
    }
    const problems = problemsOfArguments(spec, request.args, request.isJson);
    const first = problems[0]?.split(':')[0];
    if (first) {
      records.violate(method, problems);
      return refusal(first, problems);
    }
    const run = methods[method];
    if (!run) {
      records.violate(method, ['the fake does not have this method yet']);
      return refusal('internal_error');
    }
    const answer = run(args);
    return answer.error === undefined ? { ok: true, ...answer } : { ok: false, ...answer };
  }

  return {
    /** Takes one call; nothing is done before `act`. */
    take(method: string, request: ApiRequest): ApiOutcome {
      const args = readStructured(request.args);
      const { token: _, ...shown } = args ?? request.args;
      const call = records.begin(method, shown);
      const fault = faults.take(method, shown);
      if (fault) call.outcome = fault.kind;
      return {
        fault,
        act() {
          const waitSeconds = fault ? undefined : parts.limit(method, shown);
          if (waitSeconds !== undefined) {
            call.outcome = 'limited';
            return { answer: refusal('ratelimited'), retryAfterSeconds: waitSeconds };
          }
          if (!args) records.violate(method, ['an argument that should be JSON is none']);
          const answer = args ? act(method, request, args) : refusal('invalid_arguments');
          if (!fault) call.outcome = textIn(answer.error) || 'ok';
          return { answer };
        },
      };
    },
  };
}

export interface ApiRequest {
  bearer: string | undefined;
  args: JsonObject;
  isJson: boolean;
}
