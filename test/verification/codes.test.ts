import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { consents, histories, ledgers, receipts } from './vectors.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The members of a union of codes, from the source: types are gone when this runs. */
function codesIn(path: string, union: string): string[] {
  const [, text = ''] = new RegExp(`type ${union} =(.*?);\n\n`, 's').exec(read(path)) ?? [];
  return [...text.matchAll(/\| '(\w+)'/g)].map(([, code = '']) => code);
}

const source = 'packages/protocol/src';
const withoutPlace = (problem: string): string => problem.split(' ')[1] ?? '';
const kinds = [
  {
    kind: 'receipt',
    codes: codesIn(`${source}/receipt/receipt-verdict.ts`, 'ReceiptProblemCode'),
    found: receipts.vectors.flatMap(({ problems }) => problems),
  },
  {
    kind: 'consent',
    codes: codesIn(`${source}/consent-chain/chain-verdict.ts`, 'ChainProblemCode'),
    found: consents.vectors.flatMap(({ problems }) => problems.map(withoutPlace)),
  },
  {
    kind: 'ledger',
    codes: codesIn(`${source}/ledger/ledger-verdict.ts`, 'LedgerProblemCode'),
    found: ledgers.vectors.flatMap(({ problems }) => problems.map(withoutPlace)),
  },
  {
    kind: 'history',
    // Besides those of the ledger in it.
    codes: [
      'heads_missing',
      'heads_differ',
      ...codesIn(`${source}/ledger/verify-history.ts`, 'HistoryProblemCode'),
    ],
    found: histories.vectors.flatMap(({ problems }): string[] => problems),
  },
];

describe.each(kinds)('each code of a $kind', ({ codes, found }) => {
  it('is planted in a vector, and found', () => {
    expect(codes.length).toBeGreaterThan(4);
    expect(codes.filter((code) => !found.includes(code))).toEqual([]);
  });

  it('stands in the documentation', () => {
    const page = read('docs/verify.md');
    expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });
});
