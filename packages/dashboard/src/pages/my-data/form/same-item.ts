import type { DataItem } from '@parley/protocol';

/** Whether the pod says the same of an item; the order of whom it is for does not count, and of messages only how many there are. */
export const sameItem = (a: DataItem, b: DataItem): boolean => print(a) === print(b);

function print({ id, fields, audience }: DataItem): string {
  const values = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'object' ? value.length : value,
  ]);
  return JSON.stringify([id, values.sort(), audience === 'everyone' ? audience : audience.toSorted()]);
}
