// What the checks of a token decide at their edges. That the whole list is asked is tested with the access token.
import { CompactSign, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import type { TokenRules } from './token-check.ts';
import { tokenHeader } from './token-header.ts';
import { tokenKey } from './token-key.ts';
import { tokenSignature } from './token-signature.ts';

const header = { alg: 'ES256', kid: 'token-1', typ: 'at+jwt' };
const presented = (changes: object = {}, text = '') => ({
  text,
  header: { ...header, ...changes },
  claims: {},
});
const [older, newer] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
const rules = {
  keys: () => [
    { kid: 'token-2', publicKey: newer.publicKey },
    { kid: 'token-1', publicKey: older.publicKey },
  ],
} as unknown as TokenRules;

it.each<[string, object, boolean]>([
  ['as it should be', {}, true],
  ['of an ID token', { typ: 'JWT' }, false],
  ['of another algorithm', { alg: 'HS256' }, false],
  ['whose kid is a list', { kid: ['token-1'] }, false],
  ['with one member more', { jku: 'https://evil.example/jwks' }, false],
])('a header %s', (_what, changes, expected) => {
  expect(tokenHeader(presented(changes), rules)).toBe(expected);
});

it('names a key that is published now, or none that counts', () => {
  expect(tokenKey(presented(), rules)).toBe(true);
  expect(tokenKey(presented({ kid: 'token-3' }), rules)).toBe(false);
});

describe('the signature', () => {
  const sign = (with_: typeof older) =>
    new CompactSign(Buffer.from('{}')).setProtectedHeader(header).sign(with_.privateKey);

  it('is that of the one key which the header names, whatever stands before it', async () => {
    expect(await tokenSignature(presented({}, await sign(older)), rules)).toBe(true);
    expect(await tokenSignature(presented({ kid: 'token-2' }, await sign(older)), rules)).toBe(false);
    expect(await tokenSignature(presented({}, await sign(newer)), rules)).toBe(false);
  });

  it('is none where the header names a key that is not there', async () => {
    expect(await tokenSignature(presented({ kid: 'token-3' }, await sign(older)), rules)).toBe(false);
  });
});
