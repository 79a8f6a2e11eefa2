// The printed examples of PKCE (RFC 7636, appendix B) and of key thumbprints (RFC 7638, section 3.1), on the functions in use.
import { calculateJwkThumbprint } from 'jose';
import checkPkce from 'oidc-provider/lib/helpers/pkce.js';
import { expect, it } from 'vitest';
import { thumbprintOf } from '../checks/proof-header.ts';

it('the verifier of RFC 7636 fits its challenge at the token endpoint, by S256 and by nothing else', () => {
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
  expect(() => checkPkce(verifier, challenge, 'S256')).not.toThrow();
  expect(() => checkPkce(verifier, verifier, 'S256')).toThrow();
  expect(() => checkPkce(verifier, verifier, 'plain')).toThrow();
  expect(() => checkPkce(`${verifier.slice(0, -1)}l`, challenge, 'S256')).toThrow();
});

it('the key of RFC 7638 has the thumbprint that it prints, for owners; as the key of a vendor’s proof it is none', async () => {
  const jwk = {
    kty: 'RSA',
    n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
    e: 'AQAB',
    alg: 'RS256',
    kid: '2011-04-29',
  };
  expect(await calculateJwkThumbprint(jwk)).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  expect(thumbprintOf({ jwk })).toBeUndefined();
});
