import type { VendorMessageClaims } from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';
import { readSignedWords, type SignedWordsContext } from './read-signed-words.ts';

type Said = Omit<VendorMessageClaims, 'issue' | 'content' | 'proposes'> & { readonly issue?: string };

/** What the message has to be about. */
export interface MessageContext<Claims> extends SignedWordsContext<Claims> {
  /** Absent: it begins a thread. */
  readonly issueId?: string;
  readonly idempotencyKey: string;
}

/**
 * The vendor's signed words, for exactly this issue of this consent, or to begin one.
 *
 * @throws {GatewayError} `invalid_request`, saying what does not fit
 */
export async function readVendorMessage<Claims extends Said>(
  jws: string,
  context: MessageContext<Claims>,
): Promise<Claims> {
  const claims = await readSignedWords(jws, 'message', context);
  if (claims.issue !== context.issueId) throw refused('it is for another issue');
  if (claims.jti !== context.idempotencyKey) throw refused('its jti is not the idempotency key');
  return claims;
}

const refused = (why: string): GatewayError => new GatewayError('invalid_request', `the message: ${why}`);
