// Looks at everything once. In: the set-up. Out: what was seen, for the checks to judge. Nothing is changed.

import {
  allowInsecureLoopback,
  createVendorClient,
  isVendorSdkError,
  type PrivateVendorJwk,
  type VendorClient,
} from '@parley/vendor-sdk';
import { parseObject } from '../setup/parse-object.ts';
import type { Evidence, SeenKey } from './evidence.ts';
import { lookAt } from './look-at-address.ts';
import { lookAtKey } from './look-at-key.ts';
import { lookAtReceipts } from './look-at-receipts.ts';
import { lookAtStore } from './look-at-store.ts';

const TIMEOUT_MS = 10_000;
/** The form of a consent's id, and nobody's. */
const NO_CONSENT = `consent_${'A'.repeat(22)}`;

export async function gather(setup: Evidence['setup'], signal: AbortSignal): Promise<Evidence> {
  const metadata = new URL('/.well-known/oauth-authorization-server', setup.gateway).href;
  const [key, document, callback, gateway, store] = await Promise.all([
    lookAtKey(setup.keyFile),
    lookAt(setup.clientId, signal),
    lookAt(setup.redirectUri, signal),
    lookAt(metadata, signal),
    lookAtStore(setup.receipts),
  ]);
  const client = clientOf(setup, key);
  const seen = { setup, key, document, callback, gateway, store };
  if (client === undefined) return { ...seen, receipts: [] };
  const webhook = await webhookOf(client, setup.gateway, signal);
  return {
    ...seen,
    answerToVendor: await answerTo(client, setup.gateway, signal),
    ...(webhook !== undefined && { webhook }),
    receipts: await lookAtReceipts(setup.receipts, { client, signal }),
  };
}

function clientOf({ clientId }: Evidence['setup'], { text, isPair }: SeenKey): VendorClient | undefined {
  if (!isPair) return undefined;
  const key = parseObject(text ?? '') as unknown as PrivateVendorJwk;
  return createVendorClient({
    clientId,
    key,
    timeoutMs: TIMEOUT_MS,
    retry: { maxAttempts: 1 },
    [allowInsecureLoopback]: true,
  });
}

/** Asks as the vendor: a gateway that knows it, and its key, has no such consent. */
async function answerTo(client: VendorClient, gateway: string, signal: AbortSignal): Promise<string> {
  try {
    await client.at(new URL(gateway).origin).status(NO_CONSENT, { signal });
    return 'known';
  } catch (fault) {
    signal.throwIfAborted();
    if (!isVendorSdkError(fault)) throw fault;
    return fault.code;
  }
}

async function webhookOf(
  client: VendorClient,
  gateway: string,
  signal: AbortSignal,
): Promise<Evidence['webhook']> {
  try {
    return (await client.at(new URL(gateway).origin).webhooks.show({ signal })) ?? 'none';
  } catch (fault) {
    signal.throwIfAborted();
    if (!isVendorSdkError(fault)) throw fault;
    return undefined;
  }
}
