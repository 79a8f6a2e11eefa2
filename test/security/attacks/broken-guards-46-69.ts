import type { BrokenGuard } from './attack.ts';

export const brokenGuards46To69: readonly BrokenGuard[] = [
  {
    guard: 'a read names the exact purpose of an entry',
    file: 'packages/consent-gateway/src/read/authorize-read.ts',
    broken: 'any entry was taken for any purpose',
    red: ['A46a', 'A46b', 'A46c', 'A46d'],
  },
  {
    guard: 'a grant is only of a consent that is given',
    file: 'packages/consent-gateway/src/token/adapter/consent-as-grant.ts',
    broken: 'a grant was one of a paused consent too',
    red: ['A47a', 'A47b', 'A47c', 'A47e', 'A47f'],
  },
  {
    guard: 'an item is shown to whom it is addressed',
    file: 'packages/consent-gateway/src/read/minimise.ts',
    broken: '`isAddressed` was left out',
    red: ['A48a', 'A48b'],
  },
  {
    guard: 'an item is looked for among what the vendor may see',
    file: 'packages/consent-gateway/src/read/compose-answer.ts',
    broken: 'one that is not there was a fault, not a 404',
    red: ['A48a', 'A49g'],
  },
  {
    guard: 'only approved fields are in an answer',
    file: 'packages/consent-gateway/src/read/authorize-read.ts',
    broken: 'the severity was in every answer',
    red: ['A49a'],
  },
  {
    guard: 'a query asks for approved fields only',
    file: 'packages/consent-gateway/src/read/read-query.ts',
    broken: 'whatever a query named was asked for',
    red: ['A49b'],
  },
  {
    guard: 'a hidden field is no filter',
    file: 'packages/consent-gateway/src/read/read-query.ts',
    broken: 'it was taken as a filter',
    red: ['A49c', 'A49f'],
  },
  {
    guard: 'the signed record is in the file, byte for byte',
    file: 'packages/consent-gateway/src/consent/confirm-in-pod.ts',
    broken: 'the record was not looked for in the file',
    red: ['A50c', 'A69c'],
  },
  {
    guard: 'a word in the file ends the consent',
    file: 'packages/consent-gateway/src/consent/confirm-in-pod.ts',
    broken: 'it was not looked for',
    red: ['A50e'],
  },
  {
    guard: 'what a pod confirms holds for 30 seconds',
    file: 'packages/consent-gateway/src/read/mirror.ts',
    broken: 'the bound was ten times as long',
    red: ['A51a', 'A51c'],
  },
  {
    guard: 'a pause refuses in the one statement',
    file: 'packages/consent-gateway/src/adapters/postgres/disclose-reads.ts',
    broken: 'the statement let a paused consent pass',
    red: ['A58c'],
  },
  {
    guard: 'nothing older than the lookback',
    file: 'packages/consent-gateway/src/read/minimise.ts',
    broken: '`isYoungEnough` was left out',
    red: ['A61b'],
  },
  {
    guard: 'the approved filter is never left out',
    file: 'packages/consent-gateway/src/read/minimise.ts',
    broken: 'only the filter of the query was applied',
    red: ['A61c'],
  },
  {
    guard: 'a cursor is of one consent',
    file: 'packages/consent-gateway/src/read/cursor.ts',
    broken: 'vendor, consent and version were left out of what it is sealed for',
    red: ['A61d'],
  },
  {
    guard: 'ids are one vendor’s',
    file: 'packages/consent-gateway/src/read/opaque-ids.ts',
    broken: 'the vendor was left out of the digest',
    red: ['A68a'],
  },
  {
    guard: 'a file counts as deleted only where all around it answers',
    file: 'packages/consent-gateway/src/consent/confirm-in-pod.ts',
    broken: 'the listing of the container was not asked',
    red: ['A69b'],
  },
  {
    guard: 'a pod confirms by the nonce of its owner’s connection',
    file: 'packages/consent-gateway/src/consent/confirm-in-pod.ts',
    broken: 'any nonce was taken',
    red: ['A69b'],
  },
];
