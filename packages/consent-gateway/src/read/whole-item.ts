import type { ApprovedItem } from '@parley/protocol';
import { minimise, type ToMinimise, type VisibleItem } from './minimise.ts';
import type { Mirror } from './mirror.ts';
import type { PodPlace } from './pod-reader.ts';

interface ToComplete extends Pick<ToMinimise, 'vendorId' | 'decision' | 'query' | 'ids' | 'now'> {
  /** One that this vendor may see. */
  readonly source: VisibleItem['source'];
  readonly place: PodPlace;
  readonly signal: AbortSignal;
}

/**
 * A visible item with what its own document adds, as far as it is approved. `undefined`: with that it is none for this vendor.
 *
 * @throws {GatewayError} `temporarily_unavailable`, `pod_content_rejected`
 */
export async function wholeItem(
  { source, place, signal, ...of }: ToComplete,
  readItem: Mirror['item'],
): Promise<ApprovedItem | undefined> {
  const details = await readItem(place, of.decision.category, source.id, signal);
  const fields = { ...source.fields, ...details.content };
  // Whom it is meant for was decided by the list.
  const whole = { ...source, fields, audience: 'everyone' as const };
  return minimise({ ...of, items: [whole], vendors: [] }).visible[0]?.item;
}
