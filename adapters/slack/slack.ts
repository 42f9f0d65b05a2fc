import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Receiver } from '@slack/bolt';
import type { ChatAdapter, Handle, Health, Office } from '../../src/chat/chat-adapter.ts';
import { DeliveryError } from '../../src/chat/chat-adapter.ts';
import type { Command } from '../../src/chat/command.ts';
import { createConnecting } from '../../src/chat/connecting.ts';
import { createSeen } from '../../src/chat/seen.ts';
import { createWorkInProgress } from '../../src/chat/work-in-progress.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Clock, Log } from '../../src/ports/world.ts';
import { createAnswering } from './answers/answering.ts';
import { createBringing } from './answers/bringing.ts';
import type { HomePages } from './answers/home-pages.ts';
import { createHomePages } from './answers/home-pages.ts';
import { createRespond } from './answers/response-url.ts';
import { ownCommands as ownCommandsOf } from './own-commands.ts';
import { createDirectory } from './people/directory.ts';
import { renderMessages } from './render/messages.ts';
import { createBoltApp } from './requests/bolt-app.ts';
import type { Desk } from './requests/desk.ts';
import { createLastLines } from './requests/last-lines.ts';
import { createDeliver } from './sending/deliver.ts';
import { workspaceTrouble } from './sending/delivery-problem.ts';
import type { Pacing } from './sending/pacing.ts';
import { createPacing } from './sending/pacing.ts';
import { createUpload } from './sending/upload.ts';
import type { SlackApi } from './sending/web-api.ts';
import { createWebApi, SlackApiError } from './sending/web-api.ts';
import { createHttpReceiver } from './transport/http-receiver.ts';
import { createSocketReceiver } from './transport/socket-receiver.ts';
import type { Workspace } from './workspace.ts';
import { readWorkspace } from './workspace.ts';

export interface SlackOptions extends SlackConfig {
  commands: readonly Command[];
  clock: Clock;
  log: Log;
  /** how fast it writes; default: as Slack allows */
  pacing?: Pacing;
}

export type Slack = ChatAdapter & {
  health(): Health;
  /** takes the requests for `/slack/events`; in Socket Mode there are none */
  onRequest: ((req: IncomingMessage, res: ServerResponse) => void) | undefined;
};

const OPEN_PATIENCE_SECONDS = 5;
const FINISH_WITHIN_MS = 5000;

