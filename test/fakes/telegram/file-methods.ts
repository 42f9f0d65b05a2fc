import { isObject, type JsonObject, textIn } from '../slack/json.ts';
import { type Content, readContent } from './content.ts';
import { readMarkup } from './keyboards.ts';
import type { MethodParts, Methods } from './methods.ts';
import { chatOf, ensureCanWrite } from './places.ts';
import { refuse, TelegramRefusal, violate } from './refusal.ts';

const CAPTION_MAX = 1024;
/** core.telegram.org/bots/api#sending-files, in bytes */
const FILE_MAX = 50 * 1024 * 1024;
const PHOTO_MAX = 10 * 1024 * 1024;
/** core.telegram.org/bots/api#sendphoto: of width and height together, and one to the other */
const SIDES_MAX = 10_000;
const RATIO_MAX = 20;
const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** sendDocument and sendPhoto, of files that come with the call. */
export function fileMethods({ world, records }: MethodParts): Methods {
  function captionOf(args: JsonObject, where: string): Content {
    if (textIn(args.caption) === '') return { text: '', entities: [], doubts: [] };
    const { caption, caption_entities: entities, ...rest } = args;
    const content = readContent({ ...rest, text: caption, ...(entities && { entities }) }, (id) => world.users.has(id));
    records.violate(where, content.doubts);
    if (content.text.length > CAPTION_MAX) violate('message caption is too long');
    return content;
  }

  function send(args: JsonObject, where: string, file: { name: string; bytes: Buffer }, isPicture: boolean) {
    const content = captionOf(args, where);
    const markup = readMarkup(args.reply_markup);
    const chat = chatOf(world, args);
    ensureCanWrite(chat);
    const message = world.post(chat, { by: world.bot.id, markup, file: { ...file, isPicture } }, content);
    records.noteEntities(content, chat.id, where);
    return world.messageObject(message);
  }

  return {
    sendDocument(args) {
      return send(args, 'sendDocument', uploaded(args.document), false);
    },
    sendPhoto(args) {
      const file = uploaded(args.photo);
      if (file.bytes.length > PHOTO_MAX) refuse(400, 'file is too big');
      const { width, height } = sidesOf(file.bytes);
      const ratio = Math.max(width, height) / Math.min(width, height);
      if (width + height > SIDES_MAX || ratio > RATIO_MAX) refuse(400, 'PHOTO_INVALID_DIMENSIONS');
      return send(args, 'sendPhoto', file, true);
    },
  };
}

function uploaded(value: unknown): { name: string; bytes: Buffer } {
  if (!isObject(value)) return violate('files by id or address are not in this fake');
  const bytes = Buffer.from(textIn(value.base64), 'base64');
  if (bytes.length === 0) violate('file must be non-empty');
  if (bytes.length > FILE_MAX) throw new TelegramRefusal(413, 'Request Entity Too Large');
  return { name: textIn(value.file_name), bytes };
}

function sidesOf(bytes: Buffer): { width: number; height: number } {
  if (!bytes.subarray(0, 8).equals(PNG_HEAD)) return refuse(400, 'IMAGE_PROCESS_FAILED');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
