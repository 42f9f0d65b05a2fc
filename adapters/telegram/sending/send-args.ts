/** One message as it was rendered. */
export interface Part {
  /** HTML, as Telegram reads it */
  text: string;
  reply_markup?: object;
}

interface Place {
  /** the message that is answered; where it is gone, the answer stands by itself */
  replyTo?: number | undefined;
  /** the forum topic */
  thread?: number | undefined;
}

/** What `sendMessage` is told, and without a place what `editMessageText` is told too. Links are shown without previews. */
export function sendArgs(chatId: string, { text, reply_markup }: Part, { replyTo, thread }: Place = {}): object {
  return {
    chat_id: chatId,
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(reply_markup === undefined ? {} : { reply_markup }),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
    ...(replyTo === undefined ? {} : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  };
}
