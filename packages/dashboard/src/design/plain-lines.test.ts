import { expect, it } from 'vitest';
import { plainLines } from './plain-lines.ts';

it('keeps lines, and takes out of each what would rearrange the page', () => {
  expect(plainLines('one\r\n\u202etwo\u0007\n\n\n\n\nthree\u2028four  ')).toBe('one\ntwo\n\nthree\nfour');
});
