import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Quoted } from '../../src/chat/incoming.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  for (const person of [anna, oleh]) await person.says('/help');
});
afterEach(() => agency.close());

describe('/task in answer to a message', () => {
  const SOURCE = 'https://t.me/c/17/42';
  const answering = (about: Quoted, line = '/task') => anna.answers(about, line);

  it('makes a task of its words, with a link to it', async () => {
    const said = await answering({ text: 'The logo is blurred', source: SOURCE });
    expect(said).toMatch(/1 The logo is blurred/);
    expect(said).toContain(SOURCE);
  });

  it('takes whom, when and how urgent from the line, and nothing of that from the message', async () => {
    const about = { text: 'Call the printer tomorrow @nobody !urgent', source: SOURCE };
    const said = await answering(about, '/task @oleh !high friday 18:00');
    expect(said).toContain('1 Call the printer tomorrow @nobody !urgent');
    for (const part of ['Oleh', 'high', 'Fri 27 Nov, 18:00']) expect(said).toContain(part);
    expect((await oleh.hears()).join()).toContain('Call the printer tomorrow');
  });

  it('keeps all of a longer message as the description, under its first line as title', async () => {
    const said = await answering({ text: 'Banner\nblue, not green\nby friday', source: SOURCE });
    expect(said).toContain('1 Banner\n');
    expect(said).toContain('blue, not green');
    expect(said).toContain(SOURCE);
  });

  it('takes a title of its own and keeps the message below it', async () => {
    const said = await answering({ text: 'can you look at this?', source: SOURCE }, '/task Check the invoice @oleh');
    expect(said).toContain('1 Check the invoice');
    expect(said).toContain('can you look at this?');
  });

  it('says so when not all of the message fits, and keeps the link', async () => {
    const text = `First line\n${'word '.repeat(818)}`;
    const said = await answering({ text, source: SOURCE });
    expect(said).toContain('The message is longer than fits here');
    expect(said).toContain(SOURCE);
    expect(Array.from(said.match(/First line[\s\S]*42/)?.[0] ?? '').length).toBeGreaterThan(3500);
  });

  it('keeps a long message once under a title of its own', async () => {
    const text = Array.from({ length: 400 }, (_, i) => `w${i}`).join('  ');
    const said = await answering({ text, source: SOURCE }, '/task Own title');
    expect(said.split('w399')).toHaveLength(2);
  });

  it('asks for a title where the message has no words of its own', async () => {
    expect(await answering({ text: '  ', source: SOURCE })).toContain('What needs doing?');
  });
});

describe('an edited message', () => {
  it('changes the task it made, and says what is new', async () => {
    await anna.saysAs('m1', '/task Baner @oleh !high');
    await oleh.hears();
    const said = await anna.edits('m1', '/task Banner for Prostor @oleh !high friday 18:00');
    expect(said).toContain('I changed the task as you edited your message (title and deadline).');
    expect(said).toContain('1 Banner for Prostor');
    expect((await oleh.hears()).join()).toContain('Anna changed a task (title, deadline)');
    expect(await anna.says('/show 1')).toContain('Banner for Prostor');
  });

  it('is taken back with undo, like any other change', async () => {
    await anna.saysAs('m1', '/task Banner');
    await anna.edits('m1', '/task Poster');
    await anna.says('/undo');
    expect(await anna.says('/show 1')).toContain('1 Banner');
  });

  it('that changes no word is none, whatever has become of the task', async () => {
    await anna.saysAs('m1', '/task Banner @oleh !low friday');
    await anna.says('/edit 1 Big banner !urgent');
    expect((await anna.editing('m1', '/task Banner @oleh !low friday')).blocks).toEqual([]);
    expect(await anna.says('/show 1')).toContain('1 Big banner');
    await anna.edits('m1', '/task Small banner');
    expect((await anna.editing('m1', '/task Small banner')).blocks).toEqual([]);
    expect(await anna.edits('m1', '/task Banner @oleh !low friday')).toContain('I changed the task');
  });

  it('leaves a question that waits where it is', async () => {
    await anna.saysAs('m1', '/task Banner');
    await anna.says('/task');
    await anna.edits('m1', '/task Poster');
    expect(await anna.says('Leaflet')).toContain('Who is it for?');
  });

  it('that was no command makes no task, whatever word it begins with', async () => {
    await anna.saysAs('m1', '/task Banner');
    await anna.says('/done 1');
    await anna.saysAs('m2', 'Work of layout is with the client');
    expect(await anna.edits('m2', 'Task of layout is with the client')).toContain('I follow an edit only');
  });

  it('acts once when it comes twice', async () => {
    await anna.saysAs('m1', '/task Banner');
    await anna.edits('m1', '/task Poster', 'e1');
    await anna.says('/edit 1 Leaflet');
    await anna.edits('m1', '/task Poster', 'e1');
    expect(await anna.says('/show 1')).toContain('1 Leaflet');
  });

  it('that made no task changes nothing, and is told how to go on', async () => {
    await anna.saysAs('m1', '/task Banner');
    await anna.saysAs('m2', '/note 1 blue');
    const said = await anna.edits('m2', '/note 1 green');
    expect(said).toContain('I follow an edit only where the message gives a task');
    expect(await anna.says('/show 1')).not.toContain('green');
  });

  it('that puts a slip right makes the task it was meant to make, and follows it from then on', async () => {
    expect(await anna.saysAs('m1', '/taks Banner @oleh')).toContain('Did you mean this?');
    expect(await anna.edits('m1', '/task Banner @oleh')).toContain('Task created.');
    expect(await anna.edits('m1', '/task Poster @oleh')).toContain('I changed the task as you edited');
    expect(await anna.says('/tasks given')).toMatch(/1 Poster/);
    expect(await anna.says('/tasks given')).not.toContain('Banner');
  });

  it('from before Friday was there makes the task, once', async () => {
    expect(await anna.edits('never seen', '/task Banner')).toContain('Task created.');
    expect(await anna.edits('never seen', '/task Leaflet')).toContain('I changed the task');
  });

  it('of a closed task refuses like any edit of it', async () => {
    await anna.saysAs('m1', '/task Banner');
    await anna.says('/done 1');
    expect(await anna.edits('m1', '/task Poster')).toContain('Task 1 is done already');
  });

  it('of somebody who may no longer change the task changes nothing', async () => {
    await anna.saysAs('m1', '/task Banner @oleh');
    const vira = agency.person('vira');
    await vira.says('/help');
    // No messenger lets others edit a message; whoever says so anyway finds what they may see.
    expect(await vira.edits('m1', '/task Poster')).toContain('There is no task 1');
    expect(await anna.says('/show 1')).toContain('1 Banner');
  });

  it('in a room is silent where it made no task', async () => {
    const answer = await anna.editsIn('design', 'm9', 'we should do that');
    expect(answer.blocks).toEqual([]);
  });
});
