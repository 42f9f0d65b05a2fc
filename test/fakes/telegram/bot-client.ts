import { Telegram, TelegramError } from 'telegraf';

/** Calls the Bot API the way the bot itself does. */
export function botOf({ apiRoot, token }: { apiRoot: string; token: string }) {
  const client = new Telegram(token, { apiRoot, webhookReply: false });
  /** @returns what the method returns @throws TelegramError */
  const call = (method: string, args: object = {}): Promise<unknown> => client.callApi(method as never, args as never);
  return {
    client,
    call,
    /** Telegram's description of what was wrong, or `ok` */
    async said(method: string, args: object = {}): Promise<string> {
      try {
        await call(method, args);
        return 'ok';
      } catch (error) {
        if (error instanceof TelegramError) return error.description;
        throw error;
      }
    },
  };
}
