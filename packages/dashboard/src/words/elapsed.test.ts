import { expect, it } from 'vitest';
import { elapsed } from './elapsed.ts';

it('says a time in the largest unit that fits', () => {
  const said = [0, 1, 59, 90, 5_400, 172_800].map((seconds) => elapsed(seconds, 'en'));
  expect(said).toEqual(['0 seconds', '1 second', '59 seconds', '1.5 minutes', '1.5 hours', '2 days']);
  expect(elapsed(5_400, 'de')).toBe('1,5 Stunden');
});
