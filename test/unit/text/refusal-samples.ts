import type { TaskId, TimeEntryId } from '../../../src/domain/ids.ts';
import type { Language } from '../../../src/domain/language.ts';
import type { Month } from '../../../src/domain/month.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import { SETTING_NAMES } from '../../../src/domain/refusal.ts';
import { refusalReply } from '../../../src/replies/refusal-reply.ts';
import type { RefusalText } from '../../../src/text/shapes.ts';

/** Counts that need different words in Ukrainian and Russian. */
export const COUNTS = [1, 2, 5, 11, 21, 22, 111];

const NEED_AN_ARGUMENT = [
  ...['show', 'done', 'result', 'drop', 'reopen', 'edit', 'move', 'priority', 'note', 'took', 'nudge', 'agree', 'keep'],
  ...[
    'remind',
    'log edit',
    'log show',
    'log split',
    'log move',
    'log delete',
    'time lock',
    'time unlock',
    'people role',
    'people remove',
  ],
  ...['project add', 'project remove', 'project bind', 'project archive'],
];

const id = 12 as TaskId;

/** What a line stood behind. */
const BEHIND = [{ command: 'task' }];
const OF_ENTRY = [
  { command: 'log', work: '12' },
  { command: 'log edit 45', work: undefined },
];

/** Each refusal in every form in which the words differ. A kind that is not here does not compile. */
const REFUSALS: { [K in Refusal['kind']]: Omit<Extract<Refusal, { kind: K }>, 'kind'>[] } = {
  'unknown command': [
    { typed: 'хм', nearest: [] },
    { typed: 'таск', nearest: ['task'] },
  ],
  'missing argument': NEED_AN_ARGUMENT.map((command) => ({ command })),
  'not a number': ['show', 'log show'].map((command) => ({ typed: 'банер', command })),
  'nothing asked': [{}],
  'edit of nothing': [{}],
  'title missing': [{}],
  'title too long': COUNTS.map((length) => ({ length, max: 300, command: 'task' })),
  'text too long': (
    [
      ['description', 'task'],
      ['description', 'note 12'],
      ['result', 'done 12'],
      ['note', 'note 12'],
      ['note', 'log 1:30 12'],
      ['note', 'log edit 45 note'],
      ['reason', 'drop 12'],
      ['name', 'settings name'],
      ['project name', 'project new prostor'],
      ['line', undefined],
    ] as const
  ).flatMap(([what, command]) => COUNTS.map((length) => ({ what, length, max: 4000, command }))),
  'unknown person': [
    { name: 'инна', nearest: [], mayInvite: true },
    { name: 'инна', nearest: [], mayInvite: false },
    { name: 'инна', nearest: ['Анна', 'Жанна'], mayInvite: true },
  ],
  'everybody named': [{ name: 'всі' }],
  'ambiguous person': [
    { name: 'Анна', matches: ['Анна Коваль (12)', 'Анна Бондар (15)'], like: 'people remove @12' },
    { name: 'Анна', matches: ['Анна Коваль (12)', 'Анна Бондар (15)'], like: undefined },
  ],
  'several assignees': [{ names: ['анна', 'олег'], command: 'task' }],
  'unknown project': [
    { tag: 'простор', nearest: [] },
    { tag: 'простор', nearest: ['сайт'] },
  ],
  'several projects': [
    { tags: ['простор', 'сайт'], command: 'task' },
    { tags: ['сайт'], command: 'task' },
  ],
  'unknown priority': [
    { word: '!срчно', nearest: 'urgent', command: 'task' },
    { word: '!хм', nearest: 'high', command: 'priority 22' },
    { word: 'хм', nearest: 'high', command: undefined },
  ],
  'several priorities': BEHIND,
  'several deadlines': BEHIND,
  'several estimates': BEHIND,
  'not an estimate': BEHIND.map((each) => ({ ...each, typed: '~3д' })),
  'not a moment': ['remind', 'move', 'task'].map((command) => ({
    typed: 'потом',
    command,
    id: command === 'task' ? undefined : id,
    isPending: command === 'remind',
  })),
  'deadline past': ['help task', 'task Банер завтра 18:00'].map((again) => ({ on: 'пт 20 листопада', again })),
  'deadline too far': [{ again: 'help task' }, { again: 'move 12 завтра 18:00' }],
  'title like a deadline': [{ typed: '30 лютого', id, when: 'завтра 18:00' }],
  'title like a person': [{ typed: 'олег', id }],
  'page past the end': [{ command: 'tasks given' }],
  'one at a time': (['person', 'project', 'priority', 'file', 'grouping'] as const).map((what) => ({
    what,
    like: 'people',
  })),
  'some of several': [
    { without: [99], line: 'done 12, 13, 14', because: { kind: 'no such task', id } },
    { without: [98, 99], line: 'done 12', because: { kind: 'task closed', id, state: 'done' } },
  ],
  'no such task': [{ id }],
  'not yours to change': [{ id }],
  'task closed': [
    { id, state: 'done' },
    { id, state: 'dropped' },
  ],
  'task open': [{ id }, { id, wants: 'result' }],
  'nothing to change': [{ id }],
  'never without': [
    { field: 'priority', id },
    { field: 'assignee', id },
  ],
  'no proposal': [{ id }],
  'not for you to decide': [{ id }],
  'deadline stays': [
    { id, isPartly: false },
    { id, isPartly: true },
  ],
  'nobody to nudge': [{ id }],
  'no such digest': [{}],
  'reminder past': [{ when: '20.11, 10:00', id: 12 as TaskId }],
  'reminder too late': [{ when: '20.11, 08:00', id: 12 as TaskId }],
  'reminder needs deadline': [{ id }],
  'no reminder': [
    { id, isClosed: false },
    { id, isClosed: true },
  ],
  'has left': [{ name: 'Анна', restore: 'people restore @anna' }],
  'too many people': [{ count: 31, max: 30, command: 'project add' }],
  'has not left': [{ name: 'Анна' }],
  'assignee left': [{ name: 'Анна' }],
  'no timer': [{}],
  'not a duration': [
    { typed: 'долго', command: 'log' },
    { typed: 'долго', command: 'log edit 45' },
  ],
  'entry in the future': OF_ENTRY,
  'day to come': [{ typed: '5.12', lastSo: '5.12.2025', command: 'log 1:00 12' }],
  'no such day': [{ typed: '31.11', command: 'log 2:00 12' }],
  'entry too long': OF_ENTRY,
  'two works': [{ work: '12', tag: 'простір', command: 'log 1:00 12' }],
  'two amounts': [{ range: '09:00–11:00', command: 'log 09:00-11:00 12' }],
  'entry overlaps': [
    { with: { work: '12 Банер', times: '9:00–10:00' }, repeat: 'log 10:00-11:00 12', list: 'log list 2026-11-23' },
    { with: { work: '12 Банер', times: '9:00–10:00' }, repeat: undefined, list: 'log list 2026-11-23' },
  ],
  'no such entry': [{ id: 45 as TimeEntryId }],
  'entry runs': [{ id: 45 as TimeEntryId }],
  'not an entry change': [{ id: 45 as TimeEntryId, typed: 'потом' }],
  'entry is like that': [{ id: 45 as TimeEntryId }],
  'not a target': [{ id: 45 as TimeEntryId, typed: 'потом' }],
  'not within entry': ['10:00', null].flatMap((at) =>
    [undefined, 'потом'].map((typed) => ({ id: 45 as TimeEntryId, from: '09:00', to: '11:00', at, typed })),
  ),
  'month locked': [{ month: '2026-10' as Month, by: 'Анна', since: 'пн 2 листопада, 14:00' }],
  'not a month': [{ typed: 'потом', command: 'time lock' }],
  'month ahead': [{ month: '2026-12' as Month }],
  'timer not then': [{ when: '18:00', since: '14:00' }],
  'timer start ahead': [
    { time: '18:00', work: '22' },
    { time: '18:00', work: undefined },
  ],
  'timer start taken': [
    { time: '9:00', with: { work: '12 Макет', times: '9:00–10:00' }, runs: true, next: undefined, work: '22' },
    { time: '9:00', with: { work: '12 Макет', times: '9:00–10:00' }, runs: false, next: '10:00', work: '22' },
  ],
  'timer over': [{ id: 45 as TimeEntryId }],
  'day full': [{}],
  'not a period': [{ typed: 'потом' }],
  'not in a report': [
    { typed: 'без сну', period: '2026-10', wants: 'grouping' },
    { typed: 'пдф', period: '2026-10', wants: 'file' },
  ],
  'period backwards': [{ typed: '15.10-1.10', swapped: '1.10-15.10', command: 'time' }],
  'time of others': [{}],
  'not a tag': [{ tag: '?' }],
  'tag reserved': [{ tag: 'без' }],
  'tag taken': [{ tag: 'простор' }],
  'project archived': [true, false].map((mayRestore) => ({ tag: 'простор', mayRestore })),
  'not your project': [{ tag: 'простор' }],
  'not a room': [{}],
  'room of a project': [{ tag: 'простор' }],
  'managers only': [{}],
  'owners only': [{}],
  'restored by owners': [{}],
  'last owner': [{ other: undefined }, { other: 'anna' }],
  'not a role': [
    { typed: 'бос', command: 'people role' },
    { typed: '', command: 'people role' },
    { typed: 'бос', command: 'invite' },
  ],
  'unknown setting': [
    { name: 'погода', nearest: [] },
    { name: 'зона', nearest: ['zone'] },
  ],
  'bad setting': SETTING_NAMES.map((name) => ({ name, typed: 'хм' })),
  'digest day is set': [{ day: 'пт', time: '10:00' }],
  'digest stays on': [
    { time: '09:00', isAlways: false },
    { time: '09:00', isAlways: true },
  ],
  'name taken': [{ name: 'Анна' }],
  'nothing to undo': [{}],
  'not the last change': [{}],
  'undo takes nothing': [{}],
  'changed since': [
    { what: 'task', id: 12 },
    { what: 'entry', id: 45 },
  ],
  'owner awaited': [{}],
  'not invited': [{ isInRoom: false }, { isInRoom: true }],
  outsider: [{}],
  'not known yet': [{}],
  'outsider named': [{ name: 'Инна' }],
  left: [{}],
  'wrong code': [{}],
  'too many wrong codes': [{}],
  'same platform': [{}],
  'cannot be one person': [{}],
  'not saved': [{}],
  'maybe saved': [{}],
  bug: [{ reference: '4711' }],
};

/** How hours in files may be rounded; for texts that tell of it. */
export const ROUNDINGS: unknown[][] = [
  [null],
  [{ direction: 'up', minutes: 15, per: 'entry' }],
  [{ direction: 'nearest', minutes: 6, per: 'day' }],
];

export const REFUSAL_KINDS = Object.keys(REFUSALS) as Refusal['kind'][];

/** The words of a refusal as people see them, in all its forms. */
export function refusalTexts(kind: Refusal['kind'], language: Language): RefusalText[] {
  return REFUSALS[kind].map((sample) => {
    const { blocks } = refusalReply({ kind, ...sample } as Refusal, language);
    const spans = blocks.flatMap((block) => (block.kind === 'text' ? block.spans : []));
    return { says: spans[0]?.text ?? '', example: spans.find((span) => span.kind === 'command')?.text };
  });
}
