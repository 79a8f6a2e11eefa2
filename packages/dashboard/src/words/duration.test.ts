import { expect, it } from 'vitest';
import { inWords } from './duration.ts';

it.each([
  ['P30D', 'en', '30 days'],
  ['P1Y6M', 'en', '1 year and 6 months'],
  ['P1D', 'de', '1 Tag'],
  ['P0D', 'en', '0 days'],
])('says %s in %s as %s', (duration, locale, words) => {
  expect(inWords(duration, locale)).toBe(words);
});
