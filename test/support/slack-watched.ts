import { expect } from 'vitest';
import type { Log } from '../../src/ports.ts';
import type { Done } from '../fakes/slack/person.ts';
import { fastPacing } from './fast-pacing.ts';
import { onScreen } from './hostile.ts';
import { createSlackAgency } from './slack-agency.ts';

/** Of the text beside blocks, for notifications: longer ones end with `…`. */
const NOTIFICATION_MAX = 3000;

/** Friday in Slack, failing on what must never happen there: bugs, errors of Slack, pings, silence. */
export async function openWatchedSlack() {
  const trouble: object[] = [];
  const log: Log = {
    debug() {},
    info() {},
    warn: (fields, message) => void trouble.push({ message, ...fields }),
    error: (fields, message) => void trouble.push({ message, ...fields }),
  };
  const agency = createSlackAgency({ log, pacing: fastPacing() });
  await agency.start();
  const { slack } = agency;
  let seenCalls = 0;

  /** Holds all that happened since the last time against what is promised of everything. */
  function expectWell(about: string): void {
    if (trouble.length > 0) expect.fail(`${about}: ${describe(trouble[0])}`);
    const calls = slack.calls.slice(seenCalls);
    seenCalls = slack.calls.length;
    const refused = calls.find(({ outcome }) => outcome !== 'ok');
    if (refused) expect.fail(`${about}: ${refused.method}: ${refused.outcome}`);
    if (slack.violations.length > 0) expect.fail(`${about}: ${JSON.stringify(slack.violations[0])}`);
    if (slack.pings.length > 0) expect.fail(`${about}: pings ${JSON.stringify(slack.pings[0])}`);
  }

  /** What everybody alone was shown because of this, and what was said to be wrong on a form. */
  async function after(about: string, act: () => Promise<Done>): Promise<Screens> {
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

  return { ...agency, slack, trouble, expectWell, after };
}

export type WatchedSlack = Awaited<ReturnType<typeof openWatchedSlack>>;

export interface Screens {
  /** what was shown to this person alone: messages, dialogs, Home */
  text(name: string): string;
  /** the texts beside the blocks of their messages */
  notification(name: string): string;
  errors: Readonly<Record<string, string>> | undefined;
}

/** The words whole; a line break may stand where they go on in another block. */
export function expectShown(screens: Screens, name: string, kept: string, about: string): void {
  const words = joined(onScreen(kept));
  if (!joined(screens.text(name)).includes(words)) {
    expect.fail(`${about}: ${name} sees ${JSON.stringify(screens.text(name))}, without ${JSON.stringify(words)}`);
  }
  const notified = joined(screens.notification(name));
  const isCut = notified.includes('…') && notified.length >= NOTIFICATION_MAX / 2;
  if (notified !== '' && !notified.includes(words) && !isCut) {
    expect.fail(`${about}: ${name} is notified of ${JSON.stringify(notified)}, without ${JSON.stringify(words)}`);
  }
}

/** What is no markup in a message's text is there in entities. */
function decodeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function joined(text: string): string {
  return text.replaceAll('\n', '');
}

function describe(trouble: object | undefined): string {
  const { err } = (trouble ?? {}) as { err?: unknown };
  return err instanceof Error ? (err.stack ?? err.message) : JSON.stringify(trouble);
}
