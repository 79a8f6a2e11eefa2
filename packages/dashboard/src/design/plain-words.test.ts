import { expect, it } from 'vitest';
import { plainWords } from './plain-words.ts';

it('takes out what would rearrange the page, and leaves writing of every direction', () => {
  expect(plainWords('Acme\u202e moc.live\u2069\u0007 \ufeffLtd\n')).toBe('Acme moc.live Ltd');
  expect(plainWords('\u200b\u200bשלום مرحبا 你好')).toBe('שלום مرحبا 你好');
});
