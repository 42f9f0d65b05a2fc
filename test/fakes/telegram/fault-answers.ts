import type { ServerResponse } from 'node:http';
import { type Answer, type ApiOutcome, refusalAnswer, tooMany } from './bot-api.ts';
import type { Connection } from './polling.ts';
import { TelegramRefusal } from './refusal.ts';

/** Answers a call, or does to it what its fault says. */
export async function answerCall(response: ServerResponse, call: ApiOutcome, connection: Connection): Promise<void> {
  const { fault } = call;
  switch (fault?.kind) {
    case 'limited':
      return reply(response, refusalAnswer(tooMany(fault.retryAfterSeconds)));
    case 'status':
      return replyStatus(response, fault.status);
    case 'reset':
      return connection.destroy();
    case 'dropped':
      await call.act(connection);
      return connection.destroy();
    case 'hang':
      await silence(response, fault.ms);
      if (response.destroyed && !fault.acts) return;
      break;
    case 'slow': {
      const answer = await call.act(connection);
      await silence(response, fault.ms);
      return reply(response, answer);
    }
    case 'malformed':
      if (fault.acts ?? true) await call.act(connection);
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('{"ok":tr');
      return;
    case 'refused':
      return reply(response, refusalAnswer(new TelegramRefusal(fault.code, fault.description)));
  }
  reply(response, await call.act(connection));
}

export function reply(response: ServerResponse, { status, body }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The API itself says in JSON that it is not well; the servers before it do so in HTML. */
function replyStatus(response: ServerResponse, status: number): void {
  if (status === 500) {
    reply(response, { status, body: { ok: false, error_code: 500, description: 'Internal Server Error' } });
    return;
  }
  response.writeHead(status, { 'Content-Type': 'text/html' });
  response.end(`<html><head><title>${status}</title></head><body><center>nginx</center></body></html>`);
}

/** Waits, or until the other side has gone. */
async function silence(response: ServerResponse, ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
