import { z } from 'zod';
import { type AuthorizationDetails, coveredFields, type DataAccess } from '../authorization-details.ts';

const changed = <T extends z.ZodType>(value: T) => z.object({ from: value.optional(), to: value.optional() });
const filterValueSchema = z.union([z.string(), z.array(z.string())]);
/** By name of the filter. */
export const filterChangesSchema = z.record(z.string(), changed(filterValueSchema));
export const durationChangeSchema = changed(z.string());

/** What became different for one purpose. A member is there only where something has changed; without `from` or `to` there is no limit. */
export const entryChangeSchema = z.object({
  purpose: z.string(),
  /** The whole purpose was taken out. `removed_fields` then names all it had. */
  removed: z.literal(true).optional(),
  removed_categories: z.array(z.string()).optional(),
  /** By category, also of those that were taken out. */
  removed_fields: z.record(z.string(), z.array(z.string())).optional(),
  removed_actions: z.array(z.string()).optional(),
  removed_recipients: z.array(z.string()).optional(),
  /** By category. */
  filters: z.record(z.string(), filterChangesSchema).optional(),
  /** Earlier, or where the consent was extended later. */
  until: changed(z.string()).optional(),
  lookback: durationChangeSchema.optional(),
  max_reads_per_day: changed(z.int()).optional(),
});
export type EntryChange = z.output<typeof entryChangeSchema>;

/**
 * What lies between two versions of one consent, purpose by purpose: nothing for a purpose in which nothing has changed. A later version never
 * has more than an earlier one, but for a later end.
 *
 * @example differenceOf(before, after)[0]?.removed_fields // { issues: ['description'] }
 */
export function differenceOf(before: AuthorizationDetails, after: AuthorizationDetails): EntryChange[] {
  return before.flatMap((entry) => {
    const { purpose } = entry;
    const other = after.find((each) => each.purpose === purpose);
    const change =
      other === undefined
        ? { removed: true as const, ...removedData(entry, undefined) }
        : { ...removedData(entry, other), ...otherChanges(entry, other) };
    return Object.keys(change).length === 0 ? [] : [{ purpose, ...change }];
  });
}

type Data = Pick<EntryChange, 'removed_categories' | 'removed_fields'>;

function removedData(entry: DataAccess, other: DataAccess | undefined): Data {
  const categories = without(entry.datatypes, other?.datatypes ?? []);
  const fields = entry.datatypes.flatMap((name) => {
    const kept = other?.datatypes.includes(name) ? coveredFields(other, name) : [];
    const removed = without(coveredFields(entry, name), kept);
    return removed.length === 0 ? [] : [[name, removed] as const];
  });
  return {
    ...(categories.length === 0 ? {} : { removed_categories: categories }),
    ...(fields.length === 0 ? {} : { removed_fields: Object.fromEntries(fields) }),
  };
}

function otherChanges(entry: DataAccess, other: DataAccess): Partial<EntryChange> {
  const actions = without(entry.actions, other.actions);
  const recipients = without(entry.recipients, other.recipients);
  const filters = other.datatypes.flatMap((name) => {
    const changes = filterChanges(entry.filter[name] ?? {}, other.filter[name] ?? {});
    return changes.length === 0 ? [] : [[name, Object.fromEntries(changes)] as const];
  });
  const { access } = entry;
  return {
    ...(actions.length === 0 ? {} : { removed_actions: actions }),
    ...(recipients.length === 0 ? {} : { removed_recipients: recipients }),
    ...(filters.length === 0 ? {} : { filters: Object.fromEntries(filters) }),
    ...unlessSame('until', access.until, other.access.until),
    ...unlessSame('lookback', access.lookback, other.access.lookback),
    ...unlessSame('max_reads_per_day', access.maxReadsPerDay, other.access.maxReadsPerDay),
  };
}

type Filter = DataAccess['filter'][string];
type FilterChange = readonly [name: string, change: { from?: Filter[string]; to?: Filter[string] }];

function filterChanges(before: Filter, after: Filter): FilterChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [from, to] = [ownFilter(before, name), ownFilter(after, name)];
    return isSame(from, to) ? [] : [[name, fromTo(from, to)] as const];
  });
}

const ownFilter = (filter: Filter, name: string) => (Object.hasOwn(filter, name) ? filter[name] : undefined);

function isSame(from: Filter[string] | undefined, to: Filter[string] | undefined): boolean {
  if (!Array.isArray(from) && !Array.isArray(to)) return (from ?? 'requester') === (to ?? 'requester');
  if (!Array.isArray(from) || !Array.isArray(to)) return false;
  return from.length === to.length && from.every((each) => to.includes(each));
}

function unlessSame<N extends string, T>(name: N, from: T | undefined, to: T | undefined) {
  return from === to ? {} : { [name]: fromTo(from, to) };
}

const fromTo = <T>(from: T | undefined, to: T | undefined): { from?: T; to?: T } => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

const without = <T>(all: readonly T[], kept: readonly T[]): T[] =>
  all.filter((element) => !kept.includes(element));
