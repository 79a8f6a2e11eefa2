// Whether a delivery is what its gateway has just signed. In: headers and the exact body. Out: the event, or a typed error.
import {
  type VendorEvent,
  vendorEventSchema,
  WEBHOOK_HEADERS,
  WEBHOOK_KEY_PREFIX,
  WEBHOOK_SIGNATURE_PREFIX,
} from '@parley/protocol';
import type { CryptoKey } from 'jose';
import { VendorSdkError } from '../errors.ts';

/** What came in, by whatever server. */
export interface WebhookDelivery {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The exact bytes of the body: JSON that was parsed and written again is another text. */
  readonly body: string | Uint8Array;
}

export interface VerifyWebhookOptions {
  /** `whpk_…`, as `gateway.webhooks.register` and `show` say them. Several, while a key is replaced. */
  readonly publicKeys: readonly string[];
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** How old, or how far ahead, a delivery may be. Default 300 (5 minutes). */
  readonly toleranceSeconds?: number;
}

const TOLERANCE_SECONDS = 300;
/** What a header may list. */
const MOST_SIGNATURES = 8;

/**
 * The event of a delivery, once its signature and its age are found good. Look for duplicates by its `id`.
 *
 * @throws {webhook_signature_invalid} when no key of these has signed it @throws {webhook_out_of_time} when it is old, or ahead
 * @throws {webhook_not_understood} when it is genuine, and says something that this version does not know: answer it with success
 * @throws {invalid_options} when a key is none
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @example
 * ```ts
 * import { verifyWebhook } from '@parley/vendor-sdk';
 *
 * async function consentOf(request: Request, publicKeys: string[]): Promise<string | undefined> {
 *   const body = await request.text();
 *   const event = await verifyWebhook({ headers: request.headers, body }, { publicKeys });
 *   return event.data.consent_id;
 * }
 * ```
 */
export async function verifyWebhook(
  { headers, body }: WebhookDelivery,
  { publicKeys, now = () => new Date(), toleranceSeconds = TOLERANCE_SECONDS }: VerifyWebhookOptions,
): Promise<VendorEvent> {
  const id = headerOf(headers, WEBHOOK_HEADERS.id);
  const timestamp = headerOf(headers, WEBHOOK_HEADERS.timestamp);
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${text}`);
  const keys = await Promise.all(publicKeys.map(importPublicKey));
  const signatures = signaturesIn(headerOf(headers, WEBHOOK_HEADERS.signature));
  if (!(await isSignedByAny(signed, { keys, signatures })))
    throw new VendorSdkError('webhook_signature_invalid');
  const age = Math.floor(now().getTime() / 1000) - Number(timestamp);
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(age) > toleranceSeconds)
    throw new VendorSdkError('webhook_out_of_time');
  const event = vendorEventSchema.safeParse(parseJson(text));
  if (!event.success || event.data.id !== id) throw new VendorSdkError('webhook_not_understood');
  return event.data;
}

function headerOf(headers: WebhookDelivery['headers'], name: string): string {
  if (headers instanceof Headers) return headers.get(name) ?? '';
  const found = Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : '';
}

const signaturesIn = (header: string): Uint8Array<ArrayBuffer>[] =>
  header
    .split(' ')
    .slice(0, MOST_SIGNATURES)
    .filter((each) => each.startsWith(WEBHOOK_SIGNATURE_PREFIX))
    .flatMap((each) => bytesOf(each.slice(WEBHOOK_SIGNATURE_PREFIX.length)) ?? []);

async function isSignedByAny(
  signed: Uint8Array<ArrayBuffer>,
  { keys, signatures }: { keys: readonly CryptoKey[]; signatures: readonly Uint8Array<ArrayBuffer>[] },
): Promise<boolean> {
  for (const key of keys)
    for (const signature of signatures)
      if (await crypto.subtle.verify('Ed25519', key, signature, signed)) return true;
  return false;
}

async function importPublicKey(text: string): Promise<CryptoKey> {
  const bytes = text.startsWith(WEBHOOK_KEY_PREFIX)
    ? bytesOf(text.slice(WEBHOOK_KEY_PREFIX.length))
    : undefined;
  if (bytes?.length !== 32)
    throw new VendorSdkError('invalid_options', { detail: 'a public key of a webhook begins with whpk_' });
  return crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
