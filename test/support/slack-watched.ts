import { expect } from 'vitest';
import type { Done } from '../fakes/slack/person.ts';
import { fastPacing } from './fast-pacing.ts';
import { onScreen } from './hostile.ts';
import type { Screens } from './screens.ts';
import { createWatchedLog, expectWords, joined } from './screens.ts';
import { createSlackAgency } from './slack-agency.ts';

/** Of the text beside blocks, for notifications: longer ones end with `…`. */
const NOTIFICATION_MAX = 3000;

/** Friday in Slack, failing on what must never happen there: bugs, errors of Slack, pings, silence. */
export async function openWatchedSlack() {
  const { log, expectQuiet } = createWatchedLog();
  const agency = createSlackAgency({ log, pacing: fastPacing() });
  await agency.start();
  const { slack } = agency;
  let seenCalls = 0;

  /** Holds all that happened since the last time against what is promised of everything. */
  function expectWell(about: string): void {
    expectQuiet(about);
    const calls = slack.calls.slice(seenCalls);
    seenCalls = slack.calls.length;
    const refused = calls.find(({ outcome }) => outcome !== 'ok');
    if (refused) expect.fail(`${about}: ${refused.method}: ${refused.outcome}`);
    if (slack.violations.length > 0) expect.fail(`${about}: ${JSON.stringify(slack.violations[0])}`);
    if (slack.pings.length > 0) expect.fail(`${about}: pings ${JSON.stringify(slack.pings[0])}`);
  }

  /** What everybody alone was shown because of this, and what was said to be wrong on a form. */
  async function after(about: string, act: () => Promise<Done>): Promise<SlackScreens> {
    const from = slack.world.shown.length;
    let errors: Done['errors'];
    await agency.does(async () => {
      ({ errors } = await act());
    });
    expectWell(about);
    const shown = slack.world.shown.slice(from);
    const broken = shown.find(({ kind }) => kind === 'notice');
    if (broken) expect.fail(`${about}: Slack says ${broken.text}`);
    const of = (name: string) => shown.filter(({ to }) => to === slack.user(name).id);
    return {
      errors,
      text: (name) =>
        of(name)
          .map(({ text }) => text)
          .join('\n'),
      notification: (name) =>
        of(name)
          // What holds nothing but its text was put there by the test, to press a button on it.
          .flatMap(({ message }) => (message?.blocks?.length ? [decodeEntities(message.text)] : []))
          .join('\n'),
    };
  }

  return { ...agency, slack, after };
}

export type WatchedSlack = Awaited<ReturnType<typeof openWatchedSlack>>;

export interface SlackScreens extends Screens {
  /** the texts beside the blocks of their messages */
  notification(name: string): string;
  /** what was said to be wrong on a form, by field */
  errors: Readonly<Record<string, string>> | undefined;
}

/** The words whole, also where a notification shows them. */
export function expectShown(screens: SlackScreens, name: string, kept: string, about: string): void {
  const words = joined(onScreen(kept));
  expectWords(screens.text(name), words, `${about}: ${name}`);
  const notified = joined(screens.notification(name));
  const isCut = notified.includes('…') && notified.length >= NOTIFICATION_MAX / 2;
  if (notified !== '' && !isCut) expectWords(notified, words, `${about}: the notification of ${name}`);
}

/** What is no markup in a message's text is there in entities. */
function decodeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
