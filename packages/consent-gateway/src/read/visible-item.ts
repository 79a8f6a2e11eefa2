import type { ReadDecision } from './authorize-read.ts';
import type { ConsentFacts } from './consent-facts.ts';
import { minimise } from './minimise.ts';
import type { Mirror } from './mirror.ts';
import { createOpaqueIds, type OpaqueIds } from './opaque-ids.ts';
import type { ReadResource } from './read-resource.ts';

export interface VisibleOptions {
  readonly mirror: Mirror;
  readonly now: () => Date;
  readonly itemKey: Buffer;
}

export interface ItemToFind {
  readonly consent: Pick<ConsentFacts, 'vendorId' | 'ownerId' | 'ownerWebId' | 'container'>;
  readonly resource: ReadResource;
  readonly decision: ReadDecision;
  readonly signal: AbortSignal;
}

/**
 * What an item that a vendor names is called in the pod. `undefined`: there is none that this vendor may see, hidden or absent.
 *
 * @throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected`
 */
export async function findVisibleItem(
  { consent, resource, decision, signal }: ItemToFind,
  options: VisibleOptions,
): Promise<string | undefined> {
  if (resource.kind !== 'item') return undefined;
  const [items, vendors] = await Promise.all([
    options.mirror.list(consent, resource.category, signal),
    options.mirror.vendors(consent, signal),
  ]);
  const { visible } = minimise({
    items: items.content,
    vendors: vendors.content,
    vendorId: consent.vendorId,
    decision,
    query: { fields: [], filter: {} },
    ids: idsFor(consent, resource.category.name, options),
    now: options.now(),
  });
  return visible.find(({ item }) => item.id === resource.id)?.source.id;
}

/** The ids under which a consent's vendor knows a category's items. */
export function idsFor(
  { vendorId, ownerId }: Pick<ConsentFacts, 'vendorId' | 'ownerId'>,
  category: string,
  { itemKey }: Pick<VisibleOptions, 'itemKey'>,
): OpaqueIds {
  return createOpaqueIds({ key: itemKey, vendorId, ownerId, category });
}
