// Stage 4: the whole way of one approved read, from top to bottom. In: what the request carries. Out: an answer whose
// disclosure is durable, or a refusal. Not here: HTTP.
import { differenceOf, type LedgerEntryBody, newId, type ProblemCode, problems } from '@parley/protocol';
import { notHeld, type PodConfirmer } from '../consent/confirm-in-pod.ts';
import type { DisclosureResult, Ledger } from '../ledger/ledger.ts';
import type { CallRefusal } from '../limits/call-limits.ts';
import type {
  AccessTokenVerifier,
  PresentedCredentials,
  TokenVerification,
} from '../token/verify-access-token.ts';
import type { ConsentFacts } from './consent-facts.ts';
import type { KnownConsents } from './known-consents.ts';
import { type LiveConsents, refusalByState, type StateRefusal } from './live-consent.ts';
import type { Countable, PlannedRead, PlanRead, Prepared, RequestedRead } from './plan-read.ts';
import type { Answer } from './write-answer.ts';

export interface ReadRequest extends RequestedRead {
  readonly credentials: PresentedCredentials;
  readonly requestId: string;
  /** The vendor is proven: whether it may have this answered now. */
  readonly admit: (vendorId: string) => CallRefusal | undefined;
  readonly signal: AbortSignal;
}

export interface ReadRefusal extends StateRefusal {
  readonly retryAfterSeconds?: number;
}

export type ReadResult<A extends Countable = Answer> =
  | { readonly answered: true; readonly answer: A; readonly category: string | undefined }
  | Refused;

interface Refused {
  readonly answered: false;
  readonly refusal: ReadRefusal;
}

export interface ReadOptions {
  readonly verifier: AccessTokenVerifier;
  readonly consents: KnownConsents;
  readonly live: LiveConsents;
  readonly confirmer: PodConfirmer;
  readonly ledger: Ledger;
  /** A consent was read: its pod may be asked to report changes. */
  readonly onRead?: (consent: ConsentFacts) => void;
}

type Verified = Extract<TokenVerification, { verified: true }>;

/**
 * verify → admit → decide → confirm → mirror, minimise → disclose → keep → answer.
 *
 * @throws {GatewayError} `temporarily_unavailable`: pod or database; `pod_content_rejected`
 */
export async function readApprovedData<A extends Countable>(
  request: ReadRequest,
  plan: PlanRead<A>,
  options: ReadOptions,
): Promise<ReadResult<A>> {
  const verified = await options.verifier.verify(request.credentials);
  if (!verified.verified) return refused({ code: verified.reason });
  const { claims } = verified.token;
  const tooMuch = request.admit(claims.client_id);
  if (tooMuch !== undefined) return refused(tooMuch);
  const consent = await options.consents.find(claims.consent_id, claims.consent_version, request.signal);
  if (consent === undefined) return refused(await whyUnknown(verified, request, options));

  const planned = plan({ request, claims, consent });
  if (!planned.allowed) return refuse({ code: planned.reason }, consent, options);

  const reading = { request, consent, verified, planned };
  const stopped = await confirmInPod(reading, options);
  if (stopped !== undefined) return refuse(stopped, consent, options);
  options.onRead?.(consent);
  const prepared = await orState(reading, options, () => planned.prepare(request.signal));
  if ('code' in prepared) return refuse(prepared, consent, options);
  if (!prepared.found)
    return refuse(await stateOr({ code: prepared.reason }, reading, options), consent, options);

  const disclosure = await disclose(reading, prepared, options);
  if (!disclosure.disclosed) return refuse(toRefusal(disclosure, consent), consent, options);
  await prepared.keep?.(request.signal);
  return { answered: true, answer: prepared.answer, category: prepared.told.category };
}

interface Reading {
  readonly request: ReadRequest;
  readonly consent: ConsentFacts;
  readonly verified: Verified;
  readonly planned: Pick<Extract<PlannedRead, { allowed: true }>, 'purpose'>;
}

/** The pod has confirmed the consent within the staleness bound, or does so now. One that is stopped asks no pod. */
async function confirmInPod(reading: Reading, options: ReadOptions): Promise<ReadRefusal | undefined> {
  const { consent } = reading;
  if (options.confirmer.peek(consent.consentId) === 'confirmed') return undefined;
  const stopped = await whyStopped(reading, options);
  if (stopped !== undefined) return stopped;
  const said = await confirmNow(reading, options);
  return said === 'ended' ? ((await whyStopped(reading, options)) ?? { code: 'invalid_token' }) : undefined;
}

