import { followRecordKeys, signedBy, type VerifySignature } from '@parley/protocol';
import { allowInsecureLoopback } from '../create-vendor-client.ts';
import { VendorSdkError } from '../errors.ts';
import { fetchDocument } from '../gateway/discover-gateway.ts';
import { gatewayOrigin } from '../gateway/gateway-address.ts';
import { RECORD_KEYS_PATH } from '../gateway/gateway-connection.ts';
import { runOperation } from '../http/run-operation.ts';
import type { PublicKeySet } from './public-key-set.ts';
import type { VerificationOptions } from './verification-options.ts';

/** The gateway's signature as the options define it, and its origin where they name one. */
export async function recordSignature(
  options: VerificationOptions,
): Promise<{ readonly verifySignature: VerifySignature; readonly gateway?: string }> {
  const { gateway: address, recordKeys } = options;
  const gateway =
    address === undefined ? undefined : gatewayOrigin(address, options[allowInsecureLoopback] === true);
  if (recordKeys !== undefined) {
    const verifySignature = await signatureOf(keySet(recordKeys, 'invalid_options'), options);
    return gateway === undefined ? { verifySignature } : { verifySignature, gateway };
  }
  if (gateway === undefined)
    throw new VendorSdkError('invalid_options', { detail: 'recordKeys or gateway is needed' });
  return { verifySignature: await signatureOf(await fetchRecordKeys(gateway, options), options), gateway };
}

/** By these keys, and by those that follow from them. */
async function signatureOf(
  { keys }: PublicKeySet,
  { recordKeyStatements = [] }: VerificationOptions,
): Promise<VerifySignature> {
  return signedBy(await followRecordKeys(recordKeyStatements, keys));
}

const TIMEOUT_MS = 10_000;

function fetchRecordKeys(origin: string, options: VerificationOptions): Promise<PublicKeySet> {
  const { fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS, signal } = options;
  const retry = { maxAttempts: 2, firstDelayMs: 250, maxDelayMs: 2_000 };
  const settings = { fetch, timeoutMs, attemptTimeoutMs: timeoutMs, retry, now: () => new Date() };
  return runOperation(settings, { origin, signal, isRepeatable: true }, async (attempt) => {
    const address = `${origin}${RECORD_KEYS_PATH}`;
    const answer = await fetchDocument(attempt, address, new Headers({ accept: 'application/json' }));
    return keySet(await answer.json(), 'invalid_response');
  });
}

/** @throws where it is not a set of keys */
export function keySet(value: unknown, code: 'invalid_options' | 'invalid_response'): PublicKeySet {
  const keys = typeof value === 'object' && value !== null && 'keys' in value ? value.keys : undefined;
  const isSet = Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null);
  if (!isSet) throw new VendorSdkError(code, { detail: 'not a set of public keys' });
  return { keys };
}
