// The way of one signed statement of what a vendor did with an item, from top to bottom. In: what the request carries. Out: the
// statement in the pod and in the ledger, or a refusal. Not here: HTTP.
import { type HonourClaims, type HonourTaken, itemVersion } from '@parley/protocol';
import { notHeld, type PodConfirmer } from '../../consent/confirm-in-pod.ts';
import type { ConsentFacts } from '../../read/consent-facts.ts';
import { refusalByState } from '../../read/live-consent.ts';
import type { ReadRefusal } from '../../read/read-approved-data.ts';
import type { VisibleOptions } from '../../read/visible-item.ts';
import { visibleItems } from '../../read/visible-items.ts';
import { keyedDigest, sha256Bytes } from '../../secrets/digests.ts';
import type { Vendor } from '../../vendor/vendor-directory.ts';
import type { HonourFiles } from './honour-files.ts';
import type { HonourReservation, HonourStore, HonourToReserve } from './honour-store.ts';
import { type HonourCall, type PermitOptions, type Permitted, permitHonour } from './permit-honour.ts';
import { readHonourStatement } from './read-honour-statement.ts';

export interface HonourRequest extends HonourCall {
  readonly category: string;
  readonly itemId: string;
  /** Signed by the vendor. */
  readonly statement: string;
  readonly requestId: string;
}

export interface RecordHonourOptions extends PermitOptions, VisibleOptions {
  readonly confirmer: PodConfirmer;
  readonly findVendor: (vendorId: string) => Promise<Vendor>;
  readonly honours: HonourStore;
  readonly files: HonourFiles;
  /** For digests of what is said. */
  readonly honourKey: Buffer;
  readonly gateway: string;
}

export type RecordHonourResult =
  | { readonly taken: true; readonly isNew: boolean; readonly honour: HonourTaken }
  | { readonly taken: false; readonly refusal: ReadRefusal };

/**
 * verify → admit → decide → read what is signed → confirm → find the item → compare versions → reserve → write into the pod → note in
 * the ledger.
 *
 * @throws {GatewayError} `temporarily_unavailable`: send it again with the same key; `invalid_request`, `pod_content_rejected`
 */
export async function recordHonour(
  request: HonourRequest,
  options: RecordHonourOptions,
): Promise<RecordHonourResult> {
  const { category, itemId, statement, requestId, signal } = request;
  const permitted = await permitHonour(request, category, options);
  if ('refusal' in permitted) return refused(permitted.refusal);
  const { consent, decision, token } = permitted;
  const { consentId, version, vendorId } = consent;
  const vendor = await options.findVendor(vendorId);
  const context = { vendor, gateway: options.gateway, consentId, itemId, now: options.now() };
  const said = await readHonourStatement(statement, context);

  await confirmed(consent, signal, options);
  const all = await visibleItems({ ...permitted, signal }, options);
  const visible = all.find(({ item }) => item.id === itemId);
  if (visible === undefined) return refused({ code: 'not_found' });
  const isCurrent = said.preference_sha256 === (await itemVersion(visible.item));
  const reservation = await reserve(
    {
      ...{ consentId, version, vendorId, purpose: decision.purpose, category, itemId },
      ...digestsOf(said, options.honourKey),
      action: said.action,
      reason: said.reason,
      tokenId: token.id,
      requestId,
    },
    { consent, signal },
    options,
  );
  if (!reservation.reserved) return refused(await whyNot(reservation, { ...permitted, signal }, options));

  const { honour, isNew } = reservation;
  if (!honour.isDone) {
    const { action, reason } = said;
    const file = { ...honour, category, item: visible.source.id, action, reason, signed: statement };
    // It may have been signed anew since it was written: what is there stays.
    const isThere = !isNew && (await options.files.has(consent, honour));
    if (!isThere) await options.files.add(consent, file, signal);
    await options.honours.complete(honour);
  }
  const recordedAt = honour.createdAt.toISOString();
  return { taken: true, isNew, honour: { recordedAt, of: isCurrent ? 'current' : 'earlier' } };
}

/** What tells one statement from another, of which nothing can be guessed. */
function digestsOf(
  { jti, preference, preference_sha256: version, action, reason }: HonourClaims,
  key: Buffer,
): Pick<HonourToReserve, 'keyDigest' | 'contentDigest' | 'versionDigest'> {
  return {
    keyDigest: sha256Bytes(jti),
    contentDigest: keyedDigest(key, 'said', preference, version, action, reason ?? ''),
    versionDigest: versionDigestOf({ itemId: preference, version }, key),
  };
}

/** How a version of an item rests in the database. */
export function versionDigestOf(
  { itemId, version }: { readonly itemId: string; readonly version: string },
  key: Buffer,
): Buffer {
  return keyedDigest(key, 'version', itemId, version);
}

interface Reserving {
  readonly consent: ConsentFacts;
  readonly signal: AbortSignal;
}

/** Where the database has no fresh word of the pod, the pod is asked once more. */
async function reserve(
  honour: HonourToReserve,
  { consent, signal }: Reserving,
  options: RecordHonourOptions,
): Promise<HonourReservation> {
  const reservation = await options.honours.reserve(honour, signal);
  if (reservation.reserved || reservation.reason !== 'temporarily_unavailable') return reservation;
  options.confirmer.expire(consent.consentId);
  await confirmed(consent, signal, options);
  return options.honours.reserve(honour, signal);
}

async function confirmed(
  consent: ConsentFacts,
  signal: AbortSignal,
  { confirmer }: Pick<RecordHonourOptions, 'confirmer'>,
): Promise<void> {
  if (confirmer.peek(consent.consentId) === 'confirmed') return;
  // One that the pod has ended is refused where it is reserved.
  notHeld(await confirmer.confirm(consent, signal));
}

async function whyNot(
  { reason }: Extract<HonourReservation, { reserved: false }>,
  { consent, token, signal }: Permitted & { readonly signal: AbortSignal },
  { live }: RecordHonourOptions,
): Promise<ReadRefusal> {
  if (reason === 'too_many_requests') return { code: reason, retryAfterSeconds: RETRY_AFTER_SECONDS };
  if (reason !== 'invalid_token') return { code: reason };
  return refusalByState(await live.find(consent.consentId, signal), token) ?? { code: reason };
}

const RETRY_AFTER_SECONDS = 60 * 60;

const refused = (refusal: ReadRefusal): RecordHonourResult => ({ taken: false, refusal });
