import { describe, expect, it } from 'vitest';
import { pingsIn } from '../../fakes/slack/pings.ts';
import { plainTextOf, pressablesOf, seenMrkdwn } from '../../fakes/slack/plain-text.ts';

const NAMES = { user: (id: string) => `name-of-${id}`, channel: (id: string) => `room-${id}` };

describe('what a reader of the fake Slack sees', () => {
  it.each([
    ['*bold* and _italic_ and ~gone~', 'bold and italic and gone'],
    ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
    ['`code *x*` and &lt;b&gt; &amp;amp;', 'code *x* and <b> &amp;'],
    ['<@U1> in <#C1> and <#C1|design>', '@name-of-U1 in #room-C1 and #design'],
    ['<!channel> <https://example.com|here> <https://example.com>', '@channel here https://example.com'],
    ['<!date^1765000000^{date}|on Friday>', 'on Friday'],
    ['&gt; quoted', 'quoted'],
  ])('of the markup %j is %j', (markup, seen) => {
    expect(seenMrkdwn(markup, NAMES)).toBe(seen);
  });

  it('of plain text has entities decoded once, and pictures for emoji', () => {
    const block = (text: string, emoji?: boolean) => [
      { type: 'section', text: { type: 'plain_text', text, ...(emoji !== undefined && { emoji }) } },
    ];
    expect(plainTextOf(block('*x* &lt;!channel&gt; &amp;lt;'))).toBe('*x* <!channel> &lt;');
    expect(plainTextOf(block(':tada: :nothing:'))).toBe('[picture of tada] :nothing:');
    expect(plainTextOf(block(':tada:', false))).toBe(':tada:');
  });

  it('of rich text is every letter as it stands', () => {
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: '*x* &lt; :tada: ' },
              { type: 'text', text: '/done 12', style: { code: true } },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'ordered',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }],
          },
        ],
      },
    ];
    expect(plainTextOf(blocks)).toBe('*x* &lt; :tada: /done 12\n1. one');
  });

  it('leaves out buttons, which are listed with what they send', () => {
    const text = { type: 'plain_text', text: 'Done' };
    const blocks = [
      {
        type: 'section',
        text: { type: 'plain_text', text: 'Banner' },
        accessory: { type: 'overflow', action_id: 'o', options: [{ text, value: 'v2' }] },
      },
      { type: 'actions', block_id: 'b', elements: [{ type: 'button', action_id: 'a', text, value: 'v1' }] },
    ];
    expect(plainTextOf(blocks)).toBe('Banner');
    expect(pressablesOf(blocks)).toMatchObject([
      { kind: 'overflow', label: 'Done', value: 'v2' },
      { kind: 'button', label: 'Done', value: 'v1', blockId: 'b', actionId: 'a' },
    ]);
  });

  it('notices whom a message really mentions', () => {
    const blocks = [
      { type: 'section', text: { type: 'mrkdwn', text: '<!here> and &lt;!channel&gt;' } },
      { type: 'section', text: { type: 'plain_text', text: '<!channel> <@U1>' } },
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U2' }] }] },
    ];
    expect(pingsIn({ text: 'for <@U3|x>', blocks }, 'here').map(({ target }) => target)).toEqual(['U3', 'here', 'U2']);
    expect(pingsIn({ text: '@channel', link_names: true }, 'here')).toHaveLength(1);
    expect(pingsIn({ text: '@channel &lt;!channel&gt; <!date^1^x|y>' }, 'here')).toEqual([]);
  });
});
