// The steps that check a signature, alone, as they stand in the checks of tokens, proofs and requests. For vectors that others publish:
// these are no tokens of ours, so that the whole checks refuse them whatever their signature.
import { importJWK, type JWK } from 'jose';
import { verify } from 'oidc-provider/lib/helpers/jwt.js';
import KeyStore from 'oidc-provider/lib/helpers/keystore.js';
import { isCompactForm } from '../token/checks/compact-form.ts';
import { jsonPart } from '../token/checks/json-part.ts';
import { proofSignature } from '../token/checks/proof-signature.ts';
import { tokenSignature } from '../token/checks/token-signature.ts';

const rules = {
  issuer: 'https://gw.example',
  audience: 'https://gw.example/v1',
  publicOrigin: 'https://gw.example',
  acceptsNonce: () => true,
  now: () => new Date(),
};

/** As for an access token under a key of ours, which is a public one for ES256. */
async function tokenSignatureHolds(jws: string, key: JWK): Promise<boolean> {
  const header = isCompactForm(jws) ? jsonPart(jws, 0) : undefined;
  const publicKey = await importJWK(key, 'ES256').catch(() => undefined);
  if (header === undefined || publicKey === undefined || publicKey instanceof Uint8Array) return false;
  const keys = () => [{ kid: key.kid ?? 'none', publicKey }];
  return tokenSignature({ text: jws, header: { kid: 'none', ...header }, claims: {} }, { ...rules, keys });
}

/** As for a proof that carries this key. */
async function proofSignatureHolds(jws: string, key: JWK): Promise<boolean> {
  if (!isCompactForm(jws)) return false;
  return proofSignature({ text: jws, header: { jwk: key }, claims: {}, method: 'GET', target: '/' }, rules);
}

/** As for a client assertion or a request of a client with this key. What is signed need not be JSON: that it is none is found afterwards. */
const requestSignatureHolds = (jws: string, key: JWK): Promise<boolean> =>
  verify(jws, new KeyStore([key]), { algorithm: 'ES256' }).then(
    () => true,
    ({ code, message }: { code?: unknown; message?: unknown }) =>
      code === 'ERR_JWT_INVALID' || message === 'jwt expired',
  );

export const signatureSteps = [
  ['the signature of an access token', tokenSignatureHolds],
  ['the signature of a proof', proofSignatureHolds],
  ['the signature of a client assertion or a signed request', requestSignatureHolds],
] as const;
