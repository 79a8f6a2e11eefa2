// The fixed keys of the test vectors: whoever has them can sign what looks like these vectors, and nothing else.

import type { JWK } from 'jose';
import stored from '../../test/vectors/private-keys.json' with { type: 'json' };

export const { recordKey, laterRecordKey, otherGatewayRecordKey, vendorKey, otherVendorKey } = stored;

/** Public halves, as a gateway and a vendor publish them. */
export function publicKeySet(...keys: (JWK & { d: string })[]): { keys: JWK[] } {
  return { keys: keys.map(({ d: _private, ...publicJwk }) => publicJwk) };
}
