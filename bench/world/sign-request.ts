import { createHash, randomUUID } from 'node:crypto';
import { createSigner, type SigningKey } from '../load/sign.ts';

export const PURPOSE = 'https://w3id.org/dpv#CustomerCare';
const DAY_MS = 86_400_000;

/** What is asked for: the person's preferences, as often as one likes. */
export async function signRequest(asked: {
  gateway: string;
  clientId: string;
  redirectUri: string;
  key: SigningKey;
  verifier: string;
}): Promise<string> {
  const { gateway, clientId, redirectUri, key, verifier } = asked;
  const now = Math.floor(Date.now() / 1000);
  const entry = {
    type: 'urn:parley:data-access',
    locations: [`${gateway}/v1`],
    actions: ['read'],
    datatypes: ['preferences'],
    purpose: PURPOSE,
    fields: { preferences: { required: ['topic', 'statement', 'strength'] } },
    access: { until: new Date(Date.now() + DAY_MS).toISOString() },
    retention: { duration: 'P1D', location: 'EU', onEnd: 'delete' },
    recipients: [],
  };
  const sign = await createSigner(key);
  return sign(
    {
      ...{ iss: clientId, aud: gateway, jti: randomUUID(), nbf: now, exp: now + 300 },
      ...{ client_id: clientId, response_type: 'code', redirect_uri: redirectUri },
      ...{ scope: 'read offline_access', state: randomUUID(), authorization_details: [entry] },
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    },
    { typ: 'oauth-authz-req+jwt' },
  );
}
