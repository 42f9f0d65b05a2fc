import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formProblems, readForm, renderForm } from '../../../../adapters/slack/render/form.ts';
import type { SlackLook } from '../../../../adapters/slack/render/look.ts';
import type { Form, FormField } from '../../../../src/chat/form.ts';
import type { CalendarDate, TimeOfDay } from '../../../../src/domain/instant.ts';
import { expectGoodView } from './block-limits.ts';
import { longText } from './random-reply.ts';

const look: SlackLook = { userId: 'U1', language: 'en', ownCommands: new Set() };
const common = { name: 'it', label: 'It', isOptional: false };

function formOf(...fields: FormField[]): Form {
  return { command: 'task', title: 'New task', submit: 'Create', cancel: 'Cancel', fields };
}

function inputOf(field: FormField) {
  const view = renderForm(formOf(field), look, '');
  expectGoodView(view);
  return view.blocks[0];
}

describe('a form', () => {
  it('is a dialog with its words and what it is about', () => {
    const form = { ...formOf({ ...common, kind: 'person' }), note: 'From a message' };
    const view = renderForm(form, look, 'about');
    expect(view).toMatchObject({
      callback_id: 'form',
      private_metadata: 'about',
      title: { text: 'New task' },
      submit: { text: 'Create' },
      close: { text: 'Cancel' },
    });
    expect(view.blocks.map(({ type }) => type)).toEqual(['rich_text', 'input']);
  });

  const cases: [string, FormField, object][] = [
    [
      'a line of text with an example in it',
      { ...common, kind: 'text', lines: 'one', max: 300, value: 'Banner', hint: 'Banner for <x>' },
      {
        block_id: 'it',
        label: { text: 'It' },
        optional: false,
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          multiline: false,
          max_length: 300,
          initial_value: 'Banner',
          placeholder: { text: 'Banner for &lt;x&gt;' },
        },
      },
    ],
    [
      'a longer text with a hint too long for an example',
      { ...common, kind: 'text', lines: 'many', max: 4000, hint: 'x'.repeat(151), isOptional: true },
      { optional: true, hint: { text: 'x'.repeat(151) }, element: { multiline: true, max_length: 3000 } },
    ],
    [
      'a person',
      { ...common, kind: 'person', value: 'U2', hint: 'Whom?' },
      { hint: { text: 'Whom?' }, element: { type: 'users_select', initial_user: 'U2' } },
    ],
    [
      'a choice',
      {
        ...common,
        kind: 'choice',
        options: [
          { label: 'High', value: 'high' },
          { label: 'Low', value: 'low' },
        ],
        value: 'low',
      },
      { element: { type: 'static_select', initial_option: { text: { text: 'Low' }, value: 'low' } } },
    ],
    [
      'a choice of too many, to be typed',
      {
        ...common,
        kind: 'choice',
        options: Array.from({ length: 101 }, (_, i) => ({ label: `P${i}`, value: `p${i}` })),
      },
      { hint: { text: expect.stringMatching(/^Type one of these: p0, p1, /) }, element: { type: 'plain_text_input' } },
    ],
    [
      'a choice of what is too long for a list, to be typed',
      { ...common, kind: 'choice', options: [{ label: 'P', value: 'p'.repeat(76) }], value: 'p'.repeat(76) },
      { element: { type: 'plain_text_input', initial_value: 'p'.repeat(76) } },
    ],
    [
      'a day',
      { ...common, kind: 'day', value: '2026-11-27' as CalendarDate },
      { element: { type: 'datepicker', initial_date: '2026-11-27' } },
    ],
    [
      'a time',
      { ...common, kind: 'time', value: '18:00' as TimeOfDay },
      { element: { type: 'timepicker', initial_time: '18:00' } },
    ],
  ];
  it.each(cases)('asks for %s', (_, field, block) => {
    expect(inputOf(field)).toMatchObject(block);
  });

  it('offers each choice once', () => {
    const twice = { label: 'High', value: 'high' };
    expect(inputOf({ ...common, kind: 'choice', options: [twice, twice] })).toMatchObject({
      element: { options: [{ value: 'high' }] },
    });
  });

  it('leaves out what there is to keep when it is too long for the field', () => {
    // As many characters as fit, though Slack counts each of them twice.
    expect(inputOf({ ...common, kind: 'text', lines: 'one', max: 5, value: '😀'.repeat(5) })).toMatchObject({
      element: { max_length: 10, initial_value: '😀'.repeat(5) },
    });
    expect(inputOf({ ...common, kind: 'text', lines: 'many', max: 5, value: 'too long' })).not.toHaveProperty(
      'element.initial_value',
    );
  });

  it('asks for no choice of nothing', () => {
    expect(inputOf({ ...common, kind: 'choice', options: [] })).not.toMatchObject({ type: 'input' });
  });

  it('keeps within Slack’s limits, whatever its words', () => {
    const field: fc.Arbitrary<Omit<Extract<FormField, { kind: 'choice' }>, 'name'>> = fc.record({
      label: longText,
      hint: longText,
      isOptional: fc.boolean(),
      kind: fc.constant('choice'),
      options: fc.array(fc.record({ label: longText, value: longText }), { maxLength: 120 }),
      value: longText,
    });
    const text: fc.Arbitrary<Omit<Extract<FormField, { kind: 'text' }>, 'name'>> = fc.record({
      label: longText,
      hint: longText,
      isOptional: fc.boolean(),
      kind: fc.constant('text'),
      lines: fc.constantFrom('one', 'many'),
      max: fc.nat({ max: 5000 }),
      value: longText,
    });
    const form = fc.record({
      command: fc.constant('task'),
      title: longText,
      submit: longText,
      cancel: longText,
      note: longText,
      fields: fc
        .array(fc.oneof(field, text), { minLength: 1, maxLength: 6 })
        .map((fields) => fields.map((each, i) => ({ ...each, name: `f${i}` }) as FormField)),
    });
    fc.assert(
      fc.property(form, (each) => {
        const view = renderForm(each, look, '');
        expectGoodView(view);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a form that was sent', () => {
  it('gives what was filled in, by field, trimmed', () => {
    const values = {
      title: { value: { value: '  Banner <b> \n' } },
      empty: { value: { value: null } },
      blank: { value: { value: '  ' } },
      assignee: { value: { selected_user: 'U2' } },
      priority: { value: { selected_option: { value: 'high' } } },
      project: { value: { selected_option: null } },
      day: { value: { selected_date: '2026-11-27' } },
      time: { value: { selected_time: '18:00' } },
      other: {},
    };
    expect(readForm(values)).toEqual({
      title: 'Banner <b>',
      assignee: 'U2',
      priority: 'high',
      day: '2026-11-27',
      time: '18:00',
    });
  });

  it('stays open with each problem under its field, and the others under the first', () => {
    const problems = [
      { field: 'day', text: 'In the past.' },
      { field: 'gone', text: 'Nothing here.' },
      { field: 'day', text: 'A Sunday.' },
    ];
    expect(formProblems(problems, ['title', 'day'])).toEqual({
      response_action: 'errors',
      errors: { day: 'In the past. A Sunday.', title: 'Nothing here.' },
    });
  });
});
