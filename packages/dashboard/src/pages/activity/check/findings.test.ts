import type { LedgerProblemCode } from '@parley/protocol';
import { expect, it } from 'vitest';
import { findingsOf } from './findings.ts';

const NOTHING = { notInPod: [], different: [], waiting: 0, onlyInPod: 0 };

/** Files by their numbers: `!` where it cannot be believed, `~` where something stands beside it that is not signed. */
const filesOf = (numbers: string) =>
  numbers.split(' ').map((text) => {
    const number = Number.parseInt(text, 10);
    return {
      number,
      date: '2026-11-22',
      stated: text.endsWith('!') ? undefined : number,
      isProjectionRight: !text.endsWith('~'),
    };
  });
const problem = (code: LedgerProblemCode, blockNumber: number) => ({ code, blockNumber, detail: '' });
const found = (parts: Partial<Parameters<typeof findingsOf>[0]>) =>
  findingsOf({ files: [], problems: [], compared: NOTHING, numbersAtGateway: [], ...parts }).map(
    ({ code, number, count, isConsequence }) =>
      `${number} ${code} ${count}${isConsequence ? ' follows' : ''}`,
  );

it('finds nothing where nothing is wrong', () => {
  expect(found({ files: filesOf('1 2 3'), numbersAtGateway: [1, 1, 2, 3] })).toEqual([]);
});

it('names the changed file by its place, also behind one that is missing', () => {
  const problems = [
    problem('signature_invalid', 2),
    problem('block_missing', 4),
    problem('entry_out_of_sequence', 4),
  ];
  expect(found({ files: filesOf('1 3! 4'), problems })).toEqual([
    '2 block_missing 1',
    '3 signature_invalid 1',
    '4 entry_out_of_sequence 1 follows',
  ]);
});

it('finds what is missing at the end, which only the gateway knows', () => {
  const compared = { ...NOTHING, notInPod: [3, 3] };
  expect(found({ files: filesOf('1 2'), compared, numbersAtGateway: [1, 2, 3, 3] })).toEqual([
    '3 block_missing 1',
  ]);
});

it('says once of a changed file that it was changed, and not of each entry in it that it is gone', () => {
  const compared = { ...NOTHING, notInPod: [1, 1, 2], different: [2] };
  expect(found({ files: filesOf('1! 2~'), problems: [problem('signature_invalid', 1)], compared })).toEqual([
    '1 signature_invalid 1',
    '2 projection_differs 1',
    '2 not_in_pod 1',
    '2 differs 1',
  ]);
});

it('names a file that says that it is another one', () => {
  const files = [...filesOf('1 2 3'), { ...filesOf('4')[0]!, stated: 2 }, ...filesOf('5')];
  const problems = [problem('block_out_of_order', 2), problem('block_missing', 5)];
  expect(found({ files, problems })).toEqual(['4 block_out_of_order 1', '4 block_missing 1']);
});
