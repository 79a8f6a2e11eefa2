import { sha256 } from '@parley/protocol';
import { calculateJwkThumbprint, decodeJwt, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose';
import { GatewayError } from '../gateway-error.ts';
import type { SolidProviders } from './solid-providers.ts';

export interface VerifiedOwner {
  readonly webId: string;
  /** The app that acts for the owner. */
  readonly clientId: string;
  /** When the token ends. */
  readonly expiresAt: Date;
  /** What was presented, to be kept as the owner's evidence. */
  readonly token: string;
  readonly proof: string;
}

export interface OwnerRequest {
  readonly authorization: string | undefined;
  /** All DPoP headers. */
  readonly proofs: readonly string[];
  readonly method: string;
  /** The configured public origin and the path: never the Host header. */
  readonly url: string;
}

interface Options {
  providers: SolidProviders;
  /** Takes a proof's id once. `false`: it was used before. */
  useProofOnce: (id: string, seconds: number) => Promise<boolean>;
  /** Whether an address may be fetched at all: decided before it is. */
  isAcceptableAddress: (address: string) => boolean;
  now: () => Date;
}

/** Solid-OIDC allows several; symmetric ones and `none` are never among them. */
const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];
export const OWNER_PROOF_SECONDS = 60;
const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * Who the owner is: a DPoP-bound Solid-OIDC access token of a provider that the owner's own WebID document names. The gateway
 * cannot use such a token at a pod, because it has not the key of the proof.
 *
 * @throws {GatewayError} `invalid_token`, `invalid_dpop_proof`, `temporarily_unavailable`
 * @see https://solidproject.org/TR/oidc#resource-access-validation
 */
export async function verifyOwnerToken(request: OwnerRequest, options: Options): Promise<VerifiedOwner> {
  const token = readToken(request.authorization);
  const { issuer, webId } = readNames(token, options);
  // > The Resource Server MUST check the WebID document for the existence of a statement matching ?webid solid:oidcIssuer ?iss.
  const named = await options.providers.issuersOf(webId);
  if (!named.includes(issuer)) throw refusedToken('its issuer is not named by the WebID');
  const claims = await verifySignature(token, issuer, options);
  const jkt = (claims['cnf'] as { jkt?: unknown } | undefined)?.jkt;
  if (typeof jkt !== 'string') throw refusedToken('it is not bound to a key');
  const clientId = claims['client_id'] ?? claims['azp'];
  if (typeof clientId !== 'string') throw refusedToken('it names no app');
  const [proof, ...more] = request.proofs;
  if (proof === undefined || more.length > 0) throw refusedProof('exactly one is needed');
  await verifyProof(proof, { ...request, token, jkt }, options);
  return { webId, clientId, expiresAt: new Date(Number(claims.exp) * 1000), token, proof };
}

function readToken(authorization: string | undefined): string {
  const token = /^DPoP ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw refusedToken('it is no DPoP token');
  return token;
}

function readNames(token: string, options: Options): { issuer: string; webId: string } {
  let claims: JWTPayload;
  try {
    claims = decodeJwt(token);
  } catch (cause) {
    throw refusedToken('it cannot be decoded', cause);
  }
  const { iss, webid } = claims;
  if (typeof iss !== 'string' || typeof webid !== 'string')
    throw refusedToken('it names no issuer or no WebID');
  if (![iss, webid].every((address) => options.isAcceptableAddress(address)))
    throw refusedToken('its issuer or WebID is no acceptable address');
  return { issuer: iss, webId: webid };
}

async function verifySignature(token: string, issuer: string, options: Options): Promise<JWTPayload> {
  const { keys } = await options.providers.provider(issuer);
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience: 'solid',
      algorithms: ALGORITHMS,
      requiredClaims: ['exp', 'iat', 'webid', 'cnf'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: options.now(),
    });
    const isIdToken = ['nonce', 'at_hash', 'c_hash', 's_hash'].some((claim) => claim in payload);
    if (isIdToken || (protectedHeader.typ !== undefined && !/^(at\+)?jwt$/i.test(protectedHeader.typ)))
      throw new Error('not an access token');
    return payload;
  } catch (cause) {
    throw refusedToken('its signature or claims do not hold', cause);
  }
}

async function verifyProof(
  proof: string,
  bound: { method: string; url: string; token: string; jkt: string },
  options: Options,
): Promise<void> {
  const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: ALGORITHMS,
    currentDate: options.now(),
  }).catch((cause: unknown) => {
    throw refusedProof('its signature does not hold', cause);
  });
  const jwk = protectedHeader.jwk ?? {};
  if ('d' in jwk || 'k' in jwk) throw refusedProof('it shows a private key');
  if ((await calculateJwkThumbprint(jwk)) !== bound.jkt) throw refusedProof('its key is another');
  if (payload['htm'] !== bound.method) throw refusedProof('htm');
  if (withoutQuery(payload['htu']) !== bound.url) throw refusedProof('htu');
  const age = options.now().getTime() / 1000 - Number(payload.iat);
  if (!(Math.abs(age) <= OWNER_PROOF_SECONDS)) throw refusedProof('iat');
  // Inrupt's libraries send no ath; where one is sent it has to hold.
  if (payload['ath'] !== undefined && payload['ath'] !== (await sha256(bound.token)))
    throw refusedProof('ath');
  if (typeof payload.jti !== 'string' || payload.jti.length > 200) throw refusedProof('jti');
  const id = await sha256(`${bound.jkt}.${payload.jti}`);
  if (!(await options.useProofOnce(id, 2 * OWNER_PROOF_SECONDS))) throw refusedProof('it was used before');
}

function withoutQuery(htu: unknown): string | undefined {
  if (typeof htu !== 'string' || !URL.canParse(htu)) return undefined;
  const { origin, pathname } = new URL(htu);
  return origin + pathname;
}

const refusedToken = (why: string, cause?: unknown): GatewayError =>
  new GatewayError('invalid_token', `an owner's token is not accepted: ${why}`, { cause });
const refusedProof = (why: string, cause?: unknown): GatewayError =>
  new GatewayError('invalid_dpop_proof', `an owner's proof is not accepted: ${why}`, { cause });
