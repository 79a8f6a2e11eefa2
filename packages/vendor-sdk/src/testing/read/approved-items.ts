import {
  type ApprovedItem,
  addDuration,
  coveredFields,
  type DataAccess,
  type DataCategory,
} from '@parley/protocol';
import type { FakeConsent } from '../fake-consent.ts';
import type { FakeState } from '../fake-state.ts';

/** What a read may see. */
export interface Scope {
  readonly entry: DataAccess;
  readonly category: DataCategory;
  readonly consent: FakeConsent;
  /** One item, with the fields of its own document; else the fields of the list. */
  readonly isItem: boolean;
}

type Filter = Readonly<Record<string, string | readonly string[]>>;

/** The items that were approved, each with the fields that were approved and asked for, newest first. `undefined`: a filter that is none. */
export function approvedItems(
  scope: Scope,
  query: URLSearchParams,
  state: FakeState,
): ApprovedItem[] | undefined {
  const { entry, category, consent, isItem } = scope;
  const covered = coveredFields(entry, category.name);
  const fields = Object.keys(category.fields).filter(
    (name) => covered.includes(name) && (isItem || category.fields[name]?.place === 'list'),
  );
  const asked = isItem ? {} : filterOf(query, category, fields);
  if (asked === undefined) return undefined;
  const filters = [entry.filter[category.name] ?? {}, asked];
  const { lookback } = entry.access;
  const oldest = lookback === undefined ? undefined : addDuration(consent.askedAt, lookback, -1).getTime();
  const wanted = listed(query, 'fields');
  return (state.data[category.name] ?? [])
    .filter((item) => filters.every((filter) => passes(item, filter, category)))
    .filter((item) => oldest === undefined || bornAt(item, category.ageFields) >= oldest)
    .map((item) => ({
      item,
      at: bornAt(
        item,
        category.ageFields.filter((name) => fields.includes(name)),
      ),
    }))
    .sort((a, b) => b.at - a.at || (a.item.id < b.item.id ? -1 : 1))
    .map(({ item }) =>
      only(
        item,
        fields.filter((name) => wanted?.includes(name) ?? true),
      ),
    );
}

/** Filters by hidden fields, and those that nobody declared, are as if they were not there. */
function filterOf(
  query: URLSearchParams,
  category: DataCategory,
  fields: readonly string[],
): Filter | undefined {
  const filter: Record<string, readonly string[]> = {};
  for (const [name, { kind, field }] of Object.entries(category.filters)) {
    const words = listed(query, name);
    if (words === undefined || (field !== undefined && !fields.includes(field))) continue;
    if (kind === 'anyOf') filter[name] = words;
    else if (words.length !== 1 || !['requester', 'anyone'].includes(words[0] ?? '')) return undefined;
  }
  return filter;
}

/** All items of a fake gateway are meant for its one vendor: an audience lets every one pass. */
function passes(item: ApprovedItem, filter: Filter, { filters }: DataCategory): boolean {
  return Object.entries(filter).every(([name, values]) => {
    const { kind, field = '' } = filters[name] ?? {};
    return kind === 'audience' || (Array.isArray(values) && values.includes(item[field]));
  });
}

function bornAt(item: ApprovedItem, ageFields: readonly string[]): number {
  const instants = ageFields.map((name) => Date.parse(String(item[name]))).filter((at) => !Number.isNaN(at));
  return Math.max(-8.64e15, ...instants);
}

function only(item: ApprovedItem, fields: readonly string[]): ApprovedItem {
  const present = fields.filter((name) => Object.hasOwn(item, name)).map((name) => [name, item[name]]);
  return { id: item.id, ...Object.fromEntries(present) };
}

const listed = (query: URLSearchParams, name: string): readonly string[] | undefined =>
  query.has(name) ? query.getAll(name).flatMap((value) => value.split(',')) : undefined;
