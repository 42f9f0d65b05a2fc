import { describe, expect, it } from 'vitest';
import { createSlack } from '../../adapters/slack/slack.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import { TEST_SETTINGS } from '../support/settings.ts';
import { createSlackAgency } from '../support/slack-agency.ts';

describe('Friday in Slack after a restart', () => {
  it('knows the chats it has with people, and opens none of them anew', async () => {
    const agency = createSlackAgency({ transport: 'socket' });
    await agency.start();
    try {
      const anna = agency.person('anna');
      await anna.says('hello');
      const { slack, clock } = agency;
      const { friday: before, store } = agency.parts();
      await before.stop();

      const adapter = createSlack({
        botToken: slack.botToken,
        apiUrl: slack.apiUrl,
        connection: { kind: 'socket', appToken: slack.appToken },
        commands: COMMANDS,
        clock,
        log: silentLog,
      });
      const friday = createFriday({ store, clock, log: silentLog, settings: TEST_SETTINGS, adapters: [adapter] });
      const from = slack.calls.length;
      await friday.start();
      await slack.sockets.connected();
      await anna.hears();
      await anna.says('/task Banner');
      const answer = slack.world.shown.at(-1);
      expect(answer?.text).toContain('Banner');
      // An answer that only this person sees vanishes when they reload; in their own chat it stays.
      expect(answer?.kind).not.toBe('ephemeral');
      expect(slack.calls.slice(from).map(({ method }) => method)).not.toContain('conversations.open');
      await friday.stop();
    } finally {
      await agency.stop();
    }
  });
});
