// The first part of the way of whatever a vendor says: who it is, whether its consent stands, and whether it lets it speak here.
import { notHeld, type PodConfirmer } from '../consent/confirm-in-pod.ts';
import type { CallRefusal } from '../limits/call-limits.ts';
import { authorizeRead, type ReadDecision } from '../read/authorize-read.ts';
import type { ConsentFacts } from '../read/consent-facts.ts';
import type { KnownConsents } from '../read/known-consents.ts';
import { type LiveConsents, refusalByState } from '../read/live-consent.ts';
import type { ReadRefusal } from '../read/read-approved-data.ts';
import { type ReadResource, readResource } from '../read/read-resource.ts';
import { type VerifyOnceOptions, verifyOnce } from '../read/verify-once.ts';
import type { PresentedCredentials } from '../token/verify-access-token.ts';
import type { MessageStore, MessageToReserve, Reservation } from './message-store.ts';

/** What a vendor says, as the request carries it. */
export interface SpeakingRequest {
  readonly credentials: PresentedCredentials;
  readonly purposes: readonly string[];
  readonly idempotencyKey: string;
  /** The vendor's signed words. */
  readonly message: string;
  readonly requestId: string;
  readonly admit: (vendorId: string) => CallRefusal | undefined;
  readonly signal: AbortSignal;
}

export interface ConversationOptions extends VerifyOnceOptions {
  readonly consents: KnownConsents;
  readonly live: LiveConsents;
  readonly confirmer: PodConfirmer;
  readonly messages: MessageStore;
  /** The address of the read API. */
  readonly audience: string;
}

type Token = Parameters<typeof refusalByState>[1] & { readonly id: string };

export interface Permitted {
  readonly consent: ConsentFacts;
  readonly token: Token;
  readonly resource: ReadResource;
  readonly decision: ReadDecision;
}

/** `path`: what it speaks about, below the read API. */
export async function permit(
  request: SpeakingRequest & { readonly path: string },
  options: ConversationOptions,
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
  const resource = readResource(request.path);
  const asked = { ...request, claims, consent, resource, audience: options.audience };
  const authorization = authorizeRead({ ...asked, action: 'converse' });
  if (!authorization.allowed) return { refusal: { code: authorization.reason } };
  return { consent, token, resource: authorization.resource, decision: authorization.decision };
}

/** One that the pod has ended is refused where the message is reserved. @throws {GatewayError} `temporarily_unavailable` */
export async function confirmed(
  consent: ConsentFacts,
  signal: AbortSignal,
  { confirmer }: Pick<ConversationOptions, 'confirmer'>,
): Promise<void> {
  if (confirmer.peek(consent.consentId) === 'confirmed') return;
  notHeld(await confirmer.confirm(consent, signal));
}

type Said = Pick<
  MessageToReserve,
  'issueId' | 'keyDigest' | 'contentDigest' | 'opens' | 'isFull' | 'requestId'
>;

/** Where the database has no fresh word of the pod, the pod is asked once more. */
export async function reserve(
  said: Said,
  { consent, token, decision, signal }: Permitted & { readonly signal: AbortSignal },
  options: ConversationOptions,
): Promise<Extract<Reservation, { reserved: true }> | { readonly reserved: false; refusal: ReadRefusal }> {
  const { consentId, version, vendorId } = consent;
  const message = { ...said, consentId, version, vendorId, purpose: decision.purpose, tokenId: token.id };
  let reservation = await options.messages.reserve(message, signal);
  if (!reservation.reserved && reservation.reason === 'temporarily_unavailable') {
    options.confirmer.expire(consentId);
    await confirmed(consent, signal, options);
    reservation = await options.messages.reserve(message, signal);
  }
  if (reservation.reserved) return reservation;
  const { reason: code } = reservation;
  if (code === 'too_many_requests') return { reserved: false, refusal: TOO_MUCH };
  const state = code === 'invalid_token' ? await options.live.find(consentId, signal) : undefined;
  const why = code === 'invalid_token' ? refusalByState(state, token) : undefined;
  return { reserved: false, refusal: why ?? { code } };
}

const RETRY_AFTER_SECONDS = 60 * 60;
const TOO_MUCH: ReadRefusal = { code: 'too_many_requests', retryAfterSeconds: RETRY_AFTER_SECONDS };
