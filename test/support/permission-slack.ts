import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFileMaker } from '../../adapters/files/file-maker.ts';
import { renderMessages } from '../../adapters/slack/render/messages.ts';
import { createSlack } from '../../adapters/slack/slack.ts';
import type { Answer, Handle } from '../../src/chat/chat-adapter.ts';
import type { Form } from '../../src/chat/form.ts';
import { createOffice } from '../../src/chat/office.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import type { Person } from '../../src/domain/person.ts';
import { silentLog } from '../../src/log.ts';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { startFakeSlack } from '../fakes/slack/fake-slack.ts';
import type { JsonObject } from '../fakes/slack/json.ts';
import type { Done } from '../fakes/slack/person.ts';
import type { Pressable } from '../fakes/slack/plain-text.ts';
import { createTestClock } from './clock.ts';
import { fastPacing } from './fast-pacing.ts';
import { moveIn } from './permission-accounts.ts';
import { withoutPresence } from './permission-presence.ts';
import type { Seen } from './permission-seen.ts';
import { untilSeen } from './permission-seen.ts';
import { makeWorld } from './permission-world.ts';
import { seeded } from './seeded.ts';
import { OWN_COMMANDS } from './slack-agency.ts';
import { openTestStore } from './store.ts';
import { createTakingBack, createTryDispatch } from './try-out.ts';

