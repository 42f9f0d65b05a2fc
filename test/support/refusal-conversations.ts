import type { Reply } from '../../src/chat/reply.ts';
import type { CalendarDate, Instant } from '../../src/domain/instant.ts';
import type { Month } from '../../src/domain/month.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { MaybeSavedError, NotSavedError } from '../../src/ports/store.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { formatDay, formatMoment } from '../../src/text/format-moment.ts';
import { openAgency } from './agency.ts';
import { annaAsks, codeFrom, failsWith, referenceIn, stranger } from './conversation-steps.ts';
import { taskId } from './three-languages.ts';
import type { Town } from './town.ts';

interface Conversation<R extends Refusal> {
  /** what happens, and what is said at the end of it */
  happens: (town: Town) => Promise<Reply>;
  refusal: R | ((town: Town, reply: Reply) => R);
}

type Of<K extends Refusal['kind']> = Extract<Refusal, { kind: K }>;
type Id = Of<'no such task'>['id'];
const task = (id: number) => id as Id;
const entry = (id: number) => id as Of<'no such entry'>['id'];

/** One conversation for each refusal there is; a kind without one does not compile. */
export const REFUSAL_CONVERSATIONS: { [K in Refusal['kind']]: Conversation<Of<K>> } = {
  'unknown command': {
    happens: annaAsks('/xyzzy'),
    refusal: { kind: 'unknown command', typed: '/xyzzy', nearest: [] },
  },
  'missing argument': { happens: annaAsks('/done'), refusal: { kind: 'missing argument', command: 'done' } },
  'not a number': { happens: annaAsks('/show abc'), refusal: { kind: 'not a number', typed: 'abc', command: 'show' } },
  'nothing asked': { happens: ({ anna }) => anna.pressing('answer yes'), refusal: { kind: 'nothing asked' } },
  'edit of nothing': {
    happens: ({ anna }) => anna.editing('a message of long ago', '/note 1 blue'),
    refusal: { kind: 'edit of nothing' },
  },
  'title missing': { happens: annaAsks('/task @oleh', '#prostor'), refusal: { kind: 'title missing' } },
  'title too long': {
    happens: annaAsks(`/task ${'x'.repeat(301)}`),
    refusal: { kind: 'title too long', length: 301, max: 300, command: 'task' },
  },
  'text too long': {
    happens: annaAsks(`/note 1 ${'x'.repeat(4001)}`),
    refusal: { kind: 'text too long', what: 'note', length: 4001, max: 4000, command: 'note 1' },
  },
  'unknown person': {
    happens: ({ marta }) => marta.asks('/task Banner @zzzzz'),
    refusal: { kind: 'unknown person', name: 'zzzzz', nearest: [], mayInvite: false },
  },
  'everybody named': {
    happens: annaAsks('/task Banner @channel'),
    refusal: { kind: 'everybody named', name: 'channel' },
  },
  'ambiguous person': {
    happens: async ({ agency, marta }) => {
      for (const name of ['Iryna Bilyk', 'Iryna Tsilyk'])
        await agency.person(name, { platform: 'slack', name }).says('/start');
      return marta.asks('/task Banner @iryna');
    },
    refusal: {
      kind: 'ambiguous person',
      name: 'Iryna',
      matches: ['Iryna Bilyk (@id5)', 'Iryna Tsilyk (@id6)'],
      like: 'task Banner @id5',
    },
  },
  'several assignees': {
    happens: annaAsks('/task Banner @oleh @vira'),
    refusal: { kind: 'several assignees', names: ['oleh', 'vira'], command: 'task' },
  },
  'unknown project': {
    happens: annaAsks('/task Banner #zzzzz'),
    refusal: { kind: 'unknown project', tag: 'zzzzz', nearest: [] },
  },
  'several projects': {
    happens: annaAsks('/task Banner #site #shop'),
    refusal: { kind: 'several projects', tags: ['site', 'shop'], command: 'task' },
  },
  'unknown priority': {
    happens: annaAsks('/priority 1 zzzzz'),
    refusal: { kind: 'unknown priority', word: 'zzzzz', nearest: 'high', command: 'priority 1' },
  },
  'several priorities': {
    happens: annaAsks('/task Banner !high !low'),
    refusal: { kind: 'several priorities', command: 'task' },
  },
  'several deadlines': {
    happens: annaAsks('/task Banner 01.12 @oleh 05.12'),
    refusal: { kind: 'several deadlines', command: 'task' },
  },
  'several estimates': {
    happens: annaAsks('/task Banner ~1h ~2h'),
    refusal: { kind: 'several estimates', command: 'task' },
  },
  'not an estimate': {
    happens: annaAsks('/edit 1 ~3d'),
    refusal: { kind: 'not an estimate', typed: '~3d', command: 'edit 1' },
  },
  'not a moment': {
    happens: annaAsks('/move 1 zzzzz'),
    refusal: { kind: 'not a moment', typed: 'zzzzz', command: 'move', id: taskId(1) },
  },
  'deadline past': {
    happens: annaAsks('/move 1 01.11.2026'),
    refusal: ({ language }) => ({
      kind: 'deadline past',
      again: `move 1 ${catalogueOf(language).task.tomorrow}`,
      on: formatDay('2026-11-01' as CalendarDate, { language, today: '2026-11-23' as CalendarDate }),
    }),
  },
  'deadline too far': {
    happens: annaAsks('/move 1 01.01.2037'),
    refusal: ({ language }) => ({ kind: 'deadline too far', again: `move 1 ${catalogueOf(language).task.tomorrow}` }),
  },
  'title like a deadline': {
    happens: annaAsks('/edit 1 30 feb'),
    refusal: ({ language }) => ({
      kind: 'title like a deadline',
      typed: '30 feb',
      id: task(1),
      when: `${catalogueOf(language).task.tomorrow} 18:00`,
    }),
  },
  'title like a person': {
    happens: annaAsks('/edit 1 oleh'),
    refusal: { kind: 'title like a person', typed: 'oleh', id: task(1) },
  },
  'page past the end': {
    happens: annaAsks('/tasks page 9'),
    refusal: { kind: 'page past the end', command: 'tasks' },
  },
  'one at a time': {
    happens: annaAsks('/tasks !high overdue !urgent'),
    refusal: { kind: 'one at a time', what: 'priority', like: 'tasks !high overdue' },
  },
  'some of several': {
    happens: annaAsks('/done 2 99'),
    refusal: {
      kind: 'some of several',
      without: [99],
      line: 'done 2',
      because: { kind: 'no such task', id: task(99) },
    },
  },
  'no such task': { happens: annaAsks('/show 99'), refusal: { kind: 'no such task', id: task(99) } },
  'not yours to change': {
    happens: ({ vira }) => vira.asks('/done 3'),
    refusal: { kind: 'not yours to change', id: task(3) },
  },
  'task closed': {
    happens: annaAsks('/done 2', '/done 2'),
    refusal: { kind: 'task closed', id: task(2), state: 'done' },
  },
  'task open': { happens: annaAsks('/reopen 1'), refusal: { kind: 'task open', id: task(1) } },
  'nothing to change': {
    happens: annaAsks('/priority 1 normal'),
    refusal: { kind: 'nothing to change', id: task(1) },
  },
  'never without': {
    happens: annaAsks('/edit 1 no priority'),
    refusal: { kind: 'never without', field: 'priority', id: task(1) },
  },
  'no proposal': { happens: annaAsks('/agree 1'), refusal: { kind: 'no proposal', id: task(1) } },
  'not for you to decide': {
    happens: annaAsks('/took 1'),
    refusal: { kind: 'not for you to decide', id: task(1) },
  },
  'deadline stays': {
    happens: async ({ anna, oleh }) => {
      await anna.says('/edit 1 @oleh friday');
      return oleh.asks('/move 1 no deadline');
    },
    refusal: { kind: 'deadline stays', id: task(1), isPartly: false },
  },
  'nobody to nudge': { happens: annaAsks('/nudge 2'), refusal: { kind: 'nobody to nudge', id: task(2) } },
  'no such digest': { happens: annaAsks('/digest 9 given 1'), refusal: { kind: 'no such digest' } },
  'reminder past': {
    happens: annaAsks('/remind 1 01.11.2026 10:00'),
    refusal: ({ language, agency }) => ({
      kind: 'reminder past',
      when: formatMoment('2026-11-01T08:00:00.000Z' as Instant, {
        language,
        zone: 'Europe/Kyiv',
        now: agency.clock.now(),
      }),
      id: task(1),
    }),
  },
  'reminder needs deadline': {
    happens: annaAsks('/remind 1 1h before'),
    refusal: { kind: 'reminder needs deadline', id: task(1) },
  },
  'no reminder': { happens: annaAsks('/remind 1 off'), refusal: { kind: 'no reminder', id: task(1), isClosed: false } },
  'has left': {
    happens: annaAsks('/people remove @oleh', '/people remove @oleh'),
    refusal: { kind: 'has left', name: 'Oleh', restore: 'people restore @id2' },
  },
  'too many people': {
    happens: annaAsks(`/project add prostor ${'@oleh '.repeat(31)}`),
    refusal: { kind: 'too many people', count: 31, max: 30, command: 'project add' },
  },
  'has not left': { happens: annaAsks('/people restore @oleh'), refusal: { kind: 'has not left', name: 'Oleh' } },
  'assignee left': {
    happens: annaAsks('/people remove @oleh', '/nudge 1'),
    refusal: { kind: 'assignee left', name: 'Oleh' },
  },
  'reminder too late': {
    happens: annaAsks('/edit 1 today', '/settings quiet 10:15-9:00', '/remind 1 1h before'),
    refusal: ({ language, agency }) => ({
      kind: 'reminder too late',
      when: formatMoment('2026-11-24T07:00:00.000Z' as Instant, {
        language,
        zone: 'Europe/Kyiv',
        now: agency.clock.now(),
      }),
      id: task(1),
    }),
  },
  'no timer': { happens: annaAsks('/timer stop'), refusal: { kind: 'no timer' } },
  'timer not then': {
    happens: annaAsks('/timer start 1', '/timer stop 9:00'),
    refusal: { kind: 'timer not then', when: '09:00', since: '10:00' },
  },
  'timer start ahead': {
    happens: annaAsks('/timer start 1 18:00'),
    refusal: { kind: 'timer start ahead', time: '18:00', work: '1' },
  },
  'timer start taken': {
    happens: annaAsks('/log 8:00-9:00 1', '/timer start 2 8:30'),
    refusal: {
      kind: 'timer start taken',
      time: '08:30',
      with: { work: '1 One', times: '08:00–09:00' },
      runs: false,
      next: '09:00',
      work: '2',
    },
  },
  'not a duration': {
    happens: annaAsks('/log zzzzz'),
    refusal: { kind: 'not a duration', typed: 'zzzzz', command: 'log' },
  },
  'entry in the future': {
    happens: annaAsks('/log 23:00-23:30'),
    refusal: { kind: 'entry in the future', command: 'log', work: undefined },
  },
  'day to come': {
    happens: annaAsks('/log 1h 31.12'),
    refusal: { kind: 'day to come', typed: '31.12', lastSo: '31.12.2025', command: 'log 1:00' },
  },
  'no such day': {
    happens: annaAsks('/log 1h 31.11'),
    refusal: { kind: 'no such day', typed: '31.11', command: 'log 1:00' },
  },
  'two works': {
    happens: annaAsks('/log 1h 1 #prostor call'),
    refusal: { kind: 'two works', work: '1', tag: 'prostor', command: 'log 1:00 1' },
  },
  'two amounts': {
    happens: ({ anna }) => anna.asks('/log 1h 1 yesterday 9:00-11:00'),
    refusal: { kind: 'two amounts', range: '09:00–11:00', command: 'log 09:00-11:00 1 2026-11-22' },
  },
  'entry too long': {
    happens: annaAsks('/log 30h'),
    refusal: { kind: 'entry too long', command: 'log', work: undefined },
  },
  'entry overlaps': {
    happens: annaAsks('/log 8:00-9:00 1', '/log 8:00-9:00 2'),
    refusal: {
      kind: 'entry overlaps',
      with: { work: '1 One', times: '08:00–09:00' },
      repeat: undefined,
      list: 'log list 2026-11-23',
    },
  },
  'no such entry': {
    happens: annaAsks('/log delete 99'),
    refusal: { kind: 'no such entry', id: 99 as Of<'no such entry'>['id'] },
  },
  'entry runs': {
    happens: annaAsks('/timer start 1', '/log edit 1 1h'),
    refusal: { kind: 'entry runs', id: 1 as Of<'entry runs'>['id'] },
  },
  'not an entry change': {
    happens: annaAsks('/log 8:00-9:00 1', '/log edit 1 zzzzz'),
    refusal: { kind: 'not an entry change', id: entry(1), typed: 'zzzzz' },
  },
  'not a target': {
    happens: annaAsks('/log 8:00-9:00 1', '/log move 1 what it was'),
    refusal: { kind: 'not a target', id: entry(1), typed: 'what it was' },
  },
  'entry is like that': {
    happens: annaAsks('/log 8:00-9:00 1', '/log edit 1 #1'),
    refusal: { kind: 'entry is like that', id: entry(1) },
  },
  'not within entry': {
    happens: annaAsks('/log 8:00-9:00 1', '/log split 1 9:30'),
    refusal: { kind: 'not within entry', id: entry(1), from: '08:00', to: '09:00', at: '08:30', typed: undefined },
  },
  'month locked': {
    happens: async ({ anna, oleh }) => {
      await anna.says('/time lock 2026-10');
      return oleh.asks('/log 8:00-9:00 30.10');
    },
    refusal: ({ language, agency }) => {
      const now = agency.clock.now();
      const since = formatMoment(now, { language, zone: 'Europe/Kyiv', now });
      return { kind: 'month locked', month: '2026-10' as Month, by: 'Anna', since };
    },
  },
  'not a month': {
    happens: annaAsks('/time lock zzzzz'),
    refusal: { kind: 'not a month', typed: 'zzzzz', command: 'time lock' },
  },
  'month ahead': {
    happens: annaAsks('/time lock 2027-01'),
    refusal: { kind: 'month ahead', month: '2027-01' as Month },
  },
  'timer over': {
    happens: annaAsks('/timer start 1', '/timer stop', '/timer answer 1 now'),
    refusal: { kind: 'timer over', id: 1 as Of<'timer over'>['id'] },
  },
  'day full': { happens: annaAsks('/log rest 2026-11-22 1'), refusal: { kind: 'day full' } },
  'not a period': { happens: annaAsks('/time zzzzz'), refusal: { kind: 'not a period', typed: 'zzzzz' } },
  'not in a report': {
    happens: annaAsks('/time week by foo'),
    refusal: { kind: 'not in a report', typed: 'by foo', period: 'week', wants: 'grouping' },
  },
  'period backwards': {
    happens: annaAsks('/time 15.10-1.10'),
    refusal: { kind: 'period backwards', typed: '15.10-1.10', swapped: '1.10-15.10', command: 'time' },
  },
  'time of others': { happens: ({ oleh }) => oleh.asks('/time @anna'), refusal: { kind: 'time of others' } },
  'not a tag': { happens: annaAsks('/project new ! Name'), refusal: { kind: 'not a tag', tag: '!' } },
  'tag reserved': { happens: annaAsks('/project new list Lists'), refusal: { kind: 'tag reserved', tag: 'list' } },
  'tag taken': { happens: annaAsks('/project new prostor Again'), refusal: { kind: 'tag taken', tag: 'prostor' } },
  'project archived': {
    happens: annaAsks('/project archive prostor', '/task Banner #prostor'),
    refusal: { kind: 'project archived', tag: 'prostor', mayRestore: true },
  },
  'not your project': {
    happens: ({ oleh }) => oleh.asks('/project prostor'),
    refusal: { kind: 'not your project', tag: 'prostor' },
  },
  'not a room': { happens: annaAsks('/project bind prostor'), refusal: { kind: 'not a room' } },
  'room of a project': {
    happens: async ({ anna, oleh }) => {
      await anna.saysIn('design', '/project bind prostor');
      await oleh.says('/project new kava Kava');
      return oleh.asksIn('design', '/project bind kava');
    },
    refusal: { kind: 'room of a project', tag: 'prostor' },
  },
  'managers only': { happens: ({ oleh }) => oleh.asks('/invite'), refusal: { kind: 'managers only' } },
  'owners only': { happens: ({ oleh }) => oleh.asks('/people role @vira manager'), refusal: { kind: 'owners only' } },
  'restored by owners': {
    async happens({ anna, oleh }) {
      for (const name of ['oleh', 'vira']) await anna.says(`/people role @${name} manager`);
      const removed = JSON.stringify(await anna.asks('/people remove @vira'));
      return oleh.pressing(/people restore @\w+/.exec(removed)?.[0] ?? '');
    },
    refusal: { kind: 'restored by owners' },
  },
  'last owner': { happens: annaAsks('/people remove @anna'), refusal: { kind: 'last owner', other: 'Marta' } },
  'not a role': {
    happens: annaAsks('/invite boss'),
    refusal: { kind: 'not a role', typed: 'boss', command: 'invite' },
  },
  'unknown setting': {
    happens: annaAsks('/settings zzzzz 1'),
    refusal: { kind: 'unknown setting', name: 'zzzzz', nearest: [] },
  },
  'bad setting': {
    happens: annaAsks('/settings zone zzzzz'),
    refusal: { kind: 'bad setting', name: 'zone', typed: 'zzzzz' },
  },
  'digest day is set': {
    happens: annaAsks('/settings digest mon 10:00'),
    refusal: ({ language }) => ({
      kind: 'digest day is set',
      day: { en: 'Fri', uk: 'пт', ru: 'пт' }[language],
      time: '10:00',
    }),
  },
  'digest stays on': {
    happens: annaAsks('/settings digest off'),
    refusal: { kind: 'digest stays on', time: '09:00', isAlways: false },
  },
  'name taken': {
    happens: ({ oleh }) => oleh.asks('/settings name ANNA'),
    refusal: { kind: 'name taken', name: 'ANNA' },
  },
  'not the last change': {
    happens: ({ anna }) => anna.picking('undo 99999'),
    refusal: { kind: 'not the last change' },
  },
  'undo takes nothing': { happens: annaAsks('/undo 99999'), refusal: { kind: 'undo takes nothing' } },
  'nothing to undo': { happens: ({ vira }) => vira.asks('/undo'), refusal: { kind: 'nothing to undo' } },
  'changed since': {
    happens: async ({ anna, oleh }) => {
      await anna.says('/priority 1 high');
      await oleh.says('/took 1');
      return anna.asks('/undo');
    },
    refusal: { kind: 'changed since', what: 'task', id: 1 },
  },
  'owner awaited': {
    happens: async ({ language }) => {
      const empty = await openAgency({ settings: { setupCode: '0123456789abcdef' } });
      const first = empty.person('zoya', { platform: 'telegram', standing: 'stranger', languageTag: language });
      const reply = await first.asks('hello');
      await empty.close();
      return reply;
    },
    refusal: { kind: 'owner awaited' },
  },
  'not invited': { happens: (town) => stranger(town).asks('hello'), refusal: { kind: 'not invited', isInRoom: false } },
  outsider: { happens: (town) => stranger(town, 'outsider').asks('hello'), refusal: { kind: 'outsider' } },
  'outsider named': {
    happens: ({ anna }) =>
      anna.naming('/task Banner @Guest', { externalId: 'G1', name: 'Guest', standing: 'outsider' }),
    refusal: { kind: 'outsider named', name: 'Guest' },
  },
  'not known yet': {
    happens: (town) => stranger(town, 'unsure').asks('hello'),
    refusal: { kind: 'not known yet' },
  },
  left: {
    happens: async ({ anna, oleh }) => {
      await anna.says('/people remove @oleh');
      return oleh.asks('/tasks');
    },
    refusal: { kind: 'left' },
  },
  'wrong code': { happens: (town) => stranger(town).asks('/start zzzzz'), refusal: { kind: 'wrong code' } },
  'too many wrong codes': {
    happens: async (town) => {
      const nobody = stranger(town);
      for (let i = 0; i < 5; i++) await nobody.says(`/start zzzzz${i}`);
      return nobody.asks('/start zzzzz');
    },
    refusal: { kind: 'too many wrong codes' },
  },
  'same platform': {
    happens: async ({ anna, vira }) => vira.asks(`/link ${await codeFrom(anna)}`),
    refusal: { kind: 'same platform' },
  },
  'cannot be one person': {
    happens: async ({ anna, marta }) => {
      for (const person of [anna, marta]) await person.says('/log 8:00-9:00');
      return marta.asks(`/link ${await codeFrom(anna)}`);
    },
    refusal: { kind: 'cannot be one person' },
  },
  'not saved': { happens: failsWith(new NotSavedError('disk full')), refusal: { kind: 'not saved' } },
  'maybe saved': { happens: failsWith(new MaybeSavedError('disk failed')), refusal: { kind: 'maybe saved' } },
  bug: {
    happens: failsWith(new Error('a bug')),
    refusal: (_, reply) => ({ kind: 'bug', reference: referenceIn(reply) }),
  },
};
