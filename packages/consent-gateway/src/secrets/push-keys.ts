import { createECDH } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** The key by which push services know this gateway (VAPID, RFC 8292), in base64url. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * Made from the root secret, so it stays the same for ever: browsers subscribe to this key, and another one would lose them all. (32 random
 * bytes are no key of the curve once in four thousand million times; then there is an error at the start.)
 */
export function pushKeys(secrets: Pick<Secrets, 'derive'>): PushKeys {
  const privateKey = secrets.derive('web-push');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey);
  return { publicKey: curve.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') };
}
