import { importJWK, type JWTPayload, jwtVerify, type ProtectedHeaderParameters } from 'jose';
import type { FakeState } from '../fake-state.ts';

const TOLERANCE_SECONDS = 15;

export interface SignedByClient {
  readonly claims: JWTPayload;
  readonly header: ProtectedHeaderParameters;
}

/** What the client has signed with one of its published keys, which the header names. `undefined`: it has not. */
export async function verifySigned(
  text: string,
  state: FakeState,
  requiredClaims = ['exp'],
): Promise<SignedByClient | undefined> {
  const findKey = async ({ kid }: { kid?: string }) => {
    const published = state.client.jwks.keys.find((key) => key.kid === kid);
    if (published === undefined) throw new Error('not a key of the client');
    return importJWK({ ...published }, 'ES256');
  };
  const options = {
    algorithms: ['ES256'],
    currentDate: state.now(),
    clockTolerance: TOLERANCE_SECONDS,
    requiredClaims,
  };
  return jwtVerify(text, findKey, options).then(
    ({ payload, protectedHeader }) => ({ claims: payload, header: protectedHeader }),
    () => undefined,
  );
}
