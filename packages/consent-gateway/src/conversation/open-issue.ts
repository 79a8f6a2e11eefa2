// The way of a thread that a vendor begins, from top to bottom. In: what the request carries. Out: the thread as it waits in the pod,
// and in the ledger, or a refusal. It becomes an issue of the owner's by the owner's app alone. Not here: HTTP.
import {
  type DataCategory,
  type IssueOpened,
  idFromBytes,
  type OpenedIssues,
  VENDOR_OPENING_TYP,
  type VendorOpeningClaims,
  vendorOpeningClaimsSchema,
} from '@parley/protocol';
import type { ReadDecision } from '../read/authorize-read.ts';
import type { PodReading } from '../read/pod-reader.ts';
import type { ReadRefusal } from '../read/read-approved-data.ts';
import { matchesFilter } from '../read/visible/matches-filter.ts';
import { idsFor } from '../read/visible-item.ts';
import { keyedDigest, sha256Bytes } from '../secrets/digests.ts';
import { confirmed, permit, reserve, type SpeakingRequest } from './permit-conversation.ts';
import { readVendorMessage } from './read-vendor-message.ts';
import type { SendMessageOptions } from './send-message.ts';
import { writeIntoThread } from './write-into-thread.ts';

export type OpenIssueResult =
  | { readonly opened: true; readonly isNew: boolean; readonly issue: IssueOpened }
  | { readonly opened: false; readonly refusal: ReadRefusal };

/** Of one vendor. */
const MOST_WAITING = 10;
/** What all vendors together may have begun: well below what the document can hold and still be read. */
const MAX_OPENED_BYTES = 262_144;

/**
 * verify → admit → decide → read what is signed → confirm → ask whether it is wanted → reserve → write into the pod → note in the ledger.
 *
 * @throws {GatewayError} `temporarily_unavailable`: send it again with the same key; `invalid_request`
 */
export async function openIssue(
  request: SpeakingRequest,
  options: SendMessageOptions,
): Promise<OpenIssueResult> {
  const { signal } = request;
  const permitted = await permit({ ...request, path: '/issues' }, options);
  if ('refusal' in permitted) return refused(permitted.refusal);
  const { consent, resource, decision } = permitted;
  const { category } = resource;
  const said = await readVendorMessage(request.message, {
    typ: VENDOR_OPENING_TYP,
    claims: vendorOpeningClaimsSchema,
    idempotencyKey: request.idempotencyKey,
    vendor: await options.findVendor(consent.vendorId),
    gateway: options.gateway,
    consentId: consent.consentId,
    now: options.now(),
  });
  if (!isCovered(said, category, decision)) return refused({ code: 'insufficient_authorization' });

  await confirmed(consent, signal, options);
  // As it is now: a mirror may be some seconds behind the owner.
  const opened = await options.readOpened(consent, category, { etag: undefined });
  if (opened.status !== 'read' || opened.content.mutedVendors.includes(consent.vendorId))
    return refused(NOT_WANTED);
  // The same on each try.
  const seed = keyedDigest(options.messageKey, 'opening', consent.consentId, request.idempotencyKey);
  const id = idFromBytes('item', seed);
  const issueId = idsFor(consent, category.name, options).item(id);
  const { title, kind, content, by } = said;
  const toReserve = {
    issueId,
    keyDigest: sha256Bytes(request.idempotencyKey),
    contentDigest: keyedDigest(options.messageKey, issueId, kind, title, content),
    opens: true,
    isFull: isFull(opened, consent.vendorId),
    requestId: request.requestId,
  };
  const reservation = await reserve(toReserve, { ...permitted, signal }, options);
  if (!reservation.reserved) return refused(reservation.refusal);

  const { message: reserved, isNew } = reservation;
  const { podId, createdAt } = reserved;
  const place = { category, issue: id, podId };
  const message = { content, proposes: undefined, by, signed: request.message };
  const thread = { ...place, ...message, createdAt, vendorId: consent.vendorId, title, kind };
  const write = () => options.threads.open(consent, thread, signal);
  const isMuted = async () => false;
  const writing = { pod: consent, place, reserved, isNew, write, isMuted };
  const written = await writeIntoThread(writing, options);
  if (written === 'absent') return refused(NOT_WANTED);
  options.mirror.expireOpened(consent, category);
  return { opened: true, isNew, issue: { id: issueId, createdAt: createdAt.toISOString() } };
}

/** What the vendor could not read again is not its to begin. */
function isCovered({ kind }: VendorOpeningClaims, category: DataCategory, { filter }: ReadDecision): boolean {
  return matchesFilter({ id: '', audience: [], fields: { kind, state: 'open' } }, filter, category);
}

const isFull = (
  { content: { openings }, weight }: Extract<PodReading<OpenedIssues>, { status: 'read' }>,
  vendorId: string,
): boolean =>
  weight >= MAX_OPENED_BYTES || openings.filter((each) => each.vendorId === vendorId).length >= MOST_WAITING;

const NOT_WANTED: ReadRefusal = { code: 'openings_not_wanted' };

const refused = (refusal: ReadRefusal): OpenIssueResult => ({ opened: false, refusal });
