// What the checks of a proof decide at their edges. That the whole list is asked is tested with the access token.
import { describe, expect, it } from 'vitest';
import { proofHeader, publicJwkOf, thumbprintOf } from './proof-header.ts';
import { proofId } from './proof-id.ts';
import { proofNonce } from './proof-nonce.ts';
import { proofTime } from './proof-time.ts';
import { proofUri } from './proof-uri.ts';
import type { PresentedProof, ProofRules } from './token-check.ts';

const NOW = 1_795_000_000;
const rules: ProofRules = {
  publicOrigin: 'https://gw.example',
  acceptsNonce: (nonce) => nonce === 'ours',
  now: () => new Date(NOW * 1000),
};
const proof = (changes: Partial<PresentedProof>): PresentedProof => ({
  ...{ text: '', header: {}, claims: {}, method: 'GET', target: '/v1/issues' },
  ...changes,
});
const jwk = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) };

describe('the header', () => {
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk };
  it.each<[string, object, boolean]>([
    ['as it should be', {}, true],
    ['with what is not known and not critical', { x: 1 }, true],
    ['of another type', { typ: 'DPOP+JWT' }, false],
    ['of another algorithm', { alg: 'ES384' }, false],
    ['with an extension that has to be understood', { crit: [] }, false],
    ['with another kind of key', { jwk: { ...jwk, kty: 'RSA' } }, false],
    ['with a key on another curve', { jwk: { ...jwk, crv: 'P-384' } }, false],
    ['with a private key', { jwk: { ...jwk, d: 'd' } }, false],
    ['with a short x', { jwk: { ...jwk, x: 'x'.repeat(42) } }, false],
    ['with a long x', { jwk: { ...jwk, x: 'x'.repeat(44) } }, false],
    ['with a y of other characters', { jwk: { ...jwk, y: `${'y'.repeat(42)}=` } }, false],
    ['with a key that is none', { jwk: null }, false],
  ])('%s', (_what, changes, expected) => {
    expect(proofHeader(proof({ header: { ...header, ...changes } }), rules)).toBe(expected);
  });

  it('has a key without what stands beside it, and without one no name', () => {
    expect(publicJwkOf({ jwk: { ...jwk, use: 'sig', kid: 'one' } })).toEqual(jwk);
    expect(thumbprintOf({ jwk: { ...jwk, use: 'sig' } })).toBe(thumbprintOf({ jwk }));
    expect(thumbprintOf({})).toBeUndefined();
  });
});

it.each<[string, unknown, boolean]>([
  ['of one character', 'a', true],
  ['of 256', 'a'.repeat(256), true],
  ['of 257', 'a'.repeat(257), false],
  ['of none', '', false],
  ['that is a list', ['a'], false],
  ['that is not there', undefined, false],
])('an id %s', (_what, jti, expected) => {
  expect(proofId(proof({ claims: { jti } }), rules)).toBe(expected);
});

it.each<[string, unknown, boolean]>([
  ['now', NOW, true],
  ['300 s ago', NOW - 300, true],
  ['301 s ago', NOW - 301, false],
  ['in 60 s', NOW + 60, true],
  ['in 61 s', NOW + 61, false],
  ['in words', String(NOW), false],
  ['in parts of a second', NOW + 0.5, false],
])('a time %s', (_what, iat, expected) => {
  expect(proofTime(proof({ claims: { iat } }), rules)).toBe(expected);
});

it.each<[unknown, boolean]>([
  ['ours', true],
  ['another', false],
  [['ours'], false],
  [undefined, false],
])('the nonce %j', (nonce, expected) => {
  expect(proofNonce(proof({ claims: { nonce } }), rules)).toBe(expected);
});

it.each<[unknown, string, boolean]>([
  ['https://gw.example/v1/issues', '/v1/issues', true],
  ['https://gw.example/v1/issues?a=b#c', '/v1/issues?d=e', true],
  ['https://name@gw.example/v1/issues', '/v1/issues', false],
  ['https://:password@gw.example/v1/issues', '/v1/issues', false],
  ['https://gw.example:444/v1/issues', '/v1/issues', false],
  ['http://gw.example/v1/issues', '/v1/issues', false],
  ['https://gw.example/v1/issue', '/v1/issues', false],
  ['/v1/issues', '/v1/issues', false],
  [['https://gw.example/v1/issues'], '/v1/issues', false],
  ['https://gw.example/v1/issues', ':port', false],
])('the address %j for a request to %s', (htu, target, expected) => {
  expect(proofUri(proof({ claims: { htu }, target }), rules)).toBe(expected);
});
