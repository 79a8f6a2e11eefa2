import type { ReadDecision } from './authorize-read.ts';
import type { ConsentFacts } from './consent-facts.ts';
import { minimise } from './minimise.ts';
import type { Mirror } from './mirror.ts';
import { createOpaqueIds, type OpaqueIds } from './opaque-ids.ts';
import type { ReadResource } from './read-resource.ts';
import { withOpened } from './visible/with-opened.ts';

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

/** Unsaid, the filter is that of a vendor which names its own items only: what is meant for others is not there. */
type ItemToName = ItemToFind & { readonly filter?: ReadDecision['filter'] };

export interface FoundItem {
  /** What it is called in the pod. */
  readonly id: string;
  /** Of a thread that the vendor has begun and the owner has not among her issues yet: how many messages it has. */
  readonly waitingWith: number | undefined;
}

/**
 * An item that a vendor names, as the pod has it. `undefined`: there is none that this vendor may see, hidden or absent.
 *
 * @throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected`
 */
export async function findVisibleItem(
  { consent, resource, decision, signal, filter = {} }: ItemToName,
  options: VisibleOptions,
): Promise<FoundItem | undefined> {
  if (resource.kind !== 'item') return undefined;
  const { content: opened } = await options.mirror.opened(consent, resource.category, signal);
  const [items, vendors] = await Promise.all([
    options.mirror.list(consent, resource.category, signal),
    options.mirror.vendors(consent, signal),
  ]);
  const { visible } = minimise({
    items: withOpened(items.content, opened, consent.vendorId),
    vendors: vendors.content,
    vendorId: consent.vendorId,
    decision,
    query: { fields: [], filter },
    ids: idsFor(consent, resource.category.name, options),
    now: options.now(),
  });
  const source = visible.find(({ item }) => item.id === resource.id)?.source;
  if (source === undefined) return undefined;
  const messages = items.content.includes(source) ? undefined : source.fields['messages'];
  return { id: source.id, waitingWith: typeof messages === 'object' ? messages.length : undefined };
}

/** The ids under which a consent's vendor knows a category's items. */
export function idsFor(
  { vendorId, ownerId }: Pick<ConsentFacts, 'vendorId' | 'ownerId'>,
  category: string,
  { itemKey }: Pick<VisibleOptions, 'itemKey'>,
): OpaqueIds {
  return createOpaqueIds({ key: itemKey, vendorId, ownerId, category });
}
