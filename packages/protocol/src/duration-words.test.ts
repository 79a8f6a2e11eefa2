import { expect, it } from 'vitest';
import { durationWords } from './duration-words.ts';

it.each([
  ['P1D', '1 day'],
  ['P90D', '90 days'],
  ['P1M', '1 month'],
  ['P18M', '1 year, 6 months'],
  ['P2Y1M10D', '2 years, 1 month, 10 days'],
  ['P0D', 'no time'],
])('%s is %s', (duration, words) => {
  expect(durationWords(duration)).toBe(words);
});
