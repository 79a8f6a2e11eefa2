import type { DataItem } from '@parley/protocol';

/** For an item that does not say: older than anything. */
const AGELESS = -8.64e15;

/** An item is as old as the newest of these instants. Milliseconds since 1970. */
export function bornAt({ fields }: DataItem, ageFields: readonly string[]): number {
  const instants = ageFields.map((name) => instantOf(fields, name)).filter((at) => at !== undefined);
  return instants.length === 0 ? AGELESS : Math.max(...instants);
}

/** The instant in a field, in milliseconds; `undefined` where there is none. */
export function instantOf(fields: DataItem['fields'], name: string): number | undefined {
  const at = Object.hasOwn(fields, name) ? Date.parse(String(fields[name])) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
