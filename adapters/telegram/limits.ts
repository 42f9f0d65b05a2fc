/** What Telegram takes, in characters (UTF-16 units) unless said otherwise. */

/** of a message, counted without its markup */
export const MESSAGE_TEXT_MAX = 4096;
/**
 * Our own: stretches of bold and such in one message. Telegram keeps a hundred and forgets the others without a word;
 * addresses and tags that it finds by itself count too.
 */
export const MESSAGE_STYLES_MAX = 80;

/** of what stands under a file or a picture */
export const CAPTION_MAX = 1024;
/** of a file that a bot sends, in bytes */
export const FILE_BYTES_MAX = 50 * 1024 * 1024;
/** of a picture that is shown as one, in bytes */
export const PICTURE_BYTES_MAX = 10 * 1024 * 1024;

export const MESSAGE_BUTTONS_MAX = 100;
/** Our own, in bytes of JSON: Telegram refuses keyboards of somewhat more than 10,000. */
export const KEYBOARD_BYTES_MAX = 9000;
export const ROW_BUTTONS_MAX = 8;
/** in bytes */
export const CALLBACK_DATA_MAX = 64;
/** of what a field for an answer says while it is empty */
export const PLACEHOLDER_MAX = 64;

/** Our own: a label is a few words. */
export const BUTTON_LABEL_MAX = 64;
/** Our own, in columns: what a phone shows of a font of one width without breaking the line. */
export const TABLE_WIDTH_MAX = 34;
/** Our own: people's words beyond either of these are folded up until somebody wants to read them. */
export const OPEN_QUOTE_MAX = 600;
export const OPEN_QUOTE_LINES_MAX = 12;
