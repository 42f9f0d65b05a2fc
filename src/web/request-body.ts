import type { IncomingMessage } from 'node:http';

export type RequestBody = Buffer | 'too large' | 'too slow' | 'gone';

/**
 * The body of a request. What is too large is not kept, and what is left of it is thrown away as it comes, for a
 * client that is still writing would not see the response; a client that does not end in time is cut off.
 */
export function readRequestBody(req: IncomingMessage, mostBytes: number, withinMs: number): Promise<RequestBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const isAnnouncedTooLarge = Number(req.headers['content-length']) > mostBytes;
    const timer = setTimeout(() => {
      if (size > mostBytes || isAnnouncedTooLarge) req.socket.destroy();
      resolve('too slow');
    }, withinMs);
    // A promise is settled once: whatever was found first stands.
    if (isAnnouncedTooLarge) resolve('too large');

    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes && !isAnnouncedTooLarge) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve('too large');
    });
    req.once('end', () => {
      clearTimeout(timer);
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    req.once('error', () => {});
    req.once('close', () => {
      clearTimeout(timer);
      resolve('gone');
    });
  });
}
