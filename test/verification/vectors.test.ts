import { followRecordKeys } from '@parley/protocol';
import { verifyConsentChain, verifyHistory, verifyLedger, verifyReceipt } from '@parley/vendor-sdk';
import { describe, expect, it } from 'vitest';
import {
  allRecordKeys,
  consents,
  histories,
  keyHistories,
  ledgers,
  receipts,
  recordKeys,
  vendorKeys,
} from './vectors.ts';

describe('receipts', () => {
  const { gateway, vendorId, vectors } = receipts;
  it.each(vectors)('$name', async ({ receipt, problems }) => {
    const verdict = await verifyReceipt(receipt, { recordKeys, gateway, vendorId, vendorKeys });
    expect(verdict.problems.map(({ code }) => code)).toEqual(problems);
  });
});

describe('consents', () => {
  const { gateway, vendorId, vectors } = consents;
  it.each(vectors)('$name', async ({ texts, status, problems }) => {
    const verdict = await verifyConsentChain(texts, { recordKeys, gateway, vendorId, vendorKeys });
    expect(verdict.problems.map(({ position, code }) => `${position} ${code}`)).toEqual(problems);
    expect(verdict.status ?? null).toBe(status);
  });
});

describe('ledgers', () => {
  it.each(ledgers.vectors)('$name', async ({ blocks, problems }) => {
    const verdict = await verifyLedger(blocks, { recordKeys });
    expect(verdict.problems.map(({ blockNumber, code }) => `${blockNumber} ${code}`)).toEqual(problems);
  });
});

describe('histories', () => {
  const { gateway, vendorId, vectors } = histories;
  it.each(vectors)('$name', async ({ heads, blocks, problems }) => {
    const verdict = await verifyHistory(heads, blocks, { recordKeys, gateway, vendorId });
    expect(verdict.problems.map(({ code }) => code)).toEqual(problems);
  });
});

describe('key histories', () => {
  it.each(keyHistories.vectors)('$name', async ({ statements, trusted, known }) => {
    const begin = allRecordKeys.keys.filter(({ kid }) => trusted.includes(kid ?? ''));
    const keys = await followRecordKeys(statements, begin);
    expect(new Set(keys.map(({ kid }) => kid))).toEqual(new Set(known));
  });
});
