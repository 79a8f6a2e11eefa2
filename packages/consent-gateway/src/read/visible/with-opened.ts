import type { DataItem, OpenedIssues } from '@parley/protocol';
import type { Mirror } from '../mirror.ts';

/**
 * The owner's items, and after them the threads that this vendor has begun and the owner has not among her issues yet: nobody else sees
 * those, whoever else's items it may see.
 */
export function withOpened(
  items: readonly DataItem[],
  { openings }: OpenedIssues,
  vendorId: string,
): readonly DataItem[] {
  const own = openings.filter((each) => each.vendorId === vendorId);
  if (own.length === 0) return items;
  const listed = new Set(items.map(({ id }) => id));
  const waiting = own
    .filter(({ id }) => !listed.has(id))
    .map(
      ({ id, vendorId: _, ...said }): DataItem => ({
        id,
        audience: 'everyone',
        fields: { state: 'open', ...said },
      }),
    );
  return [...items, ...waiting];
}

/** What waits where vendors begin has no document of its own. */
export const noDetails: Mirror['item'] = async () => ({ content: {}, version: 0 });
