import { fileURLToPath } from 'node:url';
import type { ProductProgram, Program } from '../support/programs.ts';
import { MAIN, startFloor, startProduct } from '../support/programs.ts';
import { BOT_TOKEN, SIGNING_SECRET } from './names.ts';

const ACK_ONLY = fileURLToPath(new URL('./ack-only.js', import.meta.url));

export interface SlackSettings {
  databaseFile: string;
  slackApiUrl: string;
  digestAt: string;
}

/** The product as it is run, in Slack over HTTP. */
export function startInSlack(settings: SlackSettings): Promise<ProductProgram> {
  return startProduct(MAIN, slackEnv(settings), ['in Slack']);
}

export function slackEnv({ databaseFile, slackApiUrl, digestAt }: SlackSettings): Record<string, string> {
  return {
    DATABASE_FILE: databaseFile,
    SLACK_API_URL: slackApiUrl,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    DIGEST_AT: digestAt,
  };
}

export function startAckOnly(): Promise<Program> {
  return startFloor(ACK_ONLY);
}

/** Where slash commands go. */
export function eventsUrl({ port }: Program): string {
  return `http://127.0.0.1:${port}/slack/events`;
}
