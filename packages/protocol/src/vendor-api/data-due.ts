import { z } from 'zod';
import { type AuthorizationDetails, coveredFields, type DataAccess } from '../authorization-details.ts';
import { addDuration, instantSchema } from '../instant.ts';
import { differenceOf, durationChangeSchema, filterChangesSchema } from './consent-difference.ts';

/** What a vendor may no longer keep of one category for one purpose, and by when it has promised to have done with it. */
export const dataDueSchema = z.object({
  purpose: z.string(),
  category: z.string(),
  /** By a narrowing, or because consent or purpose has ended. */
  lost: z.enum(['narrowed', 'ended']),
  lost_at: instantSchema,
  /** The last version that covered it. */
  version: z.int().min(1),
  /** These fields of every item. None: whole items, those that only the former `filters` or `lookback` covered. */
  fields: z.array(z.string()),
  filters: filterChangesSchema.optional(),
  lookback: durationChangeSchema.optional(),
  on_end: z.enum(['delete', 'deidentify']),
  delete_by: instantSchema,
});
export type DataDue = z.output<typeof dataDueSchema>;

/** A version of a consent that was in force, from `begunAt` on. */
export interface VersionInForce {
  readonly version: number;
  readonly begunAt: Date;
  readonly details: AuthorizationDetails;
}

/**
 * All that was lost so far, first lost first: with each narrowing what it took away, with the end of a purpose or of the consent all that
 * was left. What the owner has agreed may be retained is never due.
 *
 * @param versions - in their order, each that was in force
 * @param times - `endedAt`: when the consent ended, if it has; `now`
 */
export function dataDue(
  versions: readonly VersionInForce[],
  times: { readonly endedAt?: Date | undefined; readonly now: Date },
): DataDue[] {
  const narrowed = versions.flatMap((after, index) => {
    const before = versions[index - 1];
    return before === undefined ? [] : lostByNarrowing(before, after);
  });
  return [...narrowed, ...lostByEnd(versions.at(-1), times)].sort((a, b) =>
    a.lost_at < b.lost_at ? -1 : a.lost_at > b.lost_at ? 1 : 0,
  );
}

function lostByNarrowing(before: VersionInForce, after: VersionInForce): DataDue[] {
  return differenceOf(before.details, after.details).flatMap((change) => {
    const entry = before.details.find(({ purpose }) => purpose === change.purpose);
    if (entry === undefined) return [];
    const { removed_fields: removed = {}, filters = {}, lookback } = change;
    return entry.datatypes.flatMap((category) => {
      const fields = removed[category] ?? [];
      const isGone = change.removed === true || change.removed_categories?.includes(category) === true;
      const filtered = isGone ? {} : itemsLost(filters[category], lookback);
      if (fields.length === 0 && Object.keys(filtered).length === 0) return [];
      const lostAt = earlier(after.begunAt, new Date(entry.access.until));
      return due(entry, { category, fields, ...filtered, lost: 'narrowed', lostAt, version: before.version });
    });
  });
}

function itemsLost(filters: DataDue['filters'], lookback: DataDue['lookback']) {
  return {
    ...(filters === undefined ? {} : { filters }),
    ...(lookback === undefined ? {} : { lookback }),
  };
}

function lostByEnd(
  last: VersionInForce | undefined,
  { endedAt, now }: { readonly endedAt?: Date | undefined; readonly now: Date },
): DataDue[] {
  return (last?.details ?? []).flatMap((entry) => {
    const until = new Date(entry.access.until);
    const lostAt = endedAt === undefined ? until : earlier(until, endedAt);
    if (lostAt > now) return [];
    return entry.datatypes.flatMap((category) => {
      const fields = [...coveredFields(entry, category)];
      return due(entry, { category, fields, lost: 'ended', lostAt, version: last?.version ?? 1 });
    });
  });
}

type Loss = Omit<DataDue, 'purpose' | 'lost_at' | 'on_end' | 'delete_by'> & { readonly lostAt: Date };

function due({ purpose, retention }: DataAccess, { lostAt, ...loss }: Loss): DataDue[] {
  const { onEnd, duration } = retention;
  if (onEnd === 'retain') return [];
  const deleteBy = addDuration(lostAt, duration, 1);
  return [
    { purpose, ...loss, lost_at: lostAt.toISOString(), on_end: onEnd, delete_by: deleteBy.toISOString() },
  ];
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
