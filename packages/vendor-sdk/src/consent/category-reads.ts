import type { CategoryFilter, PublishedCategories } from '@parley/protocol';
import type { CategoryName, FieldOf, ItemOf } from './approved-items.ts';

export interface ReadOptions {
  /** An exact IRI, and one that the owner consented to. It is written into the owner's ledger. */
  readonly purpose: string;
  readonly signal?: AbortSignal;
}

export interface GetOptions<Name extends string> extends ReadOptions {
  /** Default: all approved fields. */
  readonly fields?: readonly FieldOf<Name>[];
}

interface PageOptions<Name extends string> extends ReadOptions {
  /** Default: all approved fields that a listing has. Fields of an item's own document, such as messages, come with `get` alone. */
  readonly fields?: readonly FieldOf<Name>[];
  /** Items a page. Each page counts towards the daily limit. Default: the gateway's. */
  readonly pageSize?: number;
}

type Filters<Name extends CategoryName> = PublishedCategories[Name]['filters'];

type FilterValue<Filter> = Filter extends CategoryFilter & { readonly kind: 'audience' }
  ? 'requester' | 'anyone'
  : readonly string[];

/** Besides: each filter of the category under its name, such as `states: ['open']`. It narrows within what was approved. */
export type ListOptions<Name extends string> = PageOptions<Name> &
  (Name extends CategoryName
    ? { readonly [Filter in keyof Filters<Name>]?: FilterValue<Filters<Name>[Filter]> }
    : Readonly<Record<string, unknown>>);

interface Listing<Name extends CategoryName> {
  /** @throws {insufficient_authorization} @throws {consent_withdrawn} and the other ends @throws {read_limit} */
  list(options: ListOptions<Name>): AsyncIterable<ItemOf<Name>>;
}

interface Getting<Name extends CategoryName> {
  /** @throws {not_found} for an item that is not there, and for one that the consent does not cover */
  get(id: string, options: GetOptions<Name>): Promise<ItemOf<Name>>;
}

/** What can be read, under the name of each published category; one item alone where items have documents of their own. */
export type CategoryReads = {
  readonly [Name in CategoryName]: PublishedCategories[Name] extends { readonly itemDocument: string }
    ? Listing<Name> & Getting<Name>
    : Listing<Name>;
};
