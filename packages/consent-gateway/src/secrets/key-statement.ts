import { RECORD_KEY_TYP, type RecordKeyClaims } from '@parley/protocol';
import { importJWK, SignJWT } from 'jose';

interface KeyMaterial {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
}

/** Introduces a record key: signed by the record key before it, the first one by itself. */
export async function signKeyStatement(
  key: KeyMaterial,
  options: { signer: KeyMaterial & { readonly d: string }; gateway: string; now: Date },
): Promise<string> {
  const { signer, gateway, now } = options;
  const { kty, crv, x, y, kid } = key;
  const claims: RecordKeyClaims = {
    iss: gateway,
    iat: Math.floor(now.getTime() / 1000),
    jwk: { kty, crv, x, y, kid },
    previous: signer.kid === kid ? null : signer.kid,
  };
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: RECORD_KEY_TYP, kid: signer.kid })
    .sign(await importJWK({ ...signer }, 'ES256'));
}
