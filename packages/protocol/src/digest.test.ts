import { describe, expect, it } from 'vitest';
import { digestSchema } from './consent-receipt.ts';
import { sha256 } from './digest.ts';

describe('a sha-256 in base64url', () => {
  it.each([
    // FIPS 180-2, appendix B; RFC 7636, appendix B.
    ['', '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'],
    ['abc', 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      'JI1qYdIGOLjlwCaTDD5gOaM85Flk_yFn9uzt1BnbBsE',
    ],
    ['dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
    ['ä€𝄞', 'gRndCUh_HeJBuQBl_LW58H4E2He5WT2hqe_5aI2Qk6o'],
  ])('of %j is %s', async (text, expected) => {
    expect(await sha256(text)).toBe(expected);
    expect(await sha256(new TextEncoder().encode(text))).toBe(expected);
    expect(digestSchema.parse(expected)).toBe(expected);
  });

  it('is of a part of a buffer where a part is given', async () => {
    const whole = new TextEncoder().encode('xabcx');
    expect(await sha256(whole.subarray(1, 4))).toBe(await sha256('abc'));
  });

  it.each([
    '',
    'a',
    'A'.repeat(42),
    'A'.repeat(44),
    `${'A'.repeat(42)}=`,
    `${'A'.repeat(42)}+`,
    `${'A'.repeat(43)}\n`,
  ])('is not %j', (text) => expect(digestSchema.safeParse(text).success).toBe(false));
});
