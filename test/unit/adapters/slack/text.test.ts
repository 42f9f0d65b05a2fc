import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buttonValue, readButtonValue } from '../../../../adapters/slack/button-value.ts';
import { escapeText, mentionedUsers, readSlackText, withMentions } from '../../../../adapters/slack/text.ts';
import { HOSTILE_TEXTS } from '../../../support/hostile.ts';

const names = new Map([['U1', 'Anna Kovalenko']]);
const read = (raw: string) => withMentions(readSlackText(raw), names);

describe('what people typed in Slack', () => {
  const cases: [string, string, string][] = [
    ['a person known by name', 'Banner <@U1> friday', 'Banner @Anna Kovalenko friday'],
    ['a person with the label Slack gives', '<@U1|anna>', '@Anna Kovalenko'],
    ['somebody unknown goes by Slack’s label', '<@W2|bob>', '@bob'],
    ['somebody unknown without a label goes by the id', '<@W2>', '@W2'],
    ['a channel', 'in <#C1|general>', 'in #general'],
    ['a channel without its name', '<#C1> <#C1|>', '#C1 #C1'],
    ['everybody', '<!channel> <!here|here> <!everyone>', '@channel @here @everyone'],
    ['a group', '<!subteam^S1|@designers> <!subteam^S2>', '@designers @S2'],
    ['a date as people saw it', '<!date^1700000000^{date_short}|14 Nov>', '14 Nov'],
    ['a bare link', '<https://x.example/?a=1&amp;b=2>', 'https://x.example/?a=1&b=2'],
    ['a link shown without its scheme', '<http://x.example|x.example>', 'x.example'],
    ['a link shown as itself', '<http://x.example|http://x.example>', 'http://x.example'],
    ['a link under other words', '<https://evil.example|innocent>', 'innocent (https://evil.example)'],
    ['an address', '<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['an address under a name', '<mailto:a@b.example|Anna>', 'Anna (a@b.example)'],
    ['a telephone number', '<tel:+380441234567|+380441234567>', '+380441234567'],
    ['entities, decoded once', 'a &lt; b &amp;&amp; c &gt; d &amp;lt; &#39;', 'a < b && c > d &lt; &#39;'],
    ['a mention that was typed out', '&lt;@U1&gt;', '<@U1>'],
    ['what is no markup', '<> <x> <@u1>', '<> <x> <@u1>'],
  ];
  it.each(cases)('%s', (_, raw, text) => {
    expect(read(raw)).toBe(text);
  });

  it('says who is meant, each once', () => {
    expect(mentionedUsers(readSlackText('<@U1> <@W2|bob> <@U1> &lt;@U3&gt;'))).toEqual(['U1', 'W2']);
  });

  it.each(HOSTILE_TEXTS)('gives back what was typed: %j', (text) => {
    expect(read(escapeText(text))).toBe(text);
  });

  it('gives back whatever was typed', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'&<>;@#!|amplt') }));
    fc.assert(fc.property(text, (typed) => read(escapeText(typed)) === typed));
  });

  it('takes any odd markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>@#!|^:U1&amp;/') }), (raw) => read(raw) !== undefined),
    );
  });
});

describe('the value of a button', () => {
  it('says whose it is and what it does', () => {
    expect(readButtonValue(buttonValue('U1', 'note 12 a:b\nc'))).toEqual({ userId: 'U1', command: 'note 12 a:b\nc' });
  });

  it.each(['', 'done 12', 'U1:', ':done', 'u1:done', 'U1'])('%j is no value of ours', (value) => {
    expect(readButtonValue(value)).toBeUndefined();
  });
});
