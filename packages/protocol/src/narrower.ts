import { type AuthorizationDetails, coveredFields, type DataAccess } from './authorization-details.ts';

/**
 * Whether everything in `inner` lies inside `outer`: same purposes, no further category, field, action or recipient, no looser
 * filter, no longer time, no higher limit. What an owner gives must lie inside what was asked; a token inside the consent.
 */
export function isWithin(inner: AuthorizationDetails, outer: AuthorizationDetails): boolean {
  return inner.every((entry) =>
    outer.some((other) => other.purpose === entry.purpose && entryIsWithin(entry, other)),
  );
}

function entryIsWithin(inner: DataAccess, outer: DataAccess): boolean {
  return (
    isSubset(inner.actions, outer.actions) &&
    isSubset(inner.locations, outer.locations) &&
    isSubset(inner.datatypes, outer.datatypes) &&
    isSubset(inner.recipients, outer.recipients) &&
    inner.datatypes.every((name) => isSubset(coveredFields(inner, name), coveredFields(outer, name))) &&
    inner.datatypes.every((name) => filterIsWithin(inner.filter[name] ?? {}, outer.filter[name] ?? {})) &&
    accessIsWithin(inner.access, outer.access) &&
    inner.retention.location === outer.retention.location &&
    inner.retention.duration === outer.retention.duration &&
    inner.retention.onEnd === outer.retention.onEnd
  );
}

type Filter = Readonly<Record<string, string | readonly string[]>>;

function filterIsWithin(inner: Filter, outer: Filter): boolean {
  return Object.entries(withDefaults(outer)).every(([name, allowed]) => {
    const stated = withDefaults(inner)[name];
    if (typeof allowed === 'string')
      return allowed === 'anyone' || stated === 'requester' || stated === undefined;
    return Array.isArray(stated) && isSubset(stated, allowed);
  });
}

/** No word about the addressee means: only what is addressed to the requester. */
const withDefaults = (filter: Filter): Filter => ({ addressee: 'requester', ...filter });

function accessIsWithin(inner: DataAccess['access'], outer: DataAccess['access']): boolean {
  if (Date.parse(inner.until) > Date.parse(outer.until)) return false;
  if (
    outer.lookback !== undefined &&
    (inner.lookback === undefined || days(inner.lookback) > days(outer.lookback))
  )
    return false;
  return (
    outer.maxReadsPerDay === undefined ||
    (inner.maxReadsPerDay ?? Number.POSITIVE_INFINITY) <= outer.maxReadsPerDay
  );
}

/** Only for comparing: a month counts as 31 days, a year as 366, so that equal texts are equal and order is safe. */
function days(duration: string): number {
  const [years = 0, months = 0, single = 0] = ['Y', 'M', 'D'].map((unit) =>
    Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0),
  );
  return years * 366 + months * 31 + single;
}

function isSubset<T>(inner: readonly T[], outer: readonly T[]): boolean {
  return inner.every((element) => outer.includes(element));
}