/** Friday in one Slack workspace, over a socket of its own or over HTTP. */
export function createSlack(options: SlackOptions): Slack {
  const { botToken, apiUrl, connection, commands, clock, log, pacing = createPacing() } = options;
  const ownCommands = new Set([...ownCommandsOf(commands), 'friday']);
  const api = watched(createWebApi({ token: botToken, apiUrl, log }), (found) => {
    tokenTrouble = found;
  });
  const transport = transportOf(connection, { apiUrl, clock, log });
  const seen = createSeen();
  const lastLines = createLastLines(clock);
  const afterwards = createWorkInProgress();
  const respond = createRespond({ log });
  let running: { homePages: HomePages; stop(): Promise<void>; deliver: ReturnType<typeof createDeliver> } | undefined;
  let sendingTrouble: string | undefined;
  let tokenTrouble: string | undefined;
  let around: { handle: Handle; office: Office } | undefined;

  const connecting = createConnecting({
    name: 'Slack',
    describe: (error) => (error instanceof SlackApiError ? error.message : String(error)),
    log,
    async connect(signal) {
      const workspace = await readWorkspace(api, signal);
      if (!signal.aborted && around) await open(workspace, around.handle, around.office, signal);
    },
  });

  async function open(
    workspace: Workspace,
    handle: Handle,
    { accounts, files }: Office,
    signal: AbortSignal,
  ): Promise<void> {
    const { teamId, enterpriseId } = workspace;
    const directory = createDirectory({
      api: openingInTurn(api, pacing),
      teamId,
      enterpriseId,
      clock,
      log,
      takeAccounts: accounts.take,
      directChats: await accounts.directChats(),
    });
    const answering = createAnswering({ api, directory, pacing, respond, ownCommands, log });
    const upload = createUpload({ api, pacing, log });
    const bring = createBringing({ files, upload, directory, answering, log });
    const homePages = createHomePages({ handle, api, directory, pacing, ownCommands, log });
    const desk: Desk = {
      handle,
      api,
      directory,
      answering,
      bring,
      seen,
      homePages,
      lastLines,
      afterwards,
      workspace,
      log,
    };
    createBoltApp({
      botToken,
      workspace,
      receiver: transport.receiver,
      desk,
      onRemoved(how) {
        tokenTrouble = `${how}: install it again`;
        log.error({ trouble: tokenTrouble }, 'Slack');
      },
    });
    const deliver = createDeliver({
      api,
      directory,
      pacing,
      render: (reply, userId, language) => renderMessages(reply, { userId, language, ownCommands }),
      log,
      noteTrouble(found) {
        sendingTrouble = found;
      },
    });
    running = {
      homePages,
      deliver,
      async stop() {
        await homePages.stop();
        await directory.stop();
      },
    };
    await transport.receiver.start();
    if (signal.aborted) return;
    directory.start();
    log.info({ workspace: workspace.url }, 'in Slack');
  }

  async function stop(): Promise<void> {
    await connecting.stop(async () => void (await transport.receiver.stop()));
    await afterwards.finish(FINISH_WITHIN_MS);
    await running?.stop();
    running = undefined;
  }

  return {
    platform: 'slack',
    async start(handle, office) {
      around = { handle, office };
      await connecting.start();
    },
    stop,
    async deliver(message, signal) {
      if (!running) throw new DeliveryError('temporary', connecting.trouble() ?? 'not started');
      return running.deliver(message, signal);
    },
    workChanged: (people: readonly PersonId[]) => running?.homePages.workChanged(people),
    health() {
      const trouble = connecting.trouble();
      if (trouble !== undefined) return { isReady: false, detail: trouble };
      const health = transport.health();
      const found = tokenTrouble ?? sendingTrouble;
      return !health.isReady || found === undefined ? health : { isReady: false, detail: found };
    },
    onRequest: transport.onRequest,
  };
}

/** Notes when Slack takes the token no more, whatever it was used for, and when it does again. */
function watched(api: SlackApi, note: (trouble: string | undefined) => void): SlackApi {
  return {
    async call(method, args, options) {
      try {
        const answer = await api.call(method, args, options);
        note(undefined);
        return answer;
      } catch (error) {
        if (error instanceof SlackApiError && TOKEN_PROBLEMS.has(error.code)) note(workspaceTrouble(error));
        throw error;
      }
    },
  };
}

const TOKEN_PROBLEMS = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']);

/** Few channels may be opened a minute, and a first digest opens one for everybody. */
function openingInTurn(api: SlackApi, pacing: Pacing): SlackApi {
  const OPEN = 'conversations.open';
  return {
    async call(method, args, options) {
      if (method === OPEN) await pacing.turn(OPEN, { signal: options?.signal, patienceSeconds: OPEN_PATIENCE_SECONDS });
      return api.call(method, args, options);
    },
  };
}

interface Transport {
  receiver: Receiver;
  health(): Health;
  onRequest: Slack['onRequest'];
}

function transportOf(
  connection: SlackConfig['connection'],
  { apiUrl, clock, log }: Pick<SlackOptions, 'apiUrl' | 'clock' | 'log'>,
): Transport {
  if (connection.kind === 'socket') {
    const receiver = createSocketReceiver({ appToken: connection.appToken, apiUrl, clock, log });
    return { receiver, health: receiver.health, onRequest: undefined };
  }
  const receiver = createHttpReceiver({ signingSecret: connection.signingSecret, clock, log });
  return {
    receiver,
    health: () => ({ isReady: true, detail: 'waiting for requests' }),
    onRequest: receiver.onRequest,
  };
}
