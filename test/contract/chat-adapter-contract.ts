import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SentFile } from '../fakes/sent-file.ts';

/** One organisation behind one adapter, as people on its platform meet it. */
export interface ChatHarness {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Somebody who belongs to the organisation. The first to speak is the owner. */
  person(name: string): ChatPerson;
  room(name: string): {
    /** plain text of every message that everybody in the room could read, since last asked */
    hears(): Promise<string[]>;
  };
}

export interface ChatPerson {
  /**
   * Resolves when it is answered and all that is owed is delivered. `@name` in the text means the harness's person
   * of that name, in the way the platform mentions people.
   * @param room where it is said; by default to the bot alone
   */
  says(text: string, room?: string): Promise<void>;
  /** The platform hands over the very same message twice. */
  saysTwice(text: string): Promise<void>;
  /** Presses the latest button with such a label among those this person was shown. */
  presses(label: RegExp): Promise<void>;
  /** plain text of every message that this person alone could read, since last asked, without buttons */
  hears(): Promise<string[]>;
  /** Files that this person alone could open, since last asked. @param atLeast so many are waited for; default: one */
  receives(atLeast?: number): Promise<Omit<SentFile, 'isPicture'>[]>;
}

const HOSTILE_TITLES = [
  '<b>bold</b> &amp; <i>not</i>',
  '*stars* _lines_ ~waves~ `ticks` ```fence```',
  '[click](https://example.com) <https://example.com|here>',
  '<!channel> <!here> </task> {{x}} $(y) %s \\n',
  "Robert'); DROP TABLE tasks;--",
  'emoji 👩‍👩‍👧 and шрифт and 日本語',
];

