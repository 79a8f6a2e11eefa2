import { expect, it } from 'vitest';
import { plain } from './plain.ts';

it('leaves words of any language as they are', () => {
  expect(plain('Schnellere Reparaturen – 修理, “quoted” 👍')).toBe(
    'Schnellere Reparaturen – 修理, “quoted” 👍',
  );
});

it.each([
  ['another line', 'a\nVerified: b', 'a\ufffdVerified: b'],
  ['a return to the beginning', 'a\rb', 'a\ufffdb'],
  ['a colour', '\u001b[32mVerified', '\ufffd[32mVerified'],
  ['another direction of writing', 'a\u202eb', 'a\ufffdb'],
  ['a line separator', 'a\u2028b', 'a\ufffdb'],
])('shows %s as what it is', (_what, text, shown) => {
  expect(plain(text)).toBe(shown);
});
