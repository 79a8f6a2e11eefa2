import { type CryptoKey, importJWK, SignJWT } from 'jose';

// The same in every run and known to everybody: what they sign proves nothing outside a test.
const RECORD_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'zd60JD-4qCFME2p7GogtFW2N2J8zSrK4JECko_GPze4',
  y: 'Upa9JZLWLPm4-NggGOOrGWpkZpsMx29h2UuUkNzz7Ks',
  d: 'v4I8zlgNxH-ayMBDSUwO9A2g4EDV84pT66F5MmWO5Zk',
} as const;
const TOKEN_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: '10W_0UM-6ruhYSaEmAqgX5sKeNtD4B0dwDuwplT6KgI',
  y: 'XiwOPoo7YNupOA5Hb3wf4VQqaNSDAKIzDh43TeHRYfM',
  d: 'sEo-BrwIRg20gjjA6S6Q2X1fOF78PN_41n2iIRCj_Oo',
} as const;

type Claims = Record<string, unknown>;

/** Signs as the record key of the fake gateway: receipts. */
export const signRecord = (claims: Claims, header: Claims): Promise<string> =>
  sign(claims, { kid: 'fake-record-key', ...header }, RECORD_KEY);

/** Signs as the token key of the fake gateway: access tokens. */
export const signToken = (claims: Claims): Promise<string> =>
  sign(claims, { kid: 'fake-token-key', typ: 'at+jwt' }, TOKEN_KEY);

/** What the gateway publishes of its record keys. */
export function publicRecordKey(): object {
  return { ...publicPart(RECORD_KEY), kid: 'fake-record-key', alg: 'ES256', use: 'sig' };
}

/** By which the fake gateway knows a token, or a receipt, as its own. */
export const verificationKey = (of: 'token' | 'record'): Promise<CryptoKey> =>
  importJWK(publicPart(of === 'token' ? TOKEN_KEY : RECORD_KEY), 'ES256') as Promise<CryptoKey>;

function publicPart({ kty, crv, x, y }: typeof RECORD_KEY | typeof TOKEN_KEY) {
  return { kty, crv, x, y };
}

async function sign(claims: Claims, header: Claims, jwk: object): Promise<string> {
  const key = await importJWK({ ...jwk }, 'ES256');
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', ...header }).sign(key);
}