async function confirmNow(
  { consent, request }: Reading,
  options: ReadOptions,
): Promise<'confirmed' | 'ended'> {
  try {
    return notHeld(await options.confirmer.confirm(consent, request.signal));
  } catch (fault) {
    // The owner may have connected the pod anew, or another one: the next read looks that up.
    options.consents.forget(consent.consentId, consent.version);
    throw fault;
  }
}

/** Where the pod fails, a consent that is stopped is still refused as what it is. */
async function orState<T>(
  reading: Reading,
  options: ReadOptions,
  work: () => Promise<T>,
): Promise<T | ReadRefusal> {
  try {
    return await work();
  } catch (fault) {
    const stopped = await whyStopped(reading, options);
    if (stopped !== undefined) return stopped;
    throw fault;
  }
}

/** A refusal that the journal does not see must not tell more than it would: first of all, that the consent is stopped. */
async function stateOr(refusal: ReadRefusal, reading: Reading, options: ReadOptions): Promise<ReadRefusal> {
  return (await whyStopped(reading, options)) ?? refusal;
}

async function whyStopped(
  { consent, request }: Reading,
  { live }: ReadOptions,
): Promise<ReadRefusal | undefined> {
  return refusalByState(await live.find(consent.consentId, request.signal), consent);
}

async function whyUnknown(
  verified: Verified,
  request: ReadRequest,
  { live }: ReadOptions,
): Promise<ReadRefusal> {
  const { consent_id, consent_version, client_id, authorization_details: details } = verified.token.claims;
  const found = await live.find(consent_id, request.signal);
  const mine = found?.vendorId === client_id ? found : undefined;
  return refusalByState(mine, { version: consent_version, details }) ?? { code: 'invalid_token' };
}

/** Durable before the first byte leaves. Where the database has no fresh confirmation, the pod is asked once more. */
async function disclose(
  reading: Reading,
  { answer, told }: Pick<Extract<Prepared<Countable>, { found: true }>, 'answer' | 'told'>,
  options: ReadOptions,
): Promise<DisclosureResult> {
  const { consent, request, verified, planned } = reading;
  const { purpose } = planned;
  const { consentId, version, vendorId } = consent;
  const body: LedgerEntryBody = {
    id: newId('entry'),
    kind: 'read',
    outcome: 'disclosed',
    consentId,
    version,
    vendorId,
    purpose,
    ...(told.category === undefined ? {} : { category: told.category }),
    ...(told.fields === undefined ? {} : { fields: [...told.fields] }),
    itemCount: answer.itemCount,
    tokenId: verified.token.claims.jti,
    requestId: request.requestId,
  };
  const { digest: proof, issuedAt } = verified.proof;
  const intent = { consentId, version, purpose, proof, issuedAt, body };
  const result = await options.ledger.disclose(intent, request.signal);
  if (result.disclosed || result.reason !== 'temporarily_unavailable') return result;
  options.confirmer.expire(consentId);
  await confirmNow(reading, options);
  return options.ledger.disclose(intent, request.signal);
}

function toRefusal(
  result: Exclude<DisclosureResult, { disclosed: true }>,
  { details }: ConsentFacts,
): ReadRefusal {
  const { disclosed: _, reason, presentDetails, ...rest } = result;
  const changes = presentDetails && { changes: differenceOf(details, presentDetails) };
  return { code: reason, ...rest, ...changes };
}

/** A refused read of a genuine token is counted. What is only held, or came with a proof that was used before, is not one. */
async function refuse(refusal: ReadRefusal, consent: ConsentFacts, options: ReadOptions): Promise<Refused> {
  if (isCounted(refusal.code)) {
    const { consentId, version, ownerId, vendorId } = consent;
    await options.ledger.noteRefusal({ consentId, version, ownerId, vendorId, reason: refusal.code });
  }
  return refused(refusal);
}

function isCounted(code: ProblemCode): boolean {
  return problems[code][0] < 500 && code !== 'invalid_dpop_proof';
}

const refused = (refusal: ReadRefusal): Refused => ({ answered: false, refusal });
