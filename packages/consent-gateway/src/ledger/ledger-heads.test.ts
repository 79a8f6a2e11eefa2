import { firstLink } from '@parley/protocol';
import { generateKeyPair, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { createLedgerHeadSigner, type LedgerHeads } from './ledger-heads.ts';

const { privateKey, publicKey } = await generateKeyPair('ES256');
const link = await firstLink('consent_a');

const signerOf = (find: LedgerHeads['find']) =>
  createLedgerHeadSigner({
    heads: { find },
    gateway: 'https://gateway.example',
    key: () => ({ kid: 'record-2', privateKey }),
  });
const of = { consentId: 'consent_a', vendorId: 'https://acme.example/client' };

it('says to one vendor how far its consent’s ledger reaches, signed by the record key of now, at the whole second', async () => {
  const asked: string[] = [];
  const sign = signerOf(async (consentId) => {
    asked.push(consentId);
    return { sequence: 7, link, at: new Date('2026-11-22T10:00:05.999Z') };
  });
  const { payload, protectedHeader } = await jwtVerify(String(await sign(of)), publicKey);
  expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'parley-ledger-head+jwt', kid: 'record-2' });
  expect(payload).toEqual({
    iss: 'https://gateway.example',
    aud: 'https://acme.example/client',
    iat: Date.parse('2026-11-22T10:00:05Z') / 1000,
    consent_id: 'consent_a',
    sequence: 7,
    link,
  });
  expect(asked).toEqual(['consent_a']);
});

it('says nothing where nothing is chained yet', async () => {
  expect(await signerOf(async () => undefined)(of)).toBeUndefined();
});