/** What every adapter must do with the same conversation. Words differ by language: titles and numbers do not. */
export function chatAdapterContract(
  name: string,
  makeHarness: () => ChatHarness,
  { answersInRooms = 'to everybody' }: { answersInRooms?: 'to everybody' | 'to the asker' } = {},
): void {
  describe(`the chat in ${name}`, () => {
    let chat: ChatHarness;

    beforeEach(async () => {
      chat = makeHarness();
      await chat.start();
    });

    afterEach(() => chat.stop());

    /** All that a person is told in answer to one message. */
    async function answerTo(person: ChatPerson, text: string): Promise<string> {
      await person.hears();
      await person.says(text);
      return (await person.hears()).join('\n');
    }

    async function annaAndBob() {
      const [anna, bob] = [chat.person('anna'), chat.person('bob')];
      await anna.says('/help');
      await bob.says('/help');
      await bob.hears();
      return { anna, bob };
    }

    it('creates a task and shows it', async () => {
      const anna = chat.person('anna');
      const created = await answerTo(anna, '/task Banner for Prostor !high');
      expect(created).toContain('Banner for Prostor');
      expect(created).toMatch(/\b1\b/);
      expect(await answerTo(anna, '/show 1')).toContain('Banner for Prostor');
      expect(await answerTo(anna, '/tasks')).toContain('Banner for Prostor');
    });

    it('takes a command without its slash in private', async () => {
      const anna = chat.person('anna');
      await anna.says('task Banner');
      expect(await answerTo(anna, 'tasks')).toContain('Banner');
    });

    it('tells the assignee', async () => {
      const { anna, bob } = await annaAndBob();
      await anna.says('/task Logo @bob');
      const told = (await bob.hears()).join('\n');
      expect(told).toContain('Logo');
      expect(told).toMatch(/\b1\b/);
      expect(await answerTo(bob, '/tasks')).toContain('Logo');
    });

    it('does what a button says, for the person who presses it', async () => {
      const { anna, bob } = await annaAndBob();
      await anna.says('/task Logo @bob');
      await anna.hears();
      await bob.presses(/^done/i);
      expect((await anna.hears()).join('\n')).toContain('Logo');
      expect(await answerTo(bob, '/tasks')).not.toContain('Logo');
    });

    it('takes back the last change at the press of a button', async () => {
      const anna = chat.person('anna');
      await anna.says('/task Banner');
      await anna.presses(/undo/i);
      expect(await answerTo(anna, '/tasks')).not.toContain('Banner');
    });

    it('says no with the next step', async () => {
      const anna = chat.person('anna');
      expect(await answerTo(anna, '/dnoe 1')).toMatch(/\bdone\b/);
      expect(await answerTo(anna, '/show 99')).toMatch(/\b99\b/);
    });

    it('brings files of time: spreadsheet, text and picture', async () => {
      const anna = chat.person('anna');
      await anna.says('/log 1h30m layout & <b>more</b>');
      const progress = await answerTo(anna, '/time today csv');
      expect(progress).toContain('CSV');
      const [csv, ...others] = await anna.receives();
      expect(others).toEqual([]);
      expect(csv?.name).toMatch(/^friday-time-v1-2026-\d\d-\d\d\.csv$/);
      expect(csv?.bytes.toString()).toContain('layout & <b>more</b>');
      await anna.says('/time today xlsx');
      const [xlsx] = await anna.receives();
      expect(xlsx?.name).toMatch(/^friday-time-2026-\d\d-\d\d\.xlsx$/);
      expect(xlsx?.bytes.subarray(0, 2).toString()).toBe('PK');
      await anna.says('/time week by day picture');
      const [picture] = await anna.receives();
      expect(picture?.name).toMatch(/\.png$/);
      expect(picture?.bytes.subarray(1, 4).toString()).toBe('PNG');
      expect((await anna.hears()).join('\n')).toContain(picture?.name);
    });

    it('brings a file once, however often it is asked for by the same message', async () => {
      const anna = chat.person('anna');
      await anna.says('/log 1h30m layout');
      await anna.saysTwice('time today csv');
      const received = await anna.receives();
      // What shows all that is said shows what was asked twice as well.
      expect(received.length).toBe(name === 'the terminal' ? 2 : 1);
    });

    it('brings files to the person alone, wherever they were asked for', async () => {
      const { anna, bob } = await annaAndBob();
      await anna.says('/log 1h30m layout');
      await bob.receives(0);
      await anna.says('/time today xlsx', 'design');
      expect(await anna.receives()).toHaveLength(1);
      expect(await bob.receives(0)).toEqual([]);
      expect((await chat.room('design').hears()).join('\n')).not.toContain('.xlsx');
    });

    it.each(HOSTILE_TITLES)('shows the title %j literally, to both', async (title) => {
      const { anna, bob } = await annaAndBob();
      expect(await answerTo(anna, `/task ${title} @bob`)).toContain(title);
      expect((await bob.hears()).join('\n')).toContain(title);
      expect(await answerTo(bob, '/tasks')).toContain(title);
    });

    it('brings 10,000 characters whole', async () => {
      const anna = chat.person('anna');
      const words = Array.from({ length: 1500 }, (_, i) => `w${String(i).padStart(4, '0')}€`);
      const part = (from: number) => words.slice(from, from + 500).join(' ');
      await anna.says(`/task Long\n${part(0)}`);
      await anna.says(`/note 1 ${part(500)}`);
      await anna.says(`/note 1 ${part(1000)}`);
      const shown = await answerTo(anna, '/show 1');
      expect(shown.length).toBeGreaterThan(10_000);
      expect(words.filter((word) => !shown.includes(word))).toEqual([]);
    });

    it('acts once on a message that comes twice', async () => {
      const anna = chat.person('anna');
      await anna.saysTwice('/task Once');
      expect((await answerTo(anna, '/tasks')).split('Once')).toHaveLength(2);
    });

    it(`answers ${answersInRooms} in the room where it was asked`, async () => {
      const anna = chat.person('anna');
      await anna.says('/task Poster', 'design');
      const inRoom = (await chat.room('design').hears()).join('\n');
      const alone = (await anna.hears()).join('\n');
      const [told, notTold] = answersInRooms === 'to everybody' ? [inRoom, alone] : [alone, inRoom];
      expect(told).toContain('Poster');
      expect(notTold).not.toContain('Poster');
    });

    it('keeps a private answer out of the room', async () => {
      const code = /[\w-]{20,}/;
      const anna = chat.person('anna');
      await anna.says('/link', 'design');
      expect((await chat.room('design').hears()).join('\n')).not.toMatch(code);
      expect((await anna.hears()).join('\n')).toMatch(code);
    });

    it('takes plain words as the answer to a question', async () => {
      const anna = chat.person('anna');
      await anna.says('/task Banner');
      // Without a slash: where commands can be answered with a form, a plain message is asked in words.
      await anna.says('note 1');
      await anna.says('The client likes blue');
      expect(await answerTo(anna, '/show 1')).toContain('The client likes blue');
    });

    it('speaks English, Ukrainian and Russian, each person their own', async () => {
      const { anna, bob } = await annaAndBob();
      expect(await answerTo(anna, '/help')).not.toMatch(/\p{Script=Cyrillic}/u);
      await anna.says('/settings language uk');
      expect(await answerTo(anna, '/help')).toMatch(/[іїє]/i);
      await bob.says('/settings language ru');
      expect(await answerTo(bob, '/help')).toMatch(/[ыэ]/i);
      expect(await answerTo(anna, '/help')).not.toMatch(/[ыэ]/i);
      await anna.says('/settings language en');
      expect(await answerTo(anna, '/help')).not.toMatch(/\p{Script=Cyrillic}/u);
    });
  });
}
