import type { JsonObject } from './json.ts';
import { isObject, objectsIn } from './json.ts';
import { boolean, type Check, enumeration, integer, list, object, pattern, string } from './shape.ts';
import {
  actionId,
  anyOption,
  confirmation,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  typed,
} from './text-objects.ts';

/** Block elements, as @slack/types' block-elements.d.ts tells. */

type Also = (value: JsonObject, path: string, problems: string[]) => void;

const placeholder = plainText(150);
const userId = pattern(/^[UW][A-Z0-9]+$/, 'a user id');
const conversationId = pattern(/^[CDG][A-Z0-9]+$/, 'a conversation id');
const day = pattern(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a date YYYY-MM-DD');
const focus = { focus_on_load: boolean };
const asked = { confirm: confirmation };
const dispatched = {
  dispatch_action_config: object({
    optional: {
      trigger_actions_on: list(enumeration('on_enter_pressed', 'on_character_entered'), 1, 2),
    },
  }),
};
const filter = object({
  optional: {
    include: list(enumeration('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
});

function element(
  type: string,
  optional: Record<string, Check>,
  required: Record<string, Check> = {},
  also?: Also,
): Check {
  return object({
    required: { type: typed(type), ...required },
    optional: { action_id: actionId, ...optional },
    ...(also && { also }),
  });
}

const exclusiveOptions: Also = (value, path, problems) => {
  if ((value.options === undefined) === (value.option_groups === undefined)) {
    problems.push(`${path}: must have either options or option_groups`);
  }
  initialAmongOptions(value, path, problems);
};

const initialAmongOptions: Also = (value, path, problems) => {
  const all = [...objectsIn(value.options), ...objectsIn(value.option_groups).flatMap((g) => objectsIn(g.options))];
  const values = all.map((one) => one.value);
  if (new Set(values).size < values.length) problems.push(`${path}: option values must be unique`);
  const offered = new Set(all.map((one) => JSON.stringify(sorted(one))));
  const initial = isObject(value.initial_option) ? [value.initial_option] : objectsIn(value.initial_options);
  for (const one of initial) {
    if (!offered.has(JSON.stringify(sorted(one)))) problems.push(`${path}: initial option is none of the options`);
  }
};

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

const many = { max_selected_items: integer(1, 1000) };
const select = { ...asked, ...focus, placeholder };
const optionLists = { options: list(plainOption, 1, 100), option_groups: list(optionGroup, 1, 100) };

export const button = element(
  'button',
  {
    ...asked,
    value: string(1, 2000),
    url: string(1, 3000),
    style: enumeration('primary', 'danger'),
    accessibility_label: string(1, 75),
  },
  { text: plainText(75) },
);

export const image = object({
  required: { type: typed('image'), alt_text: string(1, 2000) },
  optional: {
    image_url: string(1, 3000),
    slack_file: object({ optional: { url: string(1, 3000), id: string(1, 255) } }),
  },
  also(value, path, problems) {
    if ((value.image_url === undefined) === (value.slack_file === undefined)) {
      problems.push(`${path}: must have either image_url or slack_file`);
    }
  },
});

const checkboxes = element(
  'checkboxes',
  { ...asked, ...focus, initial_options: list(anyOption, 1, 10) },
  { options: list(anyOption, 1, 10) },
  initialAmongOptions,
);
const radioButtons = element(
  'radio_buttons',
  { ...asked, ...focus, initial_option: anyOption },
  { options: list(anyOption, 1, 10) },
  initialAmongOptions,
);
const datepicker = element('datepicker', { ...select, initial_date: day });
const timepicker = element('timepicker', {
  ...select,
  initial_time: pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time HH:mm'),
  timezone: string(1, 255),
});
const datetimepicker = element('datetimepicker', {
  ...asked,
  ...focus,
  initial_date_time: integer(1_000_000_000, 9_999_999_999),
});
const overflow = element('overflow', asked, { options: list(overflowOption, 1, 5) }, initialAmongOptions);

const selects: Record<string, Check> = {
  static_select: element(
    'static_select',
    { ...select, ...optionLists, initial_option: plainOption },
    {},
    exclusiveOptions,
  ),
  users_select: element('users_select', { ...select, initial_user: userId }),
  conversations_select: element('conversations_select', {
    ...select,
    initial_conversation: conversationId,
    default_to_current_conversation: boolean,
    filter,
    response_url_enabled: boolean,
  }),
  channels_select: element('channels_select', {
    ...select,
    initial_channel: conversationId,
    response_url_enabled: boolean,
  }),
  external_select: element('external_select', {
    ...select,
    initial_option: plainOption,
    min_query_length: integer(0, 3000),
  }),
  multi_static_select: element(
    'multi_static_select',
    { ...select, ...many, ...optionLists, initial_options: list(plainOption, 1, 100) },
    {},
    exclusiveOptions,
  ),
  multi_users_select: element('multi_users_select', { ...select, ...many, initial_users: list(userId, 1, 100) }),
  multi_conversations_select: element('multi_conversations_select', {
    ...select,
    ...many,
    initial_conversations: list(conversationId, 1, 100),
    default_to_current_conversation: boolean,
    filter,
  }),
  multi_channels_select: element('multi_channels_select', {
    ...select,
    ...many,
    initial_channels: list(conversationId, 1, 100),
  }),
  multi_external_select: element('multi_external_select', {
    ...select,
    ...many,
    initial_options: list(plainOption, 1, 100),
    min_query_length: integer(0, 3000),
  }),
};

const plainTextInput = element(
  'plain_text_input',
  {
    ...dispatched,
    ...focus,
    placeholder,
    initial_value: string(0, 3000),
    multiline: boolean,
    min_length: integer(0, 3000),
    max_length: integer(1, 3000),
  },
  {},
  (value, path, problems) => {
    const { initial_value: initial, max_length: max, min_length: min } = value;
    if (typeof min === 'number' && typeof max === 'number' && min > max) {
      problems.push(`${path}: min_length is above max_length`);
    }
    if (typeof initial === 'string' && typeof max === 'number' && initial.length > max) {
      problems.push(`${path}: initial_value is longer than max_length`);
    }
  },
);
const numberInput = element(
  'number_input',
  {
    ...dispatched,
    ...focus,
    placeholder,
    initial_value: string(0, 255),
    min_value: string(1, 255),
    max_value: string(1, 255),
  },
  { is_decimal_allowed: boolean },
);
const lineInput = (type: string) =>
  element(type, { ...dispatched, ...focus, placeholder, initial_value: string(0, 3000) });

const shared = { checkboxes, datepicker, radio_buttons: radioButtons, timepicker, ...selects };

export const ACCESSORIES: Record<string, Check> = { ...shared, button, image, overflow };
export const ACTIONS: Record<string, Check> = { ...shared, button, overflow, datetimepicker };
export const INPUTS: Record<string, Check> = {
  ...shared,
  datetimepicker,
  plain_text_input: plainTextInput,
  number_input: numberInput,
  email_text_input: lineInput('email_text_input'),
  url_text_input: lineInput('url_text_input'),
};
