import { parseObject } from '../../setup/parse-object.ts';
import { type Evidence, objectIn } from '../evidence.ts';
import { bad, type Check, good, unknown } from '../finding.ts';

type Json = Readonly<Record<string, unknown>>;

/** The private key on this disk is one that gateways know. */
export const publishedKey: Check = {
  name: 'published key',
  judge({ document, key }) {
    const stated = objectIn(document);
    if (stated === undefined) return unknown('needs the client document');
    if (stated['jwks_uri'] !== undefined && stated['jwks'] === undefined)
      return unknown('its keys stand elsewhere (jwks_uri), and are not looked at');
    const keys = keysIn(stated);
    if (keys.length === 0)
      return bad(
        'jwks_missing',
        'the client document has no keys',
        'add jwks: { keys: [await publicVendorJwk(key)] }',
      );
    if (keys.some((each) => 'd' in each))
      return bad(
        'jwks_private',
        'the client document shows a private key to everybody',
        'make a new key now, and publish what publicVendorJwk(key) gives',
      );
    if (!key.isPair) return unknown('there is no key to compare it with');
    return isAmong(keys, key)
      ? good('the client document has the public half of your key')
      : bad(
          'key_not_published',
          'the client document has another key than the one on this disk, or the same by another kid',
          'publish publicVendorJwk(key), and restart what serves the document',
        );
  },
};

function keysIn({ jwks }: Json): Json[] {
  const keys = typeof jwks === 'object' && jwks !== null && 'keys' in jwks ? jwks.keys : [];
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : [];
}

/** A key without an id of its own is published by its thumbprint: another id is then another key. */
function isAmong(keys: readonly Json[], { text }: Evidence['key']): boolean {
  const own = parseObject(text ?? '') ?? {};
  return keys.some(
    ({ x, y, kid }) =>
      x === own['x'] &&
      y === own['y'] &&
      typeof kid === 'string' &&
      (own['kid'] === undefined || own['kid'] === kid),
  );
}
