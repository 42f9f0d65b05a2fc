/** What Slack takes, in characters (UTF-16 units, the stricter reading) unless said otherwise. */

export const MESSAGE_BLOCKS_MAX = 50;
export const VIEW_BLOCKS_MAX = 100;
/** in bytes of JSON; Slack says 250 kB */
export const VIEW_BYTES_MAX = 240_000;
/** of a text object */
export const TEXT_MAX = 3000;

export const OVERFLOW_OPTIONS_MAX = 5;
export const SELECT_OPTIONS_MAX = 100;

export const BUTTON_LABEL_MAX = 75;
export const BUTTON_VALUE_MAX = 2000;
export const OPTION_LABEL_MAX = 75;
export const OPTION_VALUE_MAX = 75;

export const VIEW_TITLE_MAX = 24;
export const VIEW_METADATA_MAX = 3000;
export const INPUT_LABEL_MAX = 2000;
export const INPUT_HINT_MAX = 2000;
export const INPUT_TEXT_MAX = 3000;
export const PLACEHOLDER_MAX = 150;
export const LINK_MAX = 3000;

/** Our own, since Slack documents none: the text of one rich text block. */
export const RICH_TEXT_MAX = 3000;
/** Our own: stretches of one style in one rich text block. */
export const RICH_TEXT_PIECES_MAX = 100;
/**
 * The text of all blocks of a message. Slack refuses somewhat above 12,000 (`msg_blocks_too_long`), and what is around
 * the text counts too, so each block and each stretch of text is taken for CONTAINER_WEIGHT characters more.
 */
export const MESSAGE_WEIGHT_MAX = 12_000;
export const CONTAINER_WEIGHT = 25;

/** Our own: how many buttons stand side by side, so that rows look tidy; Slack takes 25. */
export const ROW_BUTTONS = 5;
/** Our own: a wider cell of a table does not push the other rows' cells aside. */
export const COLUMN_WIDTH_MAX = 40;
