import { type AuthorizationDetails, coveredFields, type DataAccess } from './authorization-details.ts';
import { type DurationParts, durationParts } from './instant.ts';

/**
 * Whether everything in `inner` lies inside `outer`: same purposes, no further category, field, action or recipient, no looser
 * filter, no longer time, no higher limit. What an owner gives must lie inside what was asked; a token inside the consent.
 *
 * What the vendor promises (retention, terms) stays as it is, and so does the benefit it names, where that is repeated at all: nobody puts
 * words into its mouth.
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
    inner.retention.onEnd === outer.retention.onEnd &&
    inner.terms === outer.terms &&
    (inner.benefit === undefined || inner.benefit === outer.benefit)
  );
}

type Filter = Readonly<Record<string, string | readonly string[]>>;

function filterIsWithin(inner: Filter, outer: Filter): boolean {
  return [...new Set([...Object.keys(inner), ...Object.keys(outer)])].every((name) => {
    const [stated, allowed] = [ownValue(inner, name), ownValue(outer, name)];
    if (Array.isArray(allowed)) return Array.isArray(stated) && isSubset(stated, allowed);
    if (Array.isArray(stated)) return allowed === undefined;
    // An audience, whatever the category calls it. No word about it means: only what is meant for the requester.
    return allowed === 'anyone' || stated !== 'anyone';
  });
}

const ownValue = (filter: Filter, name: string): Filter[string] | undefined =>
  Object.hasOwn(filter, name) ? filter[name] : undefined;

function accessIsWithin(inner: DataAccess['access'], outer: DataAccess['access']): boolean {
  if (Date.parse(inner.until) > Date.parse(outer.until)) return false;
  if (
    outer.lookback !== undefined &&
    (inner.lookback === undefined || !isNoLonger(inner.lookback, outer.lookback))
  )
    return false;
  return (
    outer.maxReadsPerDay === undefined ||
    (inner.maxReadsPerDay ?? Number.POSITIVE_INFINITY) <= outer.maxReadsPerDay
  );
}

/**
 * Whether one duration, counted back from whatever day, is never longer than another. A month may have 28 days or 31: of durations in
 * different units the longest reading of one has to fit the shortest of the other.
 */
export function isNoLonger(duration: string, other: string): boolean {
  const [one, two] = [durationParts(duration), durationParts(other)];
  const inEachUnit = one.months <= two.months && one.days <= two.days;
  return inEachUnit || daysOf(one, { year: 366, month: 31 }) <= daysOf(two, { year: 365, month: 28 });
}

function daysOf(
  { months, days }: DurationParts,
  { year, month }: { readonly year: number; readonly month: number },
): number {
  return Math.floor(months / 12) * year + (months % 12) * month + days;
}

function isSubset<T>(inner: readonly T[], outer: readonly T[]): boolean {
  return inner.every((element) => outer.includes(element));
}
