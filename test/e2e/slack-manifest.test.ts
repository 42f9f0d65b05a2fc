import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtProduct } from '../support/built-product.ts';
import { run } from '../support/process.ts';

/** `node dist/src/slack-manifest.js …` */
async function printManifest(...args: string[]) {
  const script = run(process.execPath, [join(builtProduct(), 'src', 'slack-manifest.js'), ...args], { cwd: '/' });
  const { code } = await script.exited;
  return { code, out: script.out(), err: script.err() };
}

it('prints the manifest for Socket Mode and nothing else', async () => {
  const { code, out, err } = await printManifest();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const manifest = JSON.parse(out);
  expect(manifest.settings.socket_mode_enabled).toBe(true);
  expect(manifest.features.slash_commands).toContainEqual(expect.objectContaining({ command: '/friday' }));
});

it.each([
  ['https://friday.example.com', 'https://friday.example.com/slack/events'],
  ['https://friday.example.com/', 'https://friday.example.com/slack/events'],
  ['https://example.com:8443/bots/friday', 'https://example.com:8443/bots/friday/slack/events'],
  ['https://friday.example.com/slack/events', 'https://friday.example.com/slack/events'],
])('prints the manifest for HTTP at %s', async (url, address) => {
  const { code, out } = await printManifest('--url', url, '--name', 'Friday test');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    display_information: { name: 'Friday test' },
    settings: { socket_mode_enabled: false, event_subscriptions: { request_url: address } },
  });
});

it.each([
  [['--url', 'friday.example.com'], '--url wants a public https address'],
  [['--url', 'http://friday.example.com'], '--url wants a public https address'],
  [['--url', 'https://friday.example.com/?a=b'], '--url wants a public https address'],
  [['--url', ''], '--url wants a public https address'],
  [['--url'], "'--url <value>'"],
  [['https://friday.example.com'], '“https://friday.example.com” needs “-- --url” before it.'],
  [['--uri', 'https://friday.example.com'], "'--uri'"],
  [['--name', 'F'.repeat(36)], '--name wants 1 to 35 characters'],
])('says what is wrong with %j and prints no manifest', async (args, message) => {
  const { code, out, err } = await printManifest(...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(message);
  expect(err).toContain('npm run -s slack:manifest -- --url https://friday.example.com');
  expect(err).not.toMatch(/^\s+at /m);
});
