import { describe, expect, it } from 'vitest';
import { withEmoji } from '../../../../adapters/slack/requests/emoji.ts';

const blocksWith = (...elements: object[]) => [
  {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }, ...elements] }],
  },
];

describe('emoji in a message', () => {
  it('become the characters that were typed', () => {
    const blocks = blocksWith({ type: 'emoji', name: 'rocket', unicode: '1f680' });
    expect(withEmoji('Launch :rocket: at 10:00', blocks)).toBe('Launch 🚀 at 10:00');
  });

  it('keep their skin tone and their joined parts', () => {
    const blocks = blocksWith(
      { type: 'emoji', name: 'wave', unicode: '1f44b-1f3fc', skin_tone: 3 },
      { type: 'emoji', name: 'family', unicode: '1f468-200d-1f469-200d-1f467' },
    );
    expect(withEmoji(':wave::skin-tone-3: :family:', blocks)).toBe('👋🏼 👨‍👩‍👧');
  });

  it('stay as they are where Slack does not say what they are', () => {
    const blocks = blocksWith({ type: 'emoji', name: 'our_logo' }, { type: 'emoji', name: 'odd', unicode: 'zz' });
    expect(withEmoji(':our_logo: :odd: :typed:', blocks)).toBe(':our_logo: :odd: :typed:');
    expect(withEmoji(':rocket:', undefined)).toBe(':rocket:');
  });
});
