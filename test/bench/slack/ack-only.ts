import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import type { Listening } from '../support/programs.ts';
import { BOT_TOKEN, SIGNING_SECRET, TEAM } from './names.ts';

/**
 * The least that a Slack app can do: Bolt as it comes, and a command that is acknowledged with nothing. A program of
 * its own, so that what it uses can be measured.
 */
const app = new App({
  receiver: new HTTPReceiver({ signingSecret: SIGNING_SECRET }),
  authorize: async () => ({ botToken: BOT_TOKEN, botId: 'B1', botUserId: 'UBOT', teamId: TEAM }),
});
app.command('/task', ({ ack }) => ack());

const server = await app.start({ port: 0, host: '127.0.0.1' });
const listening: Listening = { port: (server.address() as AddressInfo).port };
process.send?.(listening);
process.once('SIGTERM', () => void app.stop().then(() => process.exit()));
