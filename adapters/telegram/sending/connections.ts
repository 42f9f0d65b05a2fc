import { Agent } from 'node:https';

/** Well within the time for an answer, so that a network which swallows everything is known for `not sent`. */
const CONNECT_WITHIN_MS = 4000;

/**
 * Connections to Telegram, kept open for later requests. Where one cannot be made that is known soon, and the error's
 * message begins with `connect`: nothing can have been sent.
 */
export function createConnections(withinMs = CONNECT_WITHIN_MS): Agent {
  const agent = new Agent({ keepAlive: true });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (!socket) return socket;
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('ETIMEDOUT'), { code: 'ETIMEDOUT' }));
    }, withinMs);
    const tell = (error: Error) => {
      if (!error.message.startsWith('connect ')) error.message = `connect ${error.message}`;
    };
    socket.prependListener('error', tell);
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      socket.off('error', tell);
    });
    socket.once('close', () => clearTimeout(timer));
    return socket;
  };
  return agent;
}
