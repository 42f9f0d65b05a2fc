import type { Handle, Office } from '../../../src/chat/chat-adapter.ts';
import type { CommandTable } from '../../../src/chat/route.ts';
import type { Seen } from '../../../src/chat/seen.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { Answering } from '../answers/answering.ts';
import type { Bring } from '../answers/bringing.ts';
import type { CallbackData } from '../callback-data.ts';
import type { Strangers } from './strangers.ts';

/** What whoever takes an update has at hand. */
export interface Desk {
  handle: Handle;
  office: Office;
  answering: Answering;
  /** the files of an answer, once it is shown */
  bring: Bring;
  seen: Seen;
  strangers: Strangers;
  data: CallbackData;
  commands: CommandTable;
  bot: { id: number; username: string };
  log: Log;
}
