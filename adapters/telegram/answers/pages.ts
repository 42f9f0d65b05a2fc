/** Which messages belong together: one answer that took several, to be changed as one. */
export interface Pages {
  note(chatId: string, messageIds: readonly number[]): void;
  /** all messages of the answer that this one belongs to, in order; itself where it stands alone or nothing is known */
  of(chatId: string, messageId: number): readonly number[];
}

const REMEMBERED_MAX = 5000;

/** Kept in memory: after a restart the first page takes the place of the message that was pressed. */
export function createPages(): Pages {
  const pagesOf = new Map<string, readonly number[]>();
  return {
    note(chatId, ids) {
      if (ids.length < 2) return;
      for (const id of ids) {
        const [oldest] = pagesOf.keys();
        if (oldest !== undefined && pagesOf.size >= REMEMBERED_MAX) pagesOf.delete(oldest);
        pagesOf.set(`${chatId}:${id}`, ids);
      }
    },
    of: (chatId, id) => pagesOf.get(`${chatId}:${id}`) ?? [id],
  };
}
