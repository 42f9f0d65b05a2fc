import type { types } from '@slack/bolt';
import type { Button } from '../../../src/chat/reply.ts';
import { buttonValue } from '../button-value.ts';
import {
  BUTTON_LABEL_MAX,
  BUTTON_VALUE_MAX,
  OPTION_LABEL_MAX,
  OPTION_VALUE_MAX,
  OVERFLOW_OPTIONS_MAX,
  ROW_BUTTONS,
} from '../limits.ts';
import { escapeText } from '../text.ts';
import type { SlackLook } from './look.ts';
import { asTyped } from './look.ts';
import { harmlessLine, plainText } from './plain-text.ts';
import { cutLine, pieces, section } from './rich-text.ts';

/** Counts through one reply, so that no two elements of a message have the same `action_id`. */
export type NextNumber = () => number;

/** The verdicts of a digest are six, each of them one press. */
const MOST_WITHOUT_MENU = 6;
/** Of 7 to 9 buttons these many stay visible, the rest goes into a menu. */
const SHOWN_BESIDE_MENU = 4;
const MOST_WITH_MENU = SHOWN_BESIDE_MENU + OVERFLOW_OPTIONS_MAX;

/** Rows of buttons, some of them in a menu; what no button can carry is shown to be typed. */
export function actionBlocks(
  buttons: readonly Button[],
  look: SlackLook,
  next: NextNumber,
): (types.ActionsBlock | types.RichTextBlock)[] {
  const pressable = buttons.filter((button) => pressValue(button, look).length <= BUTTON_VALUE_MAX);
  const rest = buttons.filter((button) => !pressable.includes(button));
  const typed = rest.flatMap(({ label, command }) =>
    cutLine([...pieces(`${label}: `), ...pieces(asTyped(command, look), { code: true })]),
  );
  return [...rowsOf(pressable, look, next), ...typed.map(section)];
}

function rowsOf(buttons: readonly Button[], look: SlackLook, next: NextNumber): types.ActionsBlock[] {
  const menu = buttons.length > MOST_WITHOUT_MENU && buttons.length <= MOST_WITH_MENU ? menuOf(buttons, look) : [];
  const beside = buttons.filter((button) => !menu.includes(button));
  const rows: types.ActionsBlock[] = [];
  const perRow = beside.length <= MOST_WITHOUT_MENU ? MOST_WITHOUT_MENU : ROW_BUTTONS;
  for (let i = 0; i < beside.length; i += perRow) {
    const elements = beside.slice(i, i + perRow).map((button) => buttonElement(button, look, next));
    rows.push({ type: 'actions', elements });
  }
  if (menu.length > 0) rows.at(-1)?.elements.push(menuElement(menu, look, next));
  return rows;
}

/** A menu of one would hide a button behind a press for nothing. */
function menuOf(buttons: readonly Button[], look: SlackLook): Button[] {
  const later = buttons.slice(SHOWN_BESIDE_MENU);
  const fitting = later.filter(
    (button, i) =>
      pressValue(button, look).length <= OPTION_VALUE_MAX &&
      escapeText(harmlessLine(button.label)).length <= OPTION_LABEL_MAX &&
      later.findIndex(({ command }) => command === button.command) === i,
  );
  return fitting.length > 1 ? fitting : [];
}

function buttonElement(button: Button, look: SlackLook, next: NextNumber): types.Button {
  const element: types.Button = {
    type: 'button',
    action_id: `command:${next()}`,
    text: plainText(button.label, BUTTON_LABEL_MAX),
    value: pressValue(button, look),
  };
  return button.style ? { ...element, style: button.style } : element;
}

function menuElement(buttons: readonly Button[], look: SlackLook, next: NextNumber): types.Overflow {
  return {
    type: 'overflow',
    action_id: `menu:${next()}`,
    options: buttons.map((button) => ({
      text: plainText(button.label, OPTION_LABEL_MAX),
      value: pressValue(button, look),
    })),
  };
}

function pressValue(button: Button, look: SlackLook): string {
  return buttonValue(look.userId, button.command);
}
