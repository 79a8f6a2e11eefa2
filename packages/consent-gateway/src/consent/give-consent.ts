import {
  type AuthorizationDetails,
  type Categories,
  hasEnded,
  isWithin,
  newId,
  sha256,
} from '@parley/protocol';
import type { AccessRequest } from '../access-request/access-request.ts';
import { GatewayError } from '../gateway-error.ts';
import { pairwiseSubject } from '../secrets/keyed-ids.ts';
import { randomToken } from '../secrets/random-token.ts';
import { seal } from '../secrets/seal.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import type { Consent, OwnerEvidence } from './consent.ts';
import type { ConsentDocuments } from './consent-documents.ts';
import type { ConsentIntent, ConsentStore } from './consent-store.ts';
import type { ConnectedOwner } from './owner-directory.ts';
import { signVersion } from './sign-version.ts';

export interface GiveOptions {
  store: ConsentStore;
  documents: ConsentDocuments;
  secrets: Secrets;
  gateway: string;
  /** Where the words of the consent come from. Default: the published categories. */
  categories?: Categories;
}

export interface Giving {
  readonly request: AccessRequest;
  readonly vendor: Vendor;
  readonly owner: ConnectedOwner;
  readonly approved: AuthorizationDetails;
  readonly evidence: OwnerEvidence;
  readonly signal: AbortSignal;
}

/** The consent, and the one-time ticket with which the same browser goes on. */
export interface Given {
  readonly consent: Consent;
  readonly ticket: string;
}

/**
 * The owner gives what was asked, or less. Widening waits for the pod: intent → pod → index → answer. The same decision again after a
 * fault goes on where the first try stopped; after the end of what was given it is refused.
 *
 * @throws {GatewayError} `insufficient_authorization` where more is approved than was asked; `request_ended`; `conflict` where another
 * decision on this request is being written; `temporarily_unavailable` where the pod cannot be written now
 */
export async function giveConsent(giving: Giving, options: GiveOptions): Promise<Given> {
  const { request, approved } = giving;
  if (!isWithin(approved, request.details))
    throw new GatewayError('insufficient_authorization', 'more was approved than was asked');
  const now = await options.store.now();
  if (approved.some((entry) => Date.parse(entry.access.until) <= now.getTime()))
    throw new GatewayError('invalid_request', 'the end lies in the past');
  const ticket = randomToken();
  const made = await makeIntent(giving, { ...options, now, continueHash: await sha256(ticket) });
  const kept = await options.store.intend(made);
  if (kept === 'closed') throw new GatewayError('request_ended', 'the access request is not open');
  if (kept.ownerId !== made.ownerId || kept.decisionSha256 !== made.decisionSha256)
    throw new GatewayError('conflict', 'another decision on this request is being written');
  const intent = { ...kept, continueHash: made.continueHash };
  const consent = await completeIntent(intent, options, giving.signal);
  if (hasEnded(consent.status)) throw new GatewayError('request_ended', 'what was given has ended since');
  return { consent, ticket };
}

/** Pod first, index second. Also how an interrupted giving is brought to its end. */
export async function completeIntent(
  intent: ConsentIntent,
  options: Pick<GiveOptions, 'store' | 'documents'>,
  signal: AbortSignal,
): Promise<Consent> {
  const { ownerId, consentId, document } = intent;
  // What is in the index was in the pod before. Where it is not there any more, somebody has deleted it.
  if ((await options.store.find(consentId)) === undefined)
    await options.documents.create({ ownerId, consentId, document, signal });
  return options.store.complete(intent);
}

async function makeIntent(
  giving: Giving,
  options: GiveOptions & { now: Date; continueHash: string },
): Promise<ConsentIntent> {
  const { request, vendor, owner, approved, evidence } = giving;
  const consentId = newId('consent');
  const subject = pairwiseSubject(options.secrets, owner.ownerId, vendor.vendorId);
  const { webId, container } = owner;
  const ownerRef = seal(options.secrets.derive('owner-encryption'), 'owner-ref', { webId, container });
  const { until, receipt, receiptSha256 } = await signVersion(
    {
      vendor,
      consentId,
      version: 1,
      subject,
      details: approved,
      at: options.now,
      askedAt: request.askedAt,
      request: request.requestJws,
      ownerRef: ownerRef.toString('base64url'),
      previous: null,
    },
    options,
  );
  return {
    consentId,
    requestId: request.requestId,
    ownerId: owner.ownerId,
    vendorId: vendor.vendorId,
    subject,
    details: approved,
    until,
    askedAt: request.askedAt.toISOString(),
    givenAt: options.now.toISOString(),
    receipt,
    receiptSha256,
    decisionSha256: await sha256(JSON.stringify(approved)),
    continueHash: options.continueHash,
    document: { jws: receipt, evidence: JSON.stringify(evidence) },
  };
}
