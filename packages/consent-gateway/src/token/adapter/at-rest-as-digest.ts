import { sha256Text } from '../../secrets/digests.ts';
import type { OidcAdapter } from './item-adapter.ts';

/**
 * Whoever presents a code or a refresh token is given tokens for it: at rest there is only its digest. The library writes the id into what
 * it keeps too, so that is left out and put back.
 */
export function atRestAsDigest(items: OidcAdapter): OidcAdapter {
  const atRest = (id: string): string => sha256Text(id);
  return {
    ...items,
    upsert: (id, { jti: _, ...payload }, expiresIn) => items.upsert(atRest(id), payload, expiresIn),
    async find(id) {
      const found = await items.find(atRest(id));
      return found === undefined ? undefined : { ...found, jti: id };
    },
    consume: (id) => items.consume(atRest(id)),
    destroy: (id) => items.destroy(atRest(id)),
  };
}
