import { describe, expect, it } from 'vitest';
import { blockClaimsSchema, chainedEntrySchema, ledgerEntryBodySchema } from './ledger-entry.ts';
import { blockHash, entryLink, firstBlockHash, firstLink } from './link.ts';

const entry = { consentId: 'consent_A', sequence: 1, at: '2026-11-22T10:00:00.000001Z', body: '{}' };
const block = {
  iss: 'https://gateway.example',
  iat: 1_795_000_000,
  owner: 'owner_A',
  number: 1,
  previous: 'p',
  hash: 'h',
  heads: [['consent_A', 1, 'l']],
  entries: [entry],
};
const body = {
  id: 'entry_A',
  kind: 'read',
  outcome: 'disclosed',
  consentId: 'consent_A',
  version: 1,
  vendorId: 'https://acme.example/client',
};

describe('what the ledger says of one read', () => {
  it('is names and numbers, and nothing that is not foreseen', () => {
    const full = {
      ...body,
      purpose: 'https://w3id.org/dpv#CustomerCare',
      category: 'issues',
      fields: ['title'],
      itemCount: 3,
      tokenId: 't',
      requestId: 'r',
      reason: 'read_limit',
      count: 2,
      firstAt: 'a',
      lastAt: 'b',
      act: 'give',
      by: 'owner',
    };
    expect(ledgerEntryBodySchema.parse(full)).toEqual(full);
    expect(ledgerEntryBodySchema.safeParse({ ...full, value: 'the router broke' }).success).toBe(false);
  });

  it.each([
    ...['read', 'reply', 'act', 'gap'].map((kind) => ['kind', kind]),
    ...['disclosed', 'done', 'refused'].map((outcome) => ['outcome', outcome]),
    ...['owner', 'vendor', 'operator', 'gateway'].map((by) => ['by', by]),
  ])('may have the %s %s', (name, value) => {
    expect(ledgerEntryBodySchema.safeParse({ ...body, [String(name)]: value }).success).toBe(true);
  });

  it.each([
    ['kind', 'write'],
    ['outcome', 'maybe'],
    ['version', 1.5],
    ['by', 'nobody'],
    ['itemCount', '3'],
    ['fields', 'title'],
  ])('has no other %s', (name, value) => {
    const parsed = ledgerEntryBodySchema.safeParse({ ...body, [name]: value });
    expect(parsed.error?.issues[0]?.path).toEqual([name]);
  });
});

describe('a block', () => {
  it('is accepted', () => {
    expect(blockClaimsSchema.parse(block)).toEqual(block);
  });

  it.each([
    ['number', 0],
    ['iss', 'gateway'],
    ['heads', [['consent_A', 1]]],
    ['heads', [['consent_A', '1', 'l']]],
    ['entries', [{ ...entry, sequence: 0 }]],
    ['entries', [{ ...entry, value: 'x' }]],
  ])('is refused with a wrong %s', (name, value) => {
    const parsed = blockClaimsSchema.safeParse({ ...block, [name]: value });
    expect(parsed.error?.issues[0]?.path[0]).toBe(name);
  });

  it('has entries that begin at 1', () => {
    expect(chainedEntrySchema.safeParse({ ...entry, sequence: 0 }).success).toBe(false);
  });
});

// Computed with another program: whoever checks has to come to the same.
describe('the hashes of the chain', () => {
  it('start from the id', async () => {
    expect(await firstLink('consent_A')).toBe('vioj5epzuCSCaJgvtZhHm1ynf9k9xFnPi1TVKehW520');
    expect(await firstBlockHash('owner_A')).toBe('QAcO0O_Mw448WQBS3plOhwkM8hw1DLN7O1ct0jnckj4');
  });

  it('go on over sequence, time and body', async () => {
    expect(await entryLink('vioj5epzuCSCaJgvtZhHm1ynf9k9xFnPi1TVKehW520', entry)).toBe(
      'F6EET9ATYoyOTOPEMzV2WURXwtWJqfb07s0E5E5aytw',
    );
  });

  it('cover number and heads of a block', async () => {
    const claims = {
      previous: 'QAcO0O_Mw448WQBS3plOhwkM8hw1DLN7O1ct0jnckj4',
      number: 1,
      heads: [['consent_A', 1, 'l']] as [string, number, string][],
    };
    expect(await blockHash(claims)).toBe('mMSwaVzxeQQ0_uL-O_GmWeJ3fyKfcLgW_DPzMULBHSI');
  });

  it('are others where any part is another', async () => {
    const link = await entryLink('p', entry);
    for (const change of [{ sequence: 2 }, { at: 'x' }, { body: '{ }' }])
      expect(await entryLink('p', { ...entry, ...change })).not.toBe(link);
    expect(await entryLink('q', entry)).not.toBe(link);
  });
});
