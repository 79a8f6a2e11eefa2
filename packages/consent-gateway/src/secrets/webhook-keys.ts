import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { WEBHOOK_KEY_PREFIX, WEBHOOK_SIGNATURE_PREFIX } from '@parley/protocol';
import { derivedKey } from './digests.ts';
import type { Secrets } from './secrets.ts';

/** What signs the webhooks of one vendor. */
export interface WebhookKey {
  /** `whpk_…` */
  readonly publicKey: string;
  /** `v1a,…` over what is sent. */
  sign(sent: { readonly id: string; readonly timestamp: number; readonly body: string }): string;
}

/** RFC 8410: what stands before the 32 bytes of an ed25519 key. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const RAW_KEY_BYTES = 32;

/**
 * A key for each vendor, made from the root secret: the same on every process and after the loss of the database, kept nowhere. No vendor
 * can pass a delivery that it received on to another one.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#asymmetric
 */
export function webhookKey(secrets: Pick<Secrets, 'derive'>, vendorId: string): WebhookKey {
  return webhookKeyFrom(derivedKey(secrets.derive('webhook'), { salt: Buffer.alloc(0), info: vendorId }));
}

/** The same of a seed of 32 bytes. */
export function webhookKeyFrom(seed: Buffer): WebhookKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    publicKey: WEBHOOK_KEY_PREFIX + rawPublicKey(privateKey).toString('base64'),
    sign: ({ id, timestamp, body }) =>
      WEBHOOK_SIGNATURE_PREFIX +
      sign(null, Buffer.from(`${id}.${timestamp}.${body}`), privateKey).toString('base64'),
  };
}

const rawPublicKey = (privateKey: KeyObject): Buffer =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-RAW_KEY_BYTES);
