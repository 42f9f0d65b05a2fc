import type { Json, JsonObject } from '../slack/json.ts';
import type { Connection, Polling } from './polling.ts';
import type { Records } from './records.ts';
import type { UpdateQueue } from './update-queue.ts';
import type { Webhook } from './webhook.ts';
import type { World } from './world.ts';

/** A method of the Bot API over arguments that fit the specs. Throws TelegramRefusal. */
export type Method = (args: JsonObject, connection: Connection) => Json | Promise<Json>;
export type Methods = Record<string, Method>;

export interface MethodParts {
  world: World;
  records: Records;
  queue: UpdateQueue;
  polling: Polling;
  webhook: Webhook;
  canReadAllGroupMessages: boolean;
}
