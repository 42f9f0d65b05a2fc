import type {
  App as BoltApp,
  ButtonAction,
  Logger,
  OverflowAction,
  Receiver,
  SlackActionMiddlewareArgs,
  types,
} from '@slack/bolt';
import { App, LogLevel } from '@slack/bolt';
import type { Log } from '../../../src/ports/world.ts';
import { TASK_FROM_MESSAGE } from '../manifest.ts';
import type { Workspace } from '../workspace.ts';
import type { Desk } from './desk.ts';
import { onCommand } from './on-command.ts';
import type { SaidEvent } from './on-event.ts';
import { onDirectMessage, onMention } from './on-event.ts';
import type { SubmissionAck } from './on-form.ts';
import { onMessageShortcut, onSubmission } from './on-form.ts';
import { onPress } from './on-press.ts';

export interface BoltAppOptions {
  botToken: string;
  workspace: Workspace;
  receiver: Receiver;
  desk: Desk;
  /** the app was taken out of the workspace, or its token was */
  onRemoved: (how: string) => void;
}

/**
 * All that Slack sends, and who takes it: one middleware, which is the end of the line. Bolt would try every listener
 * for every request, and keep what it made for each until the request is over.
 */
export function createBoltApp({ botToken, workspace, receiver, desk, onRemoved }: BoltAppOptions): BoltApp {
  const { teamId, botUserId, botId } = workspace;
  const { log } = desk;
  const app = new App({
    receiver,
    // Asked for each request; nothing to look up, since there is one workspace.
    authorize: async () => ({ botToken, botUserId, teamId, ...(botId === undefined ? {} : { botId }) }),
    convoStore: false,
    logger: boltLog(log),
  });

  // Whatever else the app may be set up for is acknowledged too, so that nobody waits for nothing.
  app.use(async (args) => {
    if ('command' in args) return onCommand(desk, args.command, args.ack);
    if ('action' in args) {
      const { body, action, ack } = args as SlackActionMiddlewareArgs;
      await ack();
      if (body.type === 'block_actions' && isPress(action)) await onPress(desk, body, action);
      return;
    }
    if ('shortcut' in args) {
      const { shortcut, ack } = args;
      await ack();
      const isOurs = shortcut.type === 'message_action' && shortcut.callback_id === TASK_FROM_MESSAGE.callbackId;
      if (isOurs) await onMessageShortcut(desk, shortcut);
      return;
    }
    if ('view' in args) {
      const { body, view, ack } = args;
      if (body.type !== 'view_submission' || view.callback_id !== 'form') return ack();
      return onSubmission(desk, body, view, ack as SubmissionAck);
    }
    if ('options' in args) return args.ack({ options: [] });
    if ('event' in args) return onEvent(args.event as types.SlackEvent);
  });

  async function onEvent(event: types.SlackEvent): Promise<void> {
    switch (event.type) {
      case 'message':
        if (event.channel_type === 'im') await onDirectMessage(desk, event as SaidEvent);
        return;
      case 'app_mention':
        return onMention(desk, event as SaidEvent);
      case 'app_home_opened':
        desk.directory.learnDirectChannel(event.user, event.channel);
        if (event.tab === 'home') await desk.homePages.open(event.user);
        return;
      case 'user_change':
      case 'team_join':
        return desk.directory.learnUser(event.user);
      case 'app_uninstalled':
        return onRemoved('the app was removed from the workspace');
      case 'tokens_revoked':
        // People's own tokens are none of ours.
        if (!event.tokens.bot?.length) return;
        return onRemoved('the tokens of the app were revoked');
    }
  }

  // The receiver logs what failed, with what kind of request it was.
  app.error(async (error) => {
    throw error;
  });
  return app;
}

function isPress(action: { type: string }): action is ButtonAction | OverflowAction {
  return action.type === 'button' || action.type === 'overflow';
}

/** Bolt's own words, without what people wrote: it logs objects of theirs at debug level. */
function boltLog(log: Log): Logger {
  const say = (level: 'warn' | 'error') => (message: unknown) => {
    log[level]({ bolt: message instanceof Error ? message.message : String(message).slice(0, 200) }, 'Bolt');
  };
  return {
    debug() {},
    info() {},
    warn: say('warn'),
    error: say('error'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
