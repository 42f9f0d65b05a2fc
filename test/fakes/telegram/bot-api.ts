import type { JsonObject } from '../slack/json.ts';
import { apiSpec } from './api-spec.ts';
import { chatMethods } from './chat-methods.ts';
import { commandMethods } from './command-methods.ts';
import type { Fault, Faults } from './faults.ts';
import { fileMethods } from './file-methods.ts';
import { messageMethods } from './message-methods.ts';
import type { MethodParts, Methods } from './methods.ts';
import type { Connection } from './polling.ts';
import { TelegramRefusal } from './refusal.ts';
import { problemsOfCall } from './spec-check.ts';
import { updateMethods } from './update-methods.ts';

export interface Answer {
  status: number;
  body: JsonObject;
}

/** What a call comes to; it is done when it is asked for. */
export interface ApiOutcome {
  fault: Fault | undefined;
  act(connection: Connection): Promise<Answer>;
}

export type BotApi = ReturnType<typeof createBotApi>;

/** The methods a bot like this one calls; others that Telegram has are answered with an error of ours. */
export function createBotApi(
  parts: MethodParts & {
    faults: Faults;
    token: string;
    /** @returns seconds to wait; undefined: the call may pass */
    limit(method: string, args: JsonObject): number | undefined;
  },
) {
  const { records, faults } = parts;
  const methods: Methods = {
    ...updateMethods(parts),
    ...messageMethods(parts),
    ...fileMethods(parts),
    ...chatMethods(parts),
    ...commandMethods(parts),
  };

  async function run(token: string, method: string, args: JsonObject | undefined, connection: Connection) {
    if (!/^\d+:[\w-]+$/.test(token)) throw new TelegramRefusal(404, 'Not Found');
    if (token !== parts.token) throw new TelegramRefusal(401, 'Unauthorized');
    if (!args)
      throw new TelegramRefusal(400, 'Bad Request: only JSON and forms with files are in this fake', {
        isViolation: true,
      });
    const problems = problemsOfCall(apiSpec, method, args);
    if (!problems) throw new TelegramRefusal(404, 'Not Found: method not found', { isViolation: true });
    if (problems.length > 0) {
      throw new TelegramRefusal(400, `Bad Request: ${problems.join('; ')}`, { isViolation: true });
    }
    const act = methods[method];
    if (!act) throw new TelegramRefusal(501, `Not Implemented: ${method} is not in this fake`, { isViolation: true });
    const wait = parts.limit(method, args);
    if (wait !== undefined) throw tooMany(wait);
    return await act(args, connection);
  }

  return {
    /** Takes one call; nothing is done before `act`. @param args undefined where they could not be read */
    take(token: string, method: string, args: JsonObject | undefined): ApiOutcome {
      const shown = args ?? {};
      const call = records.begin(method, shown);
      const fault = faults.take(method, shown);
      if (fault) call.outcome = fault.kind;
      return {
        fault,
        async act(connection) {
          try {
            const result = await run(token, method, args, connection);
            if (!fault) call.outcome = 'ok';
            return { status: 200, body: { ok: true, result } };
          } catch (error) {
            if (!(error instanceof TelegramRefusal)) throw error;
            if (error.isViolation) records.violate(method, [error.message]);
            if (!fault) call.outcome = error.message;
            return refusalAnswer(error);
          }
        },
      };
    },
  };
}

export function refusalAnswer({ code, message, parameters }: TelegramRefusal): Answer {
  const more = parameters ? { parameters } : {};
  return { status: code, body: { ok: false, error_code: code, description: message, ...more } };
}

export function tooMany(seconds: number): TelegramRefusal {
  return new TelegramRefusal(429, `Too Many Requests: retry after ${seconds}`, {
    parameters: { retry_after: seconds },
  });
}
