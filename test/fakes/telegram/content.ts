import { type JsonObject, objectsIn, textIn } from '../slack/json.ts';
import { cleanText, isInvisible } from './clean-text.ts';
import { withFound } from './found-entities.ts';
import { type Entity, type Formatted, parseHtml } from './html.ts';
import { violate } from './refusal.ts';

const TEXT_MAX = 4096;
const ENTITIES_MAX = 100;
/** They cost money, or are of other kinds of chats. */
const NEVER = [
  'allow_paid_broadcast',
  'business_connection_id',
  'direct_messages_topic_id',
  'message_effect_id',
  'suggested_post_parameters',
];

export interface Content extends Formatted {
  /** what Telegram would take in silence, and nobody wants */
  doubts: string[];
}

/**
 * What a call says, as it will be kept: markup read, cleaned, and with what Telegram finds in it by itself.
 * @param knows whether somebody of this id is there: a mention of anybody else is only text
 * @throws TelegramRefusal
 */
export function readContent(args: JsonObject, knows: (userId: number) => boolean): Content {
  const formatted = readMarkup(args);
  const doubts = NEVER.filter((name) => args[name] !== undefined).map((name) => `${name} is nothing for this bot`);
  if (formatted.entities.length > ENTITIES_MAX) {
    doubts.push(`${formatted.entities.length} entities: Telegram leaves out all beyond ${ENTITIES_MAX}`);
  }
  const given = formatted.entities
    .slice(0, ENTITIES_MAX)
    .filter(({ type, userId }) => type !== 'text_mention' || (userId !== undefined && knows(userId)));
  const { text, entities } = cleanText({ text: formatted.text, entities: given });
  if (isInvisible(text)) violate('message text is empty');
  if (text.length > TEXT_MAX) violate('message is too long');
  return { text, entities: withFound(text, entities), doubts };
}

function readMarkup(args: JsonObject): Formatted {
  const text = textIn(args.text);
  if (/\p{Surrogate}/u.test(text)) violate('strings must be encoded in UTF-8');
  switch (textIn(args.parse_mode).toLowerCase()) {
    case '':
      return { text, entities: objectsIn(args.entities).map(givenEntity) };
    case 'html': {
      if (args.entities !== undefined) violate('parse_mode and entities together are not in this fake');
      const parsed = parseHtml(text);
      return 'error' in parsed ? violate(`can't parse entities: ${parsed.error}`) : parsed;
    }
    case 'markdown':
    case 'markdownv2':
      return violate('markdown is not in this fake');
    default:
      return violate('unsupported parse_mode');
  }
}

/** What the specs were already asked about. */
function givenEntity(entity: JsonObject): Entity {
  const { user, ...rest } = entity as JsonObject & { user?: JsonObject };
  return { ...(rest as unknown as Entity), ...(user && { userId: Number(user.id) }) };
}
