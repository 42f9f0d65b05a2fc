import type { Handle } from '../../../src/chat/chat-adapter.ts';
import type { Seen } from '../../../src/chat/seen.ts';
import type { WorkInProgress } from '../../../src/chat/work-in-progress.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { Answering } from '../answers/answering.ts';
import type { Bring } from '../answers/bringing.ts';
import type { HomePages } from '../answers/home-pages.ts';
import type { Directory } from '../people/directory.ts';
import type { SlackApi } from '../sending/web-api.ts';
import type { Workspace } from '../workspace.ts';
import type { LastLines } from './last-lines.ts';

/** What every kind of request needs to be read and answered. */
export interface Desk {
  handle: Handle;
  api: SlackApi;
  directory: Directory;
  answering: Answering;
  /** the files of an answer, once it is shown */
  bring: Bring;
  seen: Seen;
  homePages: HomePages;
  lastLines: LastLines;
  /** what goes on when Slack has its answer; waited for at the end */
  afterwards: WorkInProgress;
  workspace: Workspace;
  log: Log;
}
