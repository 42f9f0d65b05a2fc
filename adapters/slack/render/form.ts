import type { types } from '@slack/bolt';
import type { FieldProblem, FilledForm, Form, FormField } from '../../../src/chat/form.ts';
import {
  INPUT_HINT_MAX,
  INPUT_LABEL_MAX,
  INPUT_TEXT_MAX,
  OPTION_LABEL_MAX,
  OPTION_VALUE_MAX,
  PLACEHOLDER_MAX,
  SELECT_OPTIONS_MAX,
  VIEW_BLOCKS_MAX,
  VIEW_TITLE_MAX,
} from '../limits.ts';
import { escapeText } from '../text.ts';
import type { SlackLook } from './look.ts';
import { harmless, harmlessLine, plainText } from './plain-text.ts';
import { fill, pieces, section } from './rich-text.ts';
import { wordsOf } from './words.ts';

const ACTION_ID = 'value';

/** @param meta comes back with what was filled in, at most VIEW_METADATA_MAX characters */
export function renderForm(form: Form, look: SlackLook, meta: string): types.ModalView {
  const inputs = form.fields.flatMap((field) => inputBlock(field, look) ?? []);
  const note = fill([pieces(form.note ?? '')]).slice(0, VIEW_BLOCKS_MAX - inputs.length);
  const blocks = [...note.map(section), ...inputs];
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: meta,
    title: plainText(form.title, VIEW_TITLE_MAX),
    submit: plainText(form.submit, VIEW_TITLE_MAX),
    close: plainText(form.cancel, VIEW_TITLE_MAX),
    // A view without blocks is not taken.
    blocks: blocks.length > 0 ? blocks : [section(pieces('…'))],
  };
}

/** What Slack sends of one input; only what belongs to its kind is there. */
export interface InputState {
  value?: string | null | undefined;
  selected_option?: { value: string } | null | undefined;
  selected_user?: string | null | undefined;
  selected_date?: string | null | undefined;
  selected_time?: string | null | undefined;
}

/** @param values `view.state.values` of a submission */
export function readForm(values: Readonly<Record<string, Readonly<Record<string, InputState>>>>): FilledForm {
  const filled = Object.entries(values).flatMap(([name, actions]) => {
    const state = actions[ACTION_ID] ?? {};
    const value =
      state.value ?? state.selected_option?.value ?? state.selected_user ?? state.selected_date ?? state.selected_time;
    const trimmed = value?.trim() ?? '';
    return trimmed === '' ? [] : [[name, trimmed] as const];
  });
  return Object.fromEntries(filled);
}

/**
 * The answer to a submission that keeps the form open with a problem under each field.
 * @param blockIds of the form's inputs, in order; a problem of a field that is not there goes to the first
 */
export function formProblems(
  problems: readonly FieldProblem[],
  blockIds: readonly string[],
): { response_action: 'errors'; errors: Record<string, string> } {
  const errors = new Map<string, string[]>();
  for (const { field, text } of problems) {
    const blockId = blockIds.includes(field) ? field : (blockIds[0] ?? field);
    errors.set(blockId, [...(errors.get(blockId) ?? []), harmless(text)]);
  }
  return {
    response_action: 'errors',
    errors: Object.fromEntries([...errors].map(([blockId, texts]) => [blockId, texts.join(' ')])),
  };
}

/** undefined for a choice without options, which Slack does not take. */
function inputBlock(field: FormField, look: SlackLook): types.InputBlock | undefined {
  const input = (element: types.InputBlock['element'], hint = field.hint): types.InputBlock => {
    const block: types.InputBlock = {
      type: 'input',
      block_id: field.name,
      label: plainText(field.label, INPUT_LABEL_MAX),
      optional: field.isOptional,
      element,
    };
    return hint?.trim() ? { ...block, hint: plainText(hint, INPUT_HINT_MAX) } : block;
  };
  switch (field.kind) {
    case 'text': {
      const element = textElement(field);
      const { hint } = field;
      if (!hint?.trim() || escapeText(harmlessLine(hint)).length > PLACEHOLDER_MAX) return input(element);
      return input({ ...element, placeholder: plainText(hint, PLACEHOLDER_MAX) }, '');
    }
    case 'person':
      return input({
        type: 'users_select',
        action_id: ACTION_ID,
        ...(/^[UW][A-Z0-9]+$/.test(field.value ?? '') && { initial_user: field.value as string }),
      });
    case 'choice':
      return choiceInput(field, look, input);
    case 'day':
      return input({ type: 'datepicker', action_id: ACTION_ID, ...(field.value && { initial_date: field.value }) });
    case 'time':
      return input({ type: 'timepicker', action_id: ACTION_ID, ...(field.value && { initial_time: field.value }) });
  }
}

function textElement(field: { lines: 'one' | 'many'; max: number; value?: string }): types.PlainTextInput {
  const { value = '' } = field;
  // Slack counts some characters twice; what stands in the field already must fit all the same.
  const wanted = Array.from(value).length <= field.max ? Math.max(field.max, value.length) : field.max;
  const max = Math.max(1, Math.min(wanted, INPUT_TEXT_MAX));
  return {
    type: 'plain_text_input',
    action_id: ACTION_ID,
    multiline: field.lines === 'many' || value.includes('\n'),
    max_length: max,
    ...(value !== '' && value.length <= max && { initial_value: value }),
  };
}

/** A list to choose from, or a line to type what is in no such list: too many, or too long for one. */
function choiceInput(
  field: Extract<FormField, { kind: 'choice' }>,
  look: SlackLook,
  input: (element: types.InputBlock['element'], hint?: string) => types.InputBlock,
): types.InputBlock | undefined {
  const options = field.options.filter(
    ({ value }, i) => value !== '' && field.options.findIndex((option) => option.value === value) === i,
  );
  if (options.length === 0) return undefined;
  if (options.length > SELECT_OPTIONS_MAX || options.some(({ value }) => value.length > OPTION_VALUE_MAX)) {
    const typeOneOf = wordsOf(look.language).typeOneOf(options.map(({ value }) => value));
    const element = textElement({ lines: 'one', max: INPUT_TEXT_MAX, ...(field.value && { value: field.value }) });
    return input(element, field.hint ? `${field.hint} · ${typeOneOf}` : typeOneOf);
  }
  const shown = options.map(({ label, value }) => ({ text: plainText(label, OPTION_LABEL_MAX), value }));
  const chosen = shown.find(({ value }) => value === field.value);
  return input({
    type: 'static_select',
    action_id: ACTION_ID,
    options: shown,
    ...(chosen && { initial_option: chosen }),
  });
}
