import type { DataItem, KnownVendor } from '@parley/protocol';

/** The names that a vendor goes by in the owner's `vendors.ttl`: its own entries there, and the circles they are in. */
export function namesOf(vendorId: string, vendors: readonly KnownVendor[]): ReadonlySet<string> {
  const own = vendors.filter(({ clientId }) => clientId === vendorId);
  return new Set(own.flatMap(({ id, circles }) => [id, ...circles]));
}

/** Whether an item is meant for everyone, for the vendor, or for a circle that it is in. */
export function isAddressed({ audience }: DataItem, names: ReadonlySet<string>): boolean {
  return audience === 'everyone' || audience.some((name) => names.has(name));
}
