import type {
  ApprovedItem,
  Attachment,
  DataItem,
  FieldValue,
  KnownVendor,
  ThreadMessage,
} from '@parley/protocol';
import type { ReadDecision } from './authorize-read.ts';
import type { OpaqueIds } from './opaque-ids.ts';
import type { ReadQuery } from './read-query.ts';
import { bornAt } from './visible/age.ts';
import { isAddressed, namesOf } from './visible/is-addressed.ts';
import { changesOfValidity, isValidNow } from './visible/is-valid-now.ts';
import { matchesFilter, statedAudience } from './visible/matches-filter.ts';

export interface ToMinimise {
  readonly items: readonly DataItem[];
  /** What the owner's `vendors.ttl` says. */
  readonly vendors: readonly KnownVendor[];
  readonly vendorId: string;
  readonly decision: ReadDecision;
  /** What the vendor asked for within it. */
  readonly query: Pick<ReadQuery, 'fields' | 'filter'>;
  readonly ids: OpaqueIds;
  readonly now: Date;
}

/** An item as the vendor may have it, and where it stands among the others. */
export interface VisibleItem {
  readonly item: ApprovedItem;
  readonly bornAt: number;
  /** What it is in the pod. It never leaves the gateway. */
  readonly source: DataItem;
}

export interface Minimised {
  /** Newest first, then by id. */
  readonly visible: readonly VisibleItem[];
  /** When another item becomes valid or ceases to be: until then the result stands. */
  readonly standsUntil: number;
}

/**
 * Only what was approved: the items that are meant for this vendor, valid now, young enough and within the filters; of each,
 * the approved fields that it has, under an id of this vendor's own. What is left out leaves no trace.
 */
export function minimise(input: ToMinimise): Minimised {
  const { decision, query, now } = input;
  const { category } = decision;
  const names = namesOf(input.vendorId, input.vendors);
  const anyones = [decision.filter, query.filter].every(
    (filter) => statedAudience(filter, category) === 'anyone',
  );
  // In an order that tells only what the vendor may see: by approved instants.
  const ageFields = category.ageFields.filter((name) => decision.fields.includes(name));
  const candidates = input.items
    .filter((item) => anyones || isAddressed(item, names))
    .filter((item) => isYoungEnough(item, decision))
    .filter((item) => matchesFilter(item, decision.filter, category))
    .filter((item) => matchesFilter(item, query.filter, category));
  const visible = candidates
    .filter((item) => isValidNow(item, now))
    .map((source) => ({ source, bornAt: bornAt(source, ageFields), item: approvedItem(source, input) }))
    .sort((a, b) => b.bornAt - a.bornAt || byId(a.item, b.item));
  const changes = candidates.flatMap((item) => changesOfValidity(item, now));
  return { visible, standsUntil: Math.min(Number.POSITIVE_INFINITY, ...changes) };
}

// Stryker disable next-line EqualityOperator: no two items have one id.
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

function isYoungEnough(item: DataItem, { oldest, category }: ReadDecision): boolean {
  return oldest === undefined || bornAt(item, category.ageFields) >= oldest.getTime();
}

/** Fields in the order of the category; one that the item does not have is not there. */
function approvedItem(source: DataItem, { decision, query, ids }: ToMinimise): ApprovedItem {
  const approved: ApprovedItem = { id: ids.item(source.id) };
  for (const name of decision.fields) {
    const value =
      query.fields.includes(name) && Object.hasOwn(source.fields, name) ? source.fields[name] : undefined;
    if (value !== undefined) approved[name] = approvedValue(value, source.id, ids);
  }
  return approved;
}

function approvedValue(value: FieldValue, itemId: string, ids: OpaqueIds): ApprovedItem[string] {
  if (typeof value !== 'object') return value;
  if (isThread(value)) return value.map((message) => approvedMessage(message, itemId, ids));
  return value.map((each) => ({ ...each, id: ids.attachment(itemId, each.id) }));
}

const isThread = (
  value: readonly ThreadMessage[] | readonly Attachment[],
): value is readonly ThreadMessage[] => value.every((each) => 'content' in each);

function approvedMessage(message: ThreadMessage, itemId: string, ids: OpaqueIds): ThreadMessage {
  const { id, content, createdAt, from, proposes, by } = message;
  return {
    id: ids.message(itemId, id),
    content,
    createdAt,
    from,
    ...(proposes === undefined ? {} : { proposes }),
    ...(by === undefined ? {} : { by }),
  };
}
