// The way of one message of a vendor into an owner's issue, from top to bottom. In: what the request carries. Out: the message as
// it stands in the pod, and in the ledger, or a refusal. Not here: HTTP.
import {
  type DataCategory,
  type MessageSent,
  VENDOR_MESSAGE_TYP,
  vendorMessageClaimsSchema,
} from '@parley/protocol';
import { isGatewayError } from '../gateway-error.ts';
import type { PodPlace, PodReader } from '../read/pod-reader.ts';
import type { ReadRefusal } from '../read/read-approved-data.ts';
import { type FoundItem, findVisibleItem, idsFor, type VisibleOptions } from '../read/visible-item.ts';
import { keyedDigest, sha256Bytes } from '../secrets/digests.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import {
  type ConversationOptions,
  confirmed,
  permit,
  reserve,
  type SpeakingRequest,
} from './permit-conversation.ts';
import { readVendorMessage } from './read-vendor-message.ts';
import type { ThreadWriter } from './thread-writer.ts';
import { writeIntoThread } from './write-into-thread.ts';

export interface MessageRequest extends SpeakingRequest {
  readonly issueId: string;
}

export interface SendMessageOptions extends ConversationOptions, VisibleOptions {
  readonly findVendor: (vendorId: string) => Promise<Vendor>;
  readonly threads: ThreadWriter;
  /** What vendors have begun and the owner has muted, as it is now. */
  readonly readOpened: PodReader['opened'];
  /** For digests of what is said. */
  readonly messageKey: Buffer;
  readonly gateway: string;
}

export type SendMessageResult =
  | { readonly sent: true; readonly isNew: boolean; readonly message: MessageSent }
  | { readonly sent: false; readonly refusal: ReadRefusal };

/** So much can a vendor say in a thread that it has begun, before the owner has looked at it. */
const MOST_MESSAGES_WAITING = 5;

/**
 * verify → admit → decide → read what is signed → confirm → find the issue → reserve → write into the pod → note in the ledger.
 *
 * @throws {GatewayError} `temporarily_unavailable`: send it again with the same key; `invalid_request`, `pod_content_rejected`
 */
export async function sendMessage(
  request: MessageRequest,
  options: SendMessageOptions,
): Promise<SendMessageResult> {
  const { issueId, signal } = request;
  const permitted = await permit({ ...request, path: `/issues/${issueId}` }, options);
  if ('refusal' in permitted) return refused(permitted.refusal);
  const { consent, resource, decision } = permitted;
  const { category } = resource;
  const said = await readVendorMessage(request.message, {
    typ: VENDOR_MESSAGE_TYP,
    claims: vendorMessageClaimsSchema,
    issueId,
    idempotencyKey: request.idempotencyKey,
    vendor: await options.findVendor(consent.vendorId),
    gateway: options.gateway,
    consentId: consent.consentId,
    now: options.now(),
  });

  await confirmed(consent, signal, options);
  const issue = await findVisibleItem({ consent, resource, decision, signal }, options);
  if (issue === undefined) return refused({ code: 'not_found' });
  const { content, proposes, by } = said;
  const toReserve = {
    issueId,
    keyDigest: sha256Bytes(request.idempotencyKey),
    contentDigest: keyedDigest(options.messageKey, issueId, proposes ?? '', content),
    opens: false,
    isFull: (issue.waitingWith ?? 0) >= MOST_MESSAGES_WAITING,
    requestId: request.requestId,
  };
  const reservation = await reserve(toReserve, { ...permitted, signal }, options);
  if (!reservation.reserved) return refused(reservation.refusal);

  const { message: reserved, isNew } = reservation;
  const { podId, createdAt } = reserved;
  const place = { category, issue: issue.id, podId };
  const { vendorId } = consent;
  const message = { ...place, createdAt, vendorId, content, proposes, by, signed: request.message };
  const write = () => options.threads.add(consent, message, signal);
  const isMuted = () => isMutedNow(consent, { category, issue }, options);
  const writing = { pod: consent, place, reserved, isNew, write, isMuted };
  const written = await writeIntoThread(writing, options);
  if (issue.waitingWith === undefined) options.mirror.expireItem(consent, category, issue.id);
  else options.mirror.expireOpened(consent, category);
  if (written === 'absent') return refused({ code: 'not_found' });
  const id = idsFor(consent, category.name, options).message(issue.id, podId);
  return { sent: true, isNew, message: { id, createdAt: createdAt.toISOString() } };
}

/** Muting counts from the next call. Where the pod does not say it now, the owner is told rather than not. */
async function isMutedNow(
  consent: PodPlace & { readonly vendorId: string },
  { category, issue }: { readonly category: DataCategory; readonly issue: FoundItem },
  { readOpened }: Pick<SendMessageOptions, 'readOpened'>,
): Promise<boolean> {
  if (category.openedDocument === undefined) return false;
  try {
    const reading = await readOpened(consent, category, { etag: undefined });
    if (reading.status !== 'read') return false;
    const { mutedIssues, mutedVendors } = reading.content;
    const isOfMuted = issue.waitingWith !== undefined && mutedVendors.includes(consent.vendorId);
    return isOfMuted || mutedIssues.includes(issue.id);
  } catch (fault) {
    if (!isGatewayError(fault)) throw fault;
    return false;
  }
}

const refused = (refusal: ReadRefusal): SendMessageResult => ({ sent: false, refusal });
