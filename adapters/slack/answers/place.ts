import { z } from 'zod';

/** Where an answer is shown. */
const Place = z.discriminatedUnion('kind', [
  /** in the conversation of a slash command, a shortcut or a pressed button, through its `response_url` */
  z.object({
    kind: z.literal('conversation'),
    responseUrl: z.string(),
    channel: z.string(),
    /** the person's own chat with the bot, where answers stay and need not be hidden from anybody */
    isDirect: z.boolean(),
    /** the message whose button was pressed */
    pressed: z.object({ ts: z.string(), isEphemeral: z.boolean() }).optional(),
  }),
  /** the person's own chat with the bot, where they wrote */
  z.object({ kind: z.literal('direct'), channel: z.string(), thread: z.string().optional() }),
  /** a channel where the bot was mentioned, for the person alone */
  z.object({ kind: z.literal('mention'), channel: z.string(), thread: z.string().optional() }),
  /** the dialog whose button was pressed */
  z.object({ kind: z.literal('dialog'), viewId: z.string() }),
  /** the Home tab: answers are dialogs above it */
  z.object({ kind: z.literal('home') }),
]);
export type Place = z.output<typeof Place>;

/** What a dialog remembers while it is open, in its `private_metadata`. */
const DialogMemory = z.object({
  /** the form's command; absent on an answer */
  command: z.string().optional(),
  chat: z.object({ id: z.string(), kind: z.enum(['direct', 'group']) }),
  place: Place,
});
export type DialogMemory = z.output<typeof DialogMemory>;

export function writeMemory(memory: DialogMemory): string {
  return JSON.stringify(memory);
}

/** @returns undefined for a dialog of another version */
export function readMemory(text: string | undefined): DialogMemory | undefined {
  try {
    return DialogMemory.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}
