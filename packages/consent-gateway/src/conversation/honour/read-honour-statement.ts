import { HONOUR_TYP, type HonourClaims, honourClaimsSchema } from '@parley/protocol';
import { GatewayError } from '../../gateway-error.ts';
import { readSignedWords, type SignedWordsContext } from '../read-signed-words.ts';

/** What the statement has to be about. */
export interface HonourContext extends Omit<SignedWordsContext<HonourClaims>, 'typ' | 'claims'> {
  readonly itemId: string;
}

/**
 * What the vendor says, signed, of exactly this item under this consent.
 *
 * @throws {GatewayError} `invalid_request`, saying what does not fit
 */
export async function readHonourStatement(
  jws: string,
  { itemId, ...context }: HonourContext,
): Promise<HonourClaims> {
  const words = { ...context, typ: HONOUR_TYP, claims: honourClaimsSchema };
  const claims = await readSignedWords(jws, 'statement', words);
  if (claims.preference !== itemId)
    throw new GatewayError('invalid_request', 'the statement: it is about something else');
  return claims;
}
