// The proofs that RFC 9449 prints, on the checks of proofs in use, with the clock at the second in which they were made.
import { describe, expect, it } from 'vitest';
import { sha256Bytes } from '../../secrets/digests.ts';
import { thumbprintOf } from '../checks/proof-header.ts';
import { proofKey } from '../checks/proof-key.ts';
import { proofToken } from '../checks/proof-token.ts';
import type { BoundProof, ProofRules } from '../checks/token-check.ts';
import { presentedProof, verifyProof } from '../verify-proof.ts';

const HEADER =
  'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19';
const TOKEN = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';

interface Example {
  readonly text: string;
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly iat: number;
}

const forToken: Example = {
  text: `${HEADER}.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg`,
  method: 'POST',
  origin: 'https://server.example.com',
  path: '/token',
  iat: 1562262616,
};
const forResource: Example = {
  text: `${HEADER}.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA`,
  method: 'GET',
  origin: 'https://resource.example.org',
  path: '/protectedresource',
  iat: 1562262618,
};

type Change = Partial<Example> & { readonly query?: string };

/** Whether it passes, or where it ends. Neither example has a nonce, which comes last: to want one is to have passed all else. */
async function said(example: Example, changes: Change = {}): Promise<string> {
  const { text, method, origin, path, iat, query = '' } = { ...example, ...changes };
  const proof = presentedProof({ method, target: path + query, proofs: [text] });
  const rules: ProofRules = {
    publicOrigin: origin,
    acceptsNonce: () => true,
    now: () => new Date(iat * 1000),
  };
  const result = proof && (await verifyProof(proof, rules));
  return result === undefined ? 'not a proof' : result.verified ? 'verified' : result.reason;
}

function presented({ text, method, path }: Example) {
  const proof = presentedProof({ method, target: path, proofs: [text] });
  if (proof === undefined) throw new Error('not a proof');
  return proof;
}

const examples: [string, Example][] = [
  ['figure 2, at the token endpoint', forToken],
  ['figure 12, at the resource', forResource],
];

describe.each(examples)('the proof of %s', (_title, example) => {
  it('passes all but the nonce, which Parley wants and the example has not', async () => {
    expect(await said(example)).toBe('use_dpop_nonce');
    expect(await said(example, { query: '?a=b' })).toBe('use_dpop_nonce');
    expect(await said(example, { iat: example.iat + 300 })).toBe('use_dpop_nonce');
    expect(await said(example, { iat: example.iat - 60 })).toBe('use_dpop_nonce');
  });

  it.each<[string, Change]>([
    ['another method', { method: 'PUT' }],
    ['another host', { origin: 'https://evil.example.com' }],
    ['another scheme', { origin: example.origin.replace('https', 'http') }],
    ['another path', { path: '/other' }],
    ['too late', { iat: example.iat + 301 }],
    ['too early', { iat: example.iat - 61 }],
    ['another signature', { text: example.text.replace(/.$/, 'w') }],
    ['the signature of the other example', { text: swapped(example) }],
  ])('is refused for %s', async (_what, changes) => {
    expect(await said(example, changes)).toBe('invalid_dpop_proof');
  });

  it('has the key that the examples of a bound token name', () => {
    expect(thumbprintOf(presented(example).header)).toBe('0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I');
  });
});

function swapped(example: Example): string {
  const [, , signature] = (example === forToken ? forResource : forToken).text.split('.');
  return `${example.text.slice(0, example.text.lastIndexOf('.'))}.${signature}`;
}

it('the proof of figure 12 is bound to the token that stands beside it, and to its key', async () => {
  const token = (digest: string, jkt: string) =>
    ({ ...presented(forResource), token: { digest, claims: { cnf: { jkt } } } }) as unknown as BoundProof;
  const digest = sha256Bytes(TOKEN).toString('base64url');
  const jkt = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';
  const rules = undefined as never;
  expect(digest).toBe('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo');
  expect(proofToken(token(digest, jkt), rules)).toBe(true);
  expect(proofToken(token(sha256Bytes(`${TOKEN}x`).toString('base64url'), jkt), rules)).toBe(false);
  expect(proofKey(token(digest, jkt), rules)).toBe(true);
  expect(proofKey(token(digest, 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'), rules)).toBe(false);
});
