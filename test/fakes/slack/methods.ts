import type { Faults } from './faults.ts';
import type { Uploads } from './file-methods.ts';
import type { JsonObject } from './json.ts';
import type { Records } from './records.ts';
import type { Triggers } from './triggers.ts';
import type { World } from './world.ts';

/** What a method answers: its own fields, or an error. */
export type MethodAnswer = JsonObject;
export type Methods = Record<string, (args: JsonObject) => MethodAnswer>;

export interface WebApiParts {
  world: World;
  records: Records;
  faults: Faults;
  triggers: Triggers;
  uploads: Uploads;
  botToken: string;
  appToken: string;
  /** @returns the address of a new socket */
  openSocket(): string;
  isMessagesTabOn(): boolean;
  isHomeTabOn(): boolean;
  /** @returns seconds to wait where a limit of Slack is reached */
  limit(method: string, args: JsonObject): number | undefined;
}

export function refusal(error: string, reasons: readonly string[] = []): JsonObject {
  return {
    ok: false,
    error,
    ...(reasons.length > 0 && { response_metadata: { messages: reasons.map((reason) => `[ERROR] ${reason}`) } }),
  };
}
