// The way of one message of a vendor into an owner's issue, from top to bottom. In: what the request carries. Out: the message as
// it stands in the pod, and in the ledger, or a refusal. Not here: HTTP.
import type { MessageSent, VendorMessageClaims } from '@parley/protocol';
import { notHeld, type PodConfirmer } from '../consent/confirm-in-pod.ts';
import type { CallRefusal } from '../limits/call-limits.ts';
import { authorizeRead, type ReadDecision } from '../read/authorize-read.ts';
import type { ConsentFacts } from '../read/consent-facts.ts';
import type { KnownConsents } from '../read/known-consents.ts';
import { type LiveConsents, refusalByState } from '../read/live-consent.ts';
import type { ReadRefusal } from '../read/read-approved-data.ts';
import { type ReadResource, readResource } from '../read/read-resource.ts';
import { type VerifyOnceOptions, verifyOnce } from '../read/verify-once.ts';
import { findVisibleItem, idsFor, type VisibleOptions } from '../read/visible-item.ts';
import { keyedDigest, sha256Bytes } from '../secrets/digests.ts';
import type { PresentedCredentials } from '../token/verify-access-token.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import type { MessageStore, Reservation } from './message-store.ts';
import { readVendorMessage } from './read-vendor-message.ts';
import type { ThreadWriter } from './thread-writer.ts';
import { writeIntoThread } from './write-into-thread.ts';

export interface MessageRequest {
  readonly credentials: PresentedCredentials;
  readonly issueId: string;
  readonly purposes: readonly string[];
  readonly idempotencyKey: string;
  /** The vendor's signed words. */
  readonly message: string;
  readonly requestId: string;
  readonly admit: (vendorId: string) => CallRefusal | undefined;
  readonly signal: AbortSignal;
}

export interface SendMessageOptions extends VerifyOnceOptions, VisibleOptions {
  readonly consents: KnownConsents;
  readonly live: LiveConsents;
  readonly confirmer: PodConfirmer;
  readonly findVendor: (vendorId: string) => Promise<Vendor>;
  readonly messages: MessageStore;
  readonly threads: ThreadWriter;
  /** For digests of what is said. */
  readonly messageKey: Buffer;
  readonly gateway: string;
  /** The address of the read API. */
  readonly audience: string;
}

export type SendMessageResult =
  | { readonly sent: true; readonly isNew: boolean; readonly message: MessageSent }
  | { readonly sent: false; readonly refusal: ReadRefusal };

/**
 * verify → admit → decide → read what is signed → confirm → find the issue → reserve → write into the pod → note in the ledger.
 *
 * @throws {GatewayError} `temporarily_unavailable`: send it again with the same key; `invalid_request`, `pod_content_rejected`
 */
export async function sendMessage(
  request: MessageRequest,
  options: SendMessageOptions,
): Promise<SendMessageResult> {
  const permitted = await permit(request, options);
  if ('refusal' in permitted) return refused(permitted.refusal);
  const { consent, resource, decision, token } = permitted;
  const said = await readVendorMessage(request.message, {
    ...request,
    vendor: await options.findVendor(consent.vendorId),
    gateway: options.gateway,
    consentId: consent.consentId,
    now: options.now(),
  });

  await confirmed(consent, request, options);
  const issue = await findVisibleItem({ consent, resource, decision, signal: request.signal }, options);
  if (issue === undefined) return refused({ code: 'not_found' });
  const toReserve = {
    consentId: consent.consentId,
    version: consent.version,
    vendorId: consent.vendorId,
    purpose: decision.purpose,
    issueId: request.issueId,
    keyDigest: sha256Bytes(request.idempotencyKey),
    contentDigest: digestOf(said, options),
    tokenId: token.id,
    requestId: request.requestId,
  };
  const reservation = await reserve(toReserve, { request, consent }, options);
  if (!reservation.reserved) return refused(await whyNot(reservation, consent, token, request, options));

  const { message: reserved, isNew } = reservation;
  const { category } = resource;
  const writing = { consent, category, issue, reserved, isNew, said, signed: request.message };
  const written = await writeIntoThread({ ...writing, signal: request.signal }, options);
  if (written === 'absent') return refused({ code: 'not_found' });
  options.mirror.expireItem(consent, category, issue);
  const id = idsFor(consent, category.name, options).message(issue, reserved.podId);
  return { sent: true, isNew, message: { id, createdAt: reserved.createdAt.toISOString() } };
}

