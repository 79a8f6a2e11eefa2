import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { expect, it, vi } from 'vitest';
import { proofSignature } from './proof-signature.ts';
import type { ProofRules } from './token-check.ts';

const rules = {} as ProofRules;

async function holder() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const header = { alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) };
  return async (id: string, carried: object = header.jwk) => ({
    text: await new CompactSign(Buffer.from(id)).setProtectedHeader(header).sign(privateKey),
    ...{ header: { ...header, jwk: carried }, claims: {}, method: 'GET', target: '/' },
  });
}

it('is that of the key which the proof carries, and of no other', async () => {
  const [acme, globex] = [await holder(), await holder()];
  expect(await proofSignature(await acme('one'), rules)).toBe(true);
  const { jwk } = (await globex('one')).header;
  expect(await proofSignature(await acme('two', jwk), rules)).toBe(false);
  expect(await proofSignature(await acme('three', { kty: 'RSA' }), rules)).toBe(false);
});

it('makes a key ready once, however many proofs come with it', async () => {
  const proof = await holder();
  const imports = vi.spyOn(globalThis.crypto.subtle, 'importKey');
  for (const id of ['one', 'two', 'three']) expect(await proofSignature(await proof(id), rules)).toBe(true);
  expect(imports).toHaveBeenCalledTimes(1);
  imports.mockRestore();
});
