import { expect, it } from 'vitest';
import { type Figure, middleOf, verdictOf } from './figure.ts';

const figure = (parts: Partial<Figure>): Figure => ({
  row: 'read',
  what: 'it',
  value: 1,
  unit: 'x',
  ...parts,
});

it.each([
  ['reached', { value: 35, target: { atLeast: 35 } }],
  ['missed', { value: 34.9, target: { atLeast: 35 } }],
  ['reached', { value: 2, target: { atMost: 2 } }],
  ['missed', { value: 2.1, target: { atMost: 2 } }],
  ['missed', { value: Number.NaN, target: { atMost: 2 } }],
  ['not decidable here', { value: 1, target: { atLeast: 2 }, undecidable: '2 cores' }],
  ['no target', {}],
] as const)('says %s of %o', (verdict, parts) => {
  expect(verdictOf(figure(parts))).toBe(verdict);
});

it('takes the middle one of several runs, which was one of them', () => {
  expect(middleOf([3, 1, 2])).toEqual({ value: 2, spread: { min: 1, max: 3 } });
  expect(middleOf([4, 1, 2, 3])).toEqual({ value: 2, spread: { min: 1, max: 4 } });
});