/** Who it is, whether the consent stands, and whether it lets this vendor answer here. */
async function permit(
  request: MessageRequest,
  options: SendMessageOptions,
): Promise<Permitted | { readonly refusal: ReadRefusal }> {
  const verified = await verifyOnce(request.credentials, options);
  if (!verified.verified) return { refusal: { code: verified.reason } };
  const { claims } = verified.token;
  const tooMuch = request.admit(claims.client_id);
  if (tooMuch !== undefined) return { refusal: tooMuch };
  const { consent_id: consentId, consent_version: version, authorization_details: details } = claims;
  const state = await options.live.find(consentId, request.signal);
  const token = { id: claims.jti, version, details };
  const refusal = refusalByState(state?.vendorId === claims.client_id ? state : undefined, token);
  if (refusal !== undefined) return { refusal };
  const consent = await options.consents.find(consentId, version, request.signal);
  if (consent === undefined) return { refusal: { code: 'invalid_token' } };
  const resource = readResource(`/issues/${request.issueId}`);
  const asked = { ...request, claims, consent, resource, audience: options.audience };
  const authorization = authorizeRead({ ...asked, action: 'converse' });
  if (!authorization.allowed) return { refusal: { code: authorization.reason } };
  return { consent, token, resource: authorization.resource, decision: authorization.decision };
}

interface Permitted {
  readonly consent: ConsentFacts;
  readonly token: Parameters<typeof refusalByState>[1] & { readonly id: string };
  readonly resource: ReadResource;
  readonly decision: ReadDecision;
}

/** Where the database has no fresh word of the pod, the pod is asked once more. */
async function reserve(
  message: Parameters<MessageStore['reserve']>[0],
  { request, consent }: { request: MessageRequest; consent: ConsentFacts },
  options: SendMessageOptions,
): Promise<Reservation> {
  const reservation = await options.messages.reserve(message, request.signal);
  if (reservation.reserved || reservation.reason !== 'temporarily_unavailable') return reservation;
  options.confirmer.expire(consent.consentId);
  await confirmed(consent, request, options);
  return options.messages.reserve(message, request.signal);
}

async function confirmed(
  consent: ConsentFacts,
  request: MessageRequest,
  options: SendMessageOptions,
): Promise<void> {
  if (options.confirmer.peek(consent.consentId) === 'confirmed') return;
  // One that the pod has ended is refused where it is reserved.
  notHeld(await options.confirmer.confirm(consent, request.signal));
}

async function whyNot(
  { reason }: Extract<Reservation, { reserved: false }>,
  consent: ConsentFacts,
  token: Parameters<typeof refusalByState>[1],
  request: MessageRequest,
  { live }: SendMessageOptions,
): Promise<ReadRefusal> {
  if (reason === 'too_many_requests') return { code: reason, retryAfterSeconds: RETRY_AFTER_SECONDS };
  if (reason !== 'invalid_token') return { code: reason };
  return refusalByState(await live.find(consent.consentId, request.signal), token) ?? { code: reason };
}

const RETRY_AFTER_SECONDS = 60 * 60;

const digestOf = (
  { issue, content, proposes }: VendorMessageClaims,
  { messageKey }: SendMessageOptions,
): Buffer => keyedDigest(messageKey, issue, proposes ?? '', content);

const refused = (refusal: ReadRefusal): SendMessageResult => ({ sent: false, refusal });
