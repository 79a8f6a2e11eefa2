import { minimise, type VisibleItem } from './minimise.ts';
import { type ItemToFind, idsFor, type VisibleOptions } from './visible-item.ts';

/**
 * Every item that a vendor may see, with all the fields that were approved: what its reads show it, whole.
 *
 * @throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected`
 */
export async function visibleItems(
  { consent, resource, decision, signal }: ItemToFind,
  options: VisibleOptions,
): Promise<readonly VisibleItem[]> {
  const [items, vendors] = await Promise.all([
    options.mirror.list(consent, resource.category, signal),
    options.mirror.vendors(consent, signal),
  ]);
  return minimise({
    items: items.content,
    vendors: vendors.content,
    vendorId: consent.vendorId,
    decision,
    query: { fields: decision.fields, filter: {} },
    ids: idsFor(consent, resource.category.name, options),
    now: options.now(),
  }).visible;
}
