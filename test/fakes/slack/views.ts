import { elementsOf, problemsOfViewBlocks } from './blocks.ts';
import { isObject, type JsonObject, objectsIn, textIn } from './json.ts';
import { boolean, byType, type Check, object, string } from './shape.ts';
import { plainText, typed } from './text-objects.ts';

const VIEW_BYTES_MAX = 250_000;
const anything: Check = () => {};

const base = { private_metadata: string(0, 3000), callback_id: string(0, 255), external_id: string(0, 255) };
const SHAPES = {
  home: object({ required: { type: typed('home'), blocks: anything }, optional: base }),
  modal: object({
    required: { type: typed('modal'), blocks: anything, title: plainText(24) },
    optional: {
      ...base,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: boolean,
      notify_on_close: boolean,
    },
    also(view, path, problems) {
      if (view.submit === undefined && objectsIn(view.blocks).some((one) => one.type === 'input')) {
        problems.push(`${path}: missing required field submit, since there is an input block`);
      }
    },
  }),
};

/** @returns what is wrong with a view; empty: nothing. A view too large begins with `view_too_large`. */
export function problemsOfView(view: unknown, type: 'home' | 'modal'): string[] {
  const problems: string[] = [];
  const bytes = Buffer.byteLength(JSON.stringify(view ?? null));
  if (bytes > VIEW_BYTES_MAX) problems.push(`view_too_large: ${bytes} bytes`);
  byType({ [type]: SHAPES[type] })(view, 'view', problems);
  return isObject(view) ? [...problems, ...problemsOfViewBlocks(view.blocks)] : problems;
}

/** What one field holds, as `view.state.values` tells it. */
export type FieldState = JsonObject;

/** Ids and defaults that Slack adds to blocks, in payloads and in what it keeps. */
export function withIds(blocks: readonly JsonObject[], newId: () => string): JsonObject[] {
  return blocks.map((one) => {
    const copy = structuredClone(one);
    copy.block_id ??= newId();
    for (const element of elementsOf(copy)) {
      if (element.type !== 'image') element.action_id ??= newId();
    }
    if (copy.type === 'input') {
      copy.optional ??= false;
      copy.dispatch_action ??= false;
    }
    return copy;
  });
}

/** What stands in an element before anybody touches it. */
export function initialState(element: JsonObject): FieldState {
  const type = textIn(element.type);
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'external_select':
      return { type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    default:
      return { type, value: textIn(element.initial_value) || null };
  }
}

/**
 * What stands in an element after a person has filled it in.
 * @param value an option's label or value, a user's id, a date, a time, or text; '' empties it
 * @throws where Slack would not let a person do so
 */
export function filledState(element: JsonObject, value: string): FieldState {
  const type = textIn(element.type);
  const before = initialState(element);
  const key = Object.keys(before).find((one) => one !== 'type') ?? 'value';
  if (value === '') return { type, [key]: key.endsWith('s') ? [] : null };
  if (key === 'selected_option' || key === 'selected_options') {
    const offered = [
      ...objectsIn(element.options),
      ...objectsIn(element.option_groups).flatMap((g) => objectsIn(g.options)),
    ];
    const found = offered.find((one) => one.value === value || (isObject(one.text) && one.text.text === value));
    if (!found) throw new Error(`There is no option ${value}: ${offered.map((one) => one.value).join(', ')}`);
    return { type, [key]: key === 'selected_options' ? [found] : found };
  }
  if (key === 'selected_users') return { type, [key]: value.split(/[ ,]+/) };
  if (key === 'selected_date_time') return { type, [key]: Number(value) };
  const max = typeof element.max_length === 'number' ? element.max_length : 3000;
  if (key === 'value' && value.length > max) throw new Error(`Slack takes at most ${max} characters here`);
  return { type, [key]: value };
}

/** Whether a field holds nothing. */
export function isEmpty(state: FieldState): boolean {
  return Object.entries(state).every(
    ([key, one]) => key === 'type' || one === null || one === '' || (Array.isArray(one) && one.length === 0),
  );
}
