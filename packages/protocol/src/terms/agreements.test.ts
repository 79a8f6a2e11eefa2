import { expect, it } from 'vitest';
import { PURPOSE_GROUPS, PURPOSES } from '../vocabulary/dpv.ts';
import { agreementIds, checkableAgreement, isAtLeastAsGood } from './agreements.ts';

it('every agreement about service delivery can be checked, and no other', () => {
  const checkable = agreementIds.filter((id) => checkableAgreement(id) !== undefined);
  expect(checkable).toEqual(agreementIds.filter((id) => id.startsWith('SD-')));
  for (const id of ['toString', 'SD-BASE-X', '']) expect(checkableAgreement(id)).toBeUndefined();
});

it('marketing is in none of them', () => {
  const grouped = Object.values(PURPOSE_GROUPS).flat();
  expect(Object.keys(PURPOSES).filter((iri) => !grouped.includes(iri as never))).toEqual([
    'https://w3id.org/dpv#DirectMarketing',
  ]);
});

it.each([
  ['SD-BASE', 'SD-BASE', true],
  ['SD-BASE', 'SD-BASE-ATP-S3P', true],
  ['SD-BASE-DP', 'SD-BASE', true],
  ['SD-BASE-A-DP', 'SD-BASE-AT-DP', true],
  ['SD-BASE', 'SD-BASE-DP', false],
  ['SD-BASE-A', 'SD-BASE', false],
  ['SD-BASE', 'PDC', false],
  ['PDC', 'PDC-AI', false],
  ['PDC-AI', 'PDC-AI', true],
  ['toString', 'SD-BASE', false],
  ['TPR', 'PDC', false],
] as const)('%s in the place of %s: %s', (accepted, wanted, isGood) => {
  expect(isAtLeastAsGood(accepted, wanted)).toBe(isGood);
});
