import { z } from 'zod';
import { sha256Text } from '../../secrets/digests.ts';
import type { Check, PresentedProof, ProofRules } from './token-check.ts';

const coordinate = z.string().regex(/^[\w-]{43}$/);

/** A public P-256 key. Further members such as `use` may stand beside it, the private one never. */
const publicJwkSchema = z.looseObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});

type Header = Readonly<Record<string, unknown>>;
type PublicJwk = Readonly<Pick<z.output<typeof publicJwkSchema>, 'kty' | 'crv' | 'x' | 'y'>>;

interface ProofKey {
  readonly jwk: PublicJwk;
  readonly thumbprint: string;
}

/** Looked at once for each header: several checks ask for it, and a vendor's header is the same from read to read. */
const keys = new WeakMap<Header, ProofKey | undefined>();

function keyOf(header: Header): ProofKey | undefined {
  if (!keys.has(header)) keys.set(header, readKey(header));
  return keys.get(header);
}

function readKey(header: Header): ProofKey | undefined {
  const { success, data } = publicJwkSchema.safeParse(header['jwk']);
  if (!success || Object.hasOwn(data, 'd')) return undefined;
  const { kty, crv, x, y } = data;
  // > the members in lexicographic order, without white space
  const thumbprint = sha256Text(JSON.stringify({ crv, kty, x, y }));
  return { jwk: { kty, crv, x, y }, thumbprint };
}

/** The key of a proof, when it is one. */
export const publicJwkOf = (header: Header): PublicJwk | undefined => keyOf(header)?.jwk;

/** What a key is called. @see https://www.rfc-editor.org/rfc/rfc7638#section-3.2 */
export const thumbprintOf = (header: Header): string | undefined => keyOf(header)?.thumbprint;

/**
 * The proof says that it is one, is signed asymmetrically, and carries its public key.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3
 */
export const proofHeader: Check<PresentedProof, ProofRules> = ({ header }) =>
  // > the typ JOSE Header Parameter has the value dpop+jwt
  header['typ'] === 'dpop+jwt' &&
  header['alg'] === 'ES256' &&
  !Object.hasOwn(header, 'crit') &&
  // > the jwk JOSE Header Parameter does not contain a private key
  publicJwkOf(header) !== undefined;
