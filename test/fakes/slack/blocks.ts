import { ACCESSORIES, ACTIONS, button, INPUTS, image } from './elements.ts';
import { isObject, type JsonObject, objectsIn, textIn } from './json.ts';
import { richText } from './rich-text.ts';
import { boolean, byType, type Check, enumeration, list, object, string } from './shape.ts';
import { anyText, blockId, mrkdwn, plainText, typed } from './text-objects.ts';

/** Block Kit's blocks as @slack/types' blocks.d.ts tells. Kinds that only other kinds of apps may use are unknown. */

const MESSAGE_BLOCKS_MAX = 50;
const VIEW_BLOCKS_MAX = 100;
const MARKDOWN_MAX = 12_000;
/** Beyond it Slack says `msg_blocks_too_long`; the figure is not published, this one is what apps have met. */
const MESSAGE_TEXT_MAX = 13_200;

function block(
  type: string,
  required: Record<string, Check>,
  optional: Record<string, Check> = {},
  also?: (value: JsonObject, path: string, problems: string[]) => void,
): Check {
  return object({
    required: { type: typed(type), ...required },
    optional: { block_id: blockId, ...optional },
    ...(also && { also }),
  });
}

const rawText = object({ required: { type: typed('raw_text'), text: string(1, 3000) } });
const aNumber: Check = (value, path, problems) => {
  if (typeof value !== 'number') problems.push(`${path}: must be a number`);
};
const rawNumber = object({ required: { type: typed('raw_number'), value: aNumber, text: string(1, 3000) } });

const COMMON: Record<string, Check> = {
  actions: block('actions', { elements: list(byType(ACTIONS), 1, 25) }),
  context: block('context', {
    elements: list(byType({ image, plain_text: plainText(3000), mrkdwn: mrkdwn(3000) }), 1, 10),
  }),
  divider: block('divider', {}),
  header: block('header', { text: plainText(150) }),
  image: object({
    required: { type: typed('image'), alt_text: string(1, 2000) },
    optional: {
      block_id: blockId,
      title: plainText(2000),
      image_url: string(1, 3000),
      slack_file: object({ optional: { url: string(1, 3000), id: string(1, 255) } }),
    },
    also(value, path, problems) {
      if ((value.image_url === undefined) === (value.slack_file === undefined)) {
        problems.push(`${path}: must have either image_url or slack_file`);
      }
    },
  }),
  input: block(
    'input',
    { label: plainText(2000), element: byType(INPUTS) },
    { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  ),
  rich_text: richText,
  section: block(
    'section',
    {},
    {
      text: anyText(3000),
      fields: list(anyText(2000), 1, 10),
      accessory: byType(ACCESSORIES),
      expand: boolean,
    },
    (value, path, problems) => {
      if (value.text === undefined && value.fields === undefined) {
        problems.push(`${path}: must have text or fields`);
      }
    },
  ),
};

const MESSAGE_ONLY: Record<string, Check> = {
  alert: block(
    'alert',
    { text: anyText(3000) },
    { level: enumeration('default', 'info', 'warning', 'error', 'success') },
  ),
  card: block(
    'card',
    {},
    {
      hero_image: image,
      icon: image,
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: list(button, 1, 25),
    },
  ),
  markdown: block('markdown', { text: string(1, MARKDOWN_MAX) }),
  table: block(
    'table',
    {
      rows: list(list(byType({ rich_text: richText, raw_text: rawText, raw_number: rawNumber }), 1, 20), 1, 100),
    },
    {
      column_settings: list(
        object({ optional: { align: enumeration('left', 'center', 'right'), is_wrapped: boolean } }),
        1,
        20,
      ),
    },
    (value, path, problems) => {
      const widths = new Set((Array.isArray(value.rows) ? value.rows : []).map((row) => (row as unknown[]).length));
      if (widths.size > 1) problems.push(`${path}: rows must all have the same number of cells`);
    },
  ),
};

const IN_MESSAGES = byType({ ...COMMON, ...MESSAGE_ONLY });
const IN_VIEWS = byType(COMMON);

/** @returns what is wrong with the blocks of a message; empty: nothing */
export function problemsOfMessageBlocks(blocks: unknown): string[] {
  const problems: string[] = [];
  list(IN_MESSAGES, 1, MESSAGE_BLOCKS_MAX)(blocks, 'blocks', problems);
  checkIds(objectsIn(blocks), problems);
  const tables = objectsIn(blocks).filter((one) => one.type === 'table').length;
  if (tables > 1) problems.push('blocks: only one table in a message');
  const markdown = objectsIn(blocks).filter((one) => one.type === 'markdown');
  if (markdown.reduce((sum, one) => sum + textIn(one.text).length, 0) > MARKDOWN_MAX) {
    problems.push(`blocks: markdown must be at most ${MARKDOWN_MAX} characters in all`);
  }
  const length = textLength(blocks);
  if (length > MESSAGE_TEXT_MAX) problems.push(`msg_blocks_too_long: ${length} characters in all blocks`);
  return problems;
}

/** @returns what is wrong with the blocks of a modal or a Home view */
export function problemsOfViewBlocks(blocks: unknown): string[] {
  const problems: string[] = [];
  list(IN_VIEWS, 1, VIEW_BLOCKS_MAX)(blocks, 'view.blocks', problems);
  checkIds(objectsIn(blocks), problems);
  return problems;
}

/** Ids are made up where they are missing, so what is given must not clash. */
function checkIds(blocks: readonly JsonObject[], problems: string[]): void {
  const blockIds = new Set<string>();
  let focused = 0;
  for (const [i, one] of blocks.entries()) {
    const id = textIn(one.block_id);
    if (id && blockIds.has(id)) problems.push(`blocks[${i}]: block_id ${id} already exists`);
    blockIds.add(id);
    const actionIds = new Set<string>();
    for (const element of elementsOf(one)) {
      const action = textIn(element.action_id);
      if (action && actionIds.has(action)) problems.push(`blocks[${i}]: action_id ${action} already exists`);
      actionIds.add(action);
      if (element.focus_on_load === true) focused += 1;
    }
  }
  if (focused > 1) problems.push('blocks: focus_on_load on more than one element');
}

/** The things of a block that can be pressed or filled in. */
export function elementsOf(one: JsonObject): JsonObject[] {
  if (one.type === 'section') return isObject(one.accessory) ? [one.accessory] : [];
  if (one.type === 'input') return isObject(one.element) ? [one.element] : [];
  if (one.type === 'actions') return objectsIn(one.elements);
  if (one.type === 'card') return objectsIn(one.actions);
  return [];
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textLength(one), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  );
}
