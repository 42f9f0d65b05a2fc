import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttpServer, type HttpServer, type Route } from '../../../../adapters/http/http-server.ts';
import type { Health } from '../../../../src/chat/chat-adapter.ts';
import { ConfigError } from '../../../../src/config.ts';
import { silentLog } from '../../../../src/log.ts';
import type { Log } from '../../../../src/ports/world.ts';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

interface Given {
  routes?: Record<string, Route>;
  health?: Record<string, Health>;
  log?: Log;
  metrics?: () => Promise<{ contentType: string; body: string }>;
}

async function serve({ routes = {}, health = {}, log = silentLog, ...rest }: Given = {}) {
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes, health: () => health, log, ...rest });
  open.push(server);
  const { port } = await server.start();
  return { server, port, url: `http://127.0.0.1:${port}` };
}

describe('the HTTP server', () => {
  it('says that the process runs', async () => {
    const { url } = await serve({ health: { slack: { isReady: false, detail: 'no network' } } });
    const response = await fetch(`${url}/healthz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await fetch(`${url}/healthz?from=probe`, { method: 'HEAD' })).status).toBe(200);
  });

  it('is ready when every part is, and says of each how it is', async () => {
    const health: Record<string, Health> = { slack: { isReady: true, detail: 'connected' } };
    const { url } = await serve({ health });
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, parts: health });

    health.telegram = { isReady: false, detail: 'no network since 09:00' };
    const unready = await fetch(`${url}/readyz`);
    expect(unready.status).toBe(503);
    expect(await unready.json()).toEqual({ ready: false, parts: health });
  });

  it('shows figures in whose format they are, where there are any', async () => {
    const metrics = async () => ({ contentType: 'text/plain; version=0.0.4; charset=utf-8', body: 'up 1\n' });
    const { url } = await serve({ metrics });
    const response = await fetch(`${url}/metrics`);
    expect([response.status, await response.text()]).toEqual([200, 'up 1\n']);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${(await serve()).url}/metrics`)).status).toBe(404);
  });

  it.each(['/', '/nothing', '/healthz/', '/__proto__', '/constructor', '//healthz'])(
    'has nothing at %s',
    async (path) => {
      const { url } = await serve();
      expect((await fetch(url + path)).status).toBe(404);
    },
  );

  it('lets nobody write to what is only read', async () => {
    const { url } = await serve();
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(url + path, { method: 'POST', body: 'x' });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
    }
  });

  it('hands a path to its route, whatever the method and the query', async () => {
    const { url } = await serve({ routes: { '/hook': (req, res) => void res.end(`${req.method} ${req.url}`) } });
    const response = await fetch(`${url}/hook?a=1`, { method: 'POST' });
    expect(await response.text()).toBe('POST /hook?a=1');
  });

  it.each<[string, Route]>([
    [
      'throws',
      () => {
        throw new Error('secret of the product');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('secret of the product');
      },
    ],
  ])('answers with a reference, which the log has too, where a route %s', async (_how, route) => {
    const error = vi.fn<Log['error']>();
    const { url } = await serve({ routes: { '/hook': route }, log: { ...silentLog, error } });
    const response = await fetch(`${url}/hook`);
    expect(response.status).toBe(500);
    const body = await response.text();
    expect(body).not.toMatch(/secret|\.ts|at /);
    const { reference } = JSON.parse(body) as { reference: string };
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ reference, path: '/hook' }), expect.any(String));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('refuses what is no HTTP and goes on', async () => {
    const { url, port } = await serve();
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.end('nonsense\r\n\r\n'));
      socket.on('data', (data) => {
        text += String(data);
      });
      socket.on('close', () => resolve(text));
    });
    expect(said).toContain('400');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('answers what is at work when it stops, and keeps no connection', async () => {
    let finish = () => {};
    let tellBegun = () => {};
    const begun = new Promise<void>((resolve) => {
      tellBegun = resolve;
    });
    const slow: Route = (_req, res) => {
      finish = () => void res.end('done');
      tellBegun();
    };
    const { server, url } = await serve({ routes: { '/slow': slow } });
    const answer = fetch(`${url}/slow`).then((response) => response.text());
    await begun;
    const stopped = server.stop();
    finish();
    expect(await answer).toBe('done');
    await stopped;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('names PORT where another program has it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const server = createHttpServer({ host: '127.0.0.1', port, routes: {}, health: () => ({}), log: silentLog });
    const problem = await server.start().catch((error: unknown) => error);
    other.close();
    expect(problem).toBeInstanceOf(ConfigError);
    expect((problem as ConfigError).problems).toEqual([expect.stringMatching(/^PORT: \d+ is in use/)]);
    await server.stop();
  });

  it.each(['192.0.2.1', 'no-such-host.invalid'])('names HOST where %s is not of this machine', async (host) => {
    const server = createHttpServer({ host, port: 0, routes: {}, health: () => ({}), log: silentLog });
    const problem = await server.start().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ConfigError);
    expect((problem as ConfigError).problems).toEqual([expect.stringMatching(/^HOST: /)]);
  });
});
