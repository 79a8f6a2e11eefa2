import { expect, it } from 'vitest';
import { standingOf } from './what-can-be-done.ts';

it.each([
  ['requested', 'redirect', true, 'decide'],
  ['requested', 'redirect', false, 'here_no_more'],
  ['deferred', 'redirect', true, 'comes_back'],
  ['requested', 'ciba', false, 'decide'],
  ['deferred', 'invitation', false, 'decide'],
  ['given', 'ciba', false, 'over'],
  ['cancelled', 'redirect', true, 'over'],
] as const)(
  'a request that is %s and came by %s (carried here: %s): %s',
  (status, cameBy, isCarriedHere, standing) => {
    expect(standingOf({ status, cameBy }, { isCarriedHere })).toBe(standing);
  },
);
