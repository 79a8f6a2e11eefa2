import { GatewayError } from '../gateway-error.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Consent } from './consent.ts';
import type { ChangeRequest, ConsentChange } from './consent-change.ts';
import type { ConsentDocuments } from './consent-documents.ts';
import type { ConsentStore } from './consent-store.ts';
import { allowed } from './stop-consent.ts';

export interface WidenOptions {
  store: ConsentStore;
  documents: ConsentDocuments;
  secrets: Secrets;
  gateway: string;
}

export interface Widened {
  readonly consent: Consent;
}

/**
 * Widens a consent that is there: intent → pod → index → answer. The same decision again goes on where the first try stopped. A stop that
 * comes meanwhile wins.
 *
 * @throws {GatewayError} `not_found`, `consent_ended`; `conflict` where the state does not allow it, another widening is under way, or
 * a stop has come in between; `temporarily_unavailable` where the pod cannot be written now
 */
export async function widenConsent(
  request: ChangeRequest,
  signal: AbortSignal,
  options: Pick<WidenOptions, 'store' | 'documents'>,
): Promise<Widened> {
  const change = await options.store.intendChange(request);
  if (change === 'under_way') throw new GatewayError('conflict', 'another widening is being written');
  return { consent: await completeChange(allowed(change), options, signal) };
}

/** Pod first, index second. Also how an interrupted widening is brought to its end. */
export async function completeChange(
  change: ConsentChange,
  { store, documents }: Pick<WidenOptions, 'store' | 'documents'>,
  signal: AbortSignal,
): Promise<Consent> {
  if ((await documents.append({ notice: change.notice, signal })) === 'absent') {
    await store.dropChange(change);
    throw new GatewayError('conflict', "the consent's file is not in the pod any more");
  }
  const consent = await store.completeChange(change);
  if (consent === 'superseded') throw new GatewayError('conflict', 'a stop has come in between');
  return consent;
}
