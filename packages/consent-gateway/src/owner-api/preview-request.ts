import type { Preview } from '@parley/protocol';
import type { AccessRequest, AccessRequestStore } from '../access-request/access-request.ts';
import type { ConsentStore } from '../consent/consent-store.ts';
import type { OwnerDirectory } from '../consent/owner-directory.ts';
import { GatewayError } from '../gateway-error.ts';
import { type PreviewQuery, type PreviewReadOptions, previewReads } from '../read/preview-read.ts';

export interface PreviewRequestOptions {
  readonly requests: Pick<AccessRequestStore, 'find'>;
  readonly owners: OwnerDirectory;
  readonly store: Pick<ConsentStore, 'now'>;
  /** New for each preview: before there is a consent, nothing of the owner's data stays in memory. */
  readonly newReading: () => PreviewReadOptions;
}

interface Asked {
  readonly requestId: string;
  readonly ownerId: string;
  readonly query: PreviewQuery;
  readonly signal: AbortSignal;
}

const OPEN: ReadonlySet<AccessRequest['status']> = new Set(['requested', 'deferred']);

/**
 * What the vendor would see if all that it asked for were given.
 *
 * @throws {GatewayError} `not_found`; `not_connected`; as `previewReads`
 */
export async function previewRequest(asked: Asked, options: PreviewRequestOptions): Promise<Preview> {
  const request = await options.requests.find(asked.requestId);
  if (request === undefined || request.ownerId !== asked.ownerId)
    throw new GatewayError('not_found', 'no such request for this owner');
  if (!OPEN.has(request.status)) return { applies: 'never', parts: [] };
  const owner = await options.owners.find(asked.ownerId);
  if (owner === undefined) throw new GatewayError('not_connected', 'the owner has no connected pod');
  const { requestId, vendorId, details, askedAt } = request;
  const { ownerId, webId: ownerWebId, container } = owner;
  // The ids of items depend on vendor and owner alone: they are those that the vendor will know.
  const consent = { consentId: requestId, version: 0, vendorId, ownerId, ownerWebId, container };
  const at = await options.store.now();
  const parts = await previewReads({ ...asked, consent, details, askedAt, at }, options.newReading());
  return { applies: 'if_given', parts };
}