/** A generated company in a Slack workspace, with a bot in it that forgets each command again. */
export async function openSlackPlace(seed: number, tasks: number) {
  const clock = createTestClock('2026-11-23T16:00:00Z');
  const { store, database, close } = await openTestStore();
  const world = await makeWorld(store, seeded(seed), clock.now(), tasks);
  const slack = await startFakeSlack({ clock });
  const accounts = await moveIn(store, world, 'slack', (person) => accountIn(slack, person));
  const takingBack = createTakingBack(store, database);
  const dispatch = createTryDispatch(takingBack.store, clock);
  let looked: number | undefined;
  let answers: Answer[] = [];

  const handle: Handle = async (incoming) => {
    takingBack.begin(looked);
    const answer = await dispatch(incoming);
    answers.push(answer);
    return answer;
  };

  const adapter = createSlack({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    connection: { kind: 'http', signingSecret: slack.signingSecret },
    commands: COMMANDS,
    clock,
    log: silentLog,
    pacing: fastPacing(),
  });
  const server = createServer((request, response) => adapter.onRequest?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await adapter.start(
    handle,
    createOffice({ store, clock, files: createFileMaker({ store, clock }), take: async () => {}, wake() {} }, 'slack'),
  );

  const accountOf = (person: Person) => {
    const account = accounts.get(person.id);
    if (!account) throw new Error(`${person.name} has no account`);
    return account;
  };

  async function watched(person: Person, task: number | undefined, act: () => Promise<Done>): Promise<Seen> {
    looked = task;
    answers = [];
    const account = accountOf(person);
    const [from, callsFrom] = [slack.world.shown.length, slack.calls.length];
    const mine = () => slack.world.shown.slice(from).filter(({ to }) => to === account.id);
    const { outcome, request } = await act();
    const isAtHome = request.payload.type === 'event_callback';
    const isShown = () => mine().length >= (isAtHome ? 1 : screensOf(answers.at(-1), account.id));
    await untilSeen(() => isShown() && slack.inFlight() === 0, `${person.name}: an answer`);
    const answer = answers.at(-1);
    const screens = mine().map((one) => {
      const buttons = slack.world.pressables(one).map(({ label, value }) => `[${label} → ${value}]`);
      return [one.kind, one.text, ...buttons].join('\n');
    });
    return {
      ...withoutPresence(world, person, { ...takingBack.outcome(), reply: answer?.reply ?? { blocks: [] } }),
      asked: answers.length,
      shown: screens.join('\n---\n'),
      sent: JSON.stringify([slack.calls.slice(callsFrom).map(({ args }) => args), outcome.body]),
    };
  }

  return {
    world,
    slack,
    present: world.people.filter((person) => person.leftAt === null),
    accountOf,
    /** @param line without the slash */
    types(person: Person, line: string, task?: number): Promise<Seen> {
      const [word = ''] = line.split(' ', 1);
      const isOwn = OWN_COMMANDS.includes(word);
      const rest = isOwn ? line.slice(word.length).trim() : line;
      return watched(person, task, () => accountOf(person).user.slash(isOwn ? `/${word}` : '/friday', rest));
    },
    /** @param of whose button it says it is; by default the one who presses */
    presses: (person: Person, command: string, task?: number, of: Person = person) =>
      watched(person, task, () => {
        const { user, carrier } = accountOf(person);
        const pressed = buttonThatSays(`${accountOf(of).id}:${command}`);
        return slack.send(slack.requests.blockAction(user.account, pressed, { message: carrier }));
      }),
    /** Sends a form as if it were open, whether or not it could have been opened. */
    sends(person: Person, command: string, values: Readonly<Record<string, string>>, task?: number): Promise<Seen> {
      const { user, directChat } = accountOf(person);
      const view = slack.world.views.open(user.id, formThatSays(command, directChat, Object.keys(values)));
      for (const [field, value] of Object.entries(values)) view.values[field] = { value: stateOf(field, value) };
      return watched(person, task, () => slack.send(slack.requests.submission(user.account, view)));
    },
    looksAtHome: (person: Person) => watched(person, undefined, () => accountOf(person).user.openHome()),
    async close(): Promise<void> {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await slack.stop();
      await close();
    },
  };
}

export type SlackPlace = Awaited<ReturnType<typeof openSlackPlace>>;

function accountIn(slack: FakeSlack, person: Person) {
  const user = slack.addUser({ name: person.name, real_name: person.name, tz: person.zone, locale: 'en-US' });
  const chat = slack.world.direct(user.id, slack.world.bot.id);
  chat.isKnownToBot = true;
  const elements = [{ type: 'button', action_id: 'command:1', text: { type: 'plain_text', text: 'x' }, value: 'x' }];
  const carrier = slack.world.post({
    channelId: chat.id,
    by: slack.world.bot.id,
    text: 'x',
    blocks: [{ type: 'actions', block_id: 'forged', elements }],
  });
  return { externalId: user.id, directChat: chat.id, profile: { zone: person.zone }, id: user.id, user, carrier };
}

/** How many screens an answer takes: messages, or one dialog. */
function screensOf(answer: Answer | undefined, userId: string): number {
  // Somebody else's button: the adapter alone says so.
  if (!answer) return 1;
  const { reply, problems, language } = answer;
  if (reply.form || problems) return 1;
  return renderMessages(reply, { userId, language, ownCommands: new Set(OWN_COMMANDS) }).length;
}

function buttonThatSays(value: string): Pressable {
  const actionId = `command:${randomUUID()}`;
  const element: JsonObject = { type: 'button', action_id: actionId, text: { type: 'plain_text', text: 'x' }, value };
  return { label: 'x', value, kind: 'button', blockId: 'forged', actionId, element };
}

function formThatSays(command: Form['command'], directChat: string, fields: readonly string[]): JsonObject {
  const memory = {
    command,
    chat: { id: directChat, kind: 'direct' },
    place: { kind: 'direct', channel: directChat },
  };
  const input = (field: string) => ({
    type: 'input',
    block_id: field,
    label: { type: 'plain_text', text: field },
    element: { type: 'plain_text_input', action_id: 'value' },
  });
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: JSON.stringify(memory),
    title: { type: 'plain_text', text: 'Forged' },
    submit: { type: 'plain_text', text: 'Send' },
    blocks: fields.length > 0 ? fields.map(input) : [{ type: 'divider' }],
  };
}

function stateOf(field: string, value: string): JsonObject {
  if (field === 'assignee') return { type: 'users_select', selected_user: value };
  if (field === 'day') return { type: 'datepicker', selected_date: value };
  if (field === 'time') return { type: 'timepicker', selected_time: value };
  return { type: 'plain_text_input', value };
}
