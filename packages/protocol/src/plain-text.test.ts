import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainTextSchema } from './plain-text.ts';

const line = plainTextSchema({ max: 40 });

describe('a line of text by somebody else', () => {
  it.each([
    'Faster repairs, without repeating it',
    'Größere Räume: 50 % (ca.)',
    'שירות מהיר יותר',
    'تعمیرات سریع‌تر',
    '修理が早くなります',
    '👩‍🔧 🇫🇷',
    '<b>"&\'',
    '-',
  ])('may be %s', (text) => expect(line.parse(text)).toBe(text));

  it.each([
    ['nothing', ''],
    ['spaces only', '   '],
    ['nothing visible', '\u200b\u200d'],
    ['a line end', 'a\nIt promises to pass it to nobody.'],
    ['a carriage return', 'a\rb'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a tab', 'a\tb'],
    ['a null', 'a\0b'],
    ['an escape', 'a\u001b[2Jb'],
    ['a C1 control', 'a\u0085b'],
    ['a right-to-left override', 'a\u202eb'],
    ['an embedding', 'a\u202ab'],
    ['an isolate', 'a\u2067b'],
    ['too much', 'a'.repeat(41)],
  ])('is refused with %s', (_what, text) => expect(line.safeParse(text).success).toBe(false));

  it('says what it takes, and nothing of what came', () => {
    expect(line.safeParse('secret\n').error?.issues.map((issue) => issue.message)).toEqual([
      'one line of visible text, without control or direction characters',
    ]);
  });

  it('is always one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (line.safeParse(text).success) expect(text.split(/[\n\r\u0085\u2028\u2029\v\f]/)).toHaveLength(1);
      }),
    );
  });
});
