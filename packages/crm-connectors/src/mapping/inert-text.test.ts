import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertText } from './inert-text.ts';

it.each([
  ['an HTML tag', '<img src=x onerror=alert(1)>', '‹img src=x onerror=alert(1)>'],
  ['the end of one', 'a</div>', 'a‹/div>'],
  ['an entity', '&lt;b&gt; &#60;', '& lt;b& gt; & #60;'],
  [
    'a placeholder of Zendesk and HubSpot',
    '{{ticket.requester.email}} {% if x %}',
    '{ {ticket.requester.email}} { % if x %}',
  ],
  ['a merge field of Salesforce', '{!Contact.Email}', '{ !Contact.Email}'],
  ['an image of Markdown', '![](https://tracker.example)', '![] (https://tracker.example)'],
  ['a formula', '=HYPERLINK("https://evil.example")', '\'=HYPERLINK("https://evil.example")'],
  ['a command', '@SUM(1)', "'@SUM(1)"],
  ['a tab before a number', '\t1', "'\t1"],
  ['turned text', 'a\u202eb\u0000c', 'abc'],
])('takes %s apart', (_, text, harmless) => expect(inertText(text, 100)).toBe(harmless));

it.each(['+49 30 1234', 'a < b & c', 'It costs 5 $ {net}', 'Tom & Jerry\n\tmet', '-', '日本語 👍'])(
  'leaves %j as it is',
  (text) => expect(inertText(text, 100)).toBe(text),
);

describe('any text', () => {
  const parts = [
    '<',
    '{',
    '{{',
    '{%',
    '{!',
    '${',
    '](',
    '=',
    '+',
    '@',
    '&',
    '#',
    'a',
    '/',
    '\u202e',
    '\r\n',
    '👍',
    '\ud83d',
    ' ',
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...parts)).map((all) => all.join('')),
  );

  it('has nothing left that is read as more than words, and is never too long', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 20 }), (text, max) => {
        const said = inertText(text, max);
        expect(said.length).toBeLessThanOrEqual(max);
        expect(() => encodeURIComponent(said)).not.toThrow();
        expect(said).not.toMatch(/<[a-z/!?]|\{[{%!#]|\$\{|\]\(|&#|\u202e|\r/i);
        expect(/^[=@\t]/.test(said)).toBe(false);
      }),
    );
  });

  it('stays what it is when it is done twice', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = inertText(text, 50);
        expect(inertText(once, 50)).toBe(once);
      }),
    );
  });
});

it('cuts what is longer, where one can see it', () => {
  expect(inertText('12345678', 5)).toBe('1234…');
  expect(inertText('123👍5678', 5)).toBe('123…');
});
