import type { DataItem } from '@parley/protocol';
import { instantOf } from './age.ts';

/** Whether an item's own period of validity has begun and is not over. What states no period is always valid. */
export function isValidNow({ fields }: DataItem, now: Date): boolean {
  const [from, until] = periodOf(fields);
  return (
    (from ?? Number.NEGATIVE_INFINITY) <= now.getTime() && now.getTime() < (until ?? Number.POSITIVE_INFINITY)
  );
}

/** When an item becomes valid or ceases to be, as far as that lies ahead. */
export function changesOfValidity({ fields }: DataItem, now: Date): readonly number[] {
  return periodOf(fields).filter((at) => at !== undefined && at > now.getTime()) as number[];
}

function periodOf(
  fields: DataItem['fields'],
): readonly [from: number | undefined, until: number | undefined] {
  return [instantOf(fields, 'validFrom'), instantOf(fields, 'validUntil')];
}
