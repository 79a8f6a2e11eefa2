import { expect, it } from 'vitest';
import { tokenLifetime } from './token-lifetime.ts';

const NOW = 1_795_000_000;
const rules = { now: () => new Date(NOW * 1000) } as Parameters<typeof tokenLifetime>[1];

it.each<[string, unknown, unknown, boolean]>([
  ['that begins now and lives 300 s', NOW, NOW + 300, true],
  ['that lives longer', NOW, NOW + 301, false],
  ['in its last second', NOW - 299, NOW + 1, true],
  ['that ends now', NOW - 300, NOW, false],
  ['from a clock that is 10 s ahead', NOW + 10, NOW + 310, true],
  ['from one that is further ahead', NOW + 11, NOW + 311, false],
  ['without a beginning', undefined, NOW + 300, false],
  ['without an end', NOW, undefined, false],
  ['with a beginning in words', String(NOW), NOW + 300, false],
  ['with an end in words', NOW, String(NOW + 300), false],
  ['with a part of a second', NOW + 0.5, NOW + 300, false],
])('a token %s', (_what, iat, exp, expected) => {
  expect(tokenLifetime({ claims: { iat, exp } }, rules)).toBe(expected);
});
