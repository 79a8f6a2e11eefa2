import { RECORD_KEY_TYP, recordKeyClaimsSchema } from '@parley/protocol';
import { importJWK, type JWK, SignJWT } from 'jose';

/** Introduces a record key: signed by the record key before it, the first one by itself. */
export async function signKeyStatement(
  key: JWK,
  options: { signer: JWK; gateway: string; now: Date },
): Promise<string> {
  const { signer, gateway, now } = options;
  const claims = recordKeyClaimsSchema.parse({
    iss: gateway,
    iat: Math.floor(now.getTime() / 1000),
    jwk: key,
    previous: signer.kid === key.kid ? null : signer.kid,
  });
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: RECORD_KEY_TYP, kid: claims.previous ?? claims.jwk.kid })
    .sign(await importJWK(signer, 'ES256'));
}
