import type { DataCategory } from '@parley/protocol';
import type { OwnerDirectory } from '../consent/owner-directory.ts';
import type { PodPlace } from '../read/pod-reader.ts';
import { withOpened } from '../read/visible/with-opened.ts';
import { idsFor, type VisibleOptions } from '../read/visible-item.ts';

export interface FindIssueOptions extends Pick<VisibleOptions, 'mirror' | 'itemKey'> {
  readonly owners: Pick<OwnerDirectory, 'find'>;
  readonly category: DataCategory;
}

/** An issue by the opaque id under which one vendor knows it. */
export interface VendorsIssue {
  readonly vendorId: string;
  readonly issueId: string;
}

export interface FoundIssues {
  readonly place: PodPlace;
  /** What they are called there, by the vendors' ids. */
  readonly names: ReadonlyMap<string, string>;
  /** The issues, by the names of the pod, of which the owner wants no notices. */
  readonly muted: readonly string[];
}

const PATIENCE_MS = 20_000;

/**
 * What issues are called in the owner's pod, by those ids, and where that is: for the gateway and the owner, no vendor is told. What is not
 * there any more is left out. `undefined`: the owner has no pod here.
 *
 * @throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected`
 */
export async function findIssues(
  ownerId: string,
  known: readonly VendorsIssue[],
  { owners, category, mirror, itemKey }: FindIssueOptions,
): Promise<FoundIssues | undefined> {
  const owner = await owners.find(ownerId);
  if (owner === undefined) return undefined;
  const place = { container: owner.container, ownerWebId: owner.webId };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { content: opened } = await mirror.opened(place, category, signal);
  const { content: items } = await mirror.list(place, category, signal);
  const wanted = new Set(known.map(({ issueId }) => issueId));
  const vendors = new Set(known.map(({ vendorId }) => vendorId));
  const names = [...vendors].flatMap((vendorId) => {
    const ids = idsFor({ ownerId, vendorId }, category.name, { itemKey });
    return withOpened(items, opened, vendorId)
      .map(({ id }) => [ids.item(id), id] as const)
      .filter(([issueId]) => wanted.has(issueId));
  });
  return { place, names: new Map(names), muted: opened.mutedIssues };
}
