import { isObject, type JsonObject, objectsIn, parseJson, textIn } from './json.ts';
import { type Methods, refusal, type WebApiParts } from './methods.ts';

/** Titles are kept at least so long. */
const TITLE_MAX = 255;

interface Ticket {
  id: string;
  name: string;
  length: number;
  bytes: Buffer | undefined;
  isShared: boolean;
}

export type Uploads = ReturnType<typeof createUploads>;

/** What is being uploaded: an address is asked for, takes the bytes once, and what came is shared. */
export function createUploads({ baseUrl }: { baseUrl: () => string }) {
  const bySecret = new Map<string, Ticket>();
  let last = 0;
  return {
    open(id: string, name: string, length: number): string {
      last += 1;
      const secret = `upload-${last}`;
      bySecret.set(secret, { id, name, length, bytes: undefined, isShared: false });
      return `${baseUrl()}/upload/v1/${secret}`;
    },
    /** The bytes that were posted. @returns the status and a line of text */
    take(secret: string, method: string, bytes: Buffer, hasToken: boolean): { status: number; problem?: string } {
      const ticket = bySecret.get(secret);
      if (!ticket) return { status: 404, problem: 'no such address' };
      if (method !== 'POST') return { status: 405, problem: `${method} in place of POST` };
      if (hasToken) return { status: 400, problem: 'a token was sent to where the bytes go' };
      if (ticket.bytes) return { status: 400, problem: 'the address was used twice' };
      if (bytes.length !== ticket.length) {
        return { status: 400, problem: `${bytes.length} bytes came in place of ${ticket.length}` };
      }
      ticket.bytes = bytes;
      return { status: 200 };
    },
    find: (id: string) => [...bySecret.values()].find((ticket) => ticket.id === id),
  };
}

/** files.getUploadURLExternal and files.completeUploadExternal. */
export function fileMethods({ world, records, uploads }: WebApiParts): Methods {
  return {
    'files.getUploadURLExternal'(args) {
      const [name, length] = [textIn(args.filename), Number(args.length)];
      if (name === '' || /[/\\\n]/.test(name)) records.violate('files.getUploadURLExternal', [`filename: ${name}`]);
      // As the reference has it: an empty file is an argument that is missing.
      if (!(length >= 1)) return refusal('missing_argument');
      const id = world.newId('F');
      return { file_id: id, upload_url: uploads.open(id, name, length) };
    },

    'files.completeUploadExternal'(args) {
      const given = typeof args.files === 'string' ? parseJson(args.files) : args.files;
      const files = objectsIn(given);
      if (!Array.isArray(given) || files.length === 0 || !files.every((file) => isObject(file) && file.id)) {
        records.violate('files.completeUploadExternal', ['files is no list of ids']);
        return refusal('invalid_arguments');
      }
      const tickets = files.map((file) => ({ ticket: uploads.find(textIn(file.id)), title: textIn(file.title) }));
      if (tickets.some(({ ticket }) => !ticket?.bytes || ticket.isShared)) return refusal('file_not_found');
      if (tickets.some(({ title }) => title.length > TITLE_MAX)) {
        records.violate('files.completeUploadExternal', [`a title of more than ${TITLE_MAX} characters`]);
      }
      const channelId = textIn(args.channel_id);
      const channel = world.channels.get(channelId);
      if (!channel) {
        if (/^[UW]/.test(channelId)) records.violate('channel_id', ['a user id: open the direct chat first']);
        return refusal(channelId === '' ? 'invalid_channel' : 'channel_not_found');
      }
      if (!channel.isKnownToBot) return refusal('channel_not_found');
      if (!channel.members.has(world.bot.id)) return refusal('not_in_channel');
      const threadTs = textIn(args.thread_ts);
      for (const { ticket, title } of tickets) {
        if (!ticket?.bytes) continue;
        ticket.isShared = true;
        const { name, bytes } = ticket;
        const file = { name, bytes, isPicture: /\.(png|jpe?g|gif)$/i.test(name) };
        const text = title || name;
        world.post({ channelId, by: world.bot.id, text, file, ...(threadTs && { thread_ts: threadTs }) });
      }
      return { files: files.map(({ id, title }): JsonObject => ({ id: id ?? null, title: title ?? null })) };
    },
  };
}
