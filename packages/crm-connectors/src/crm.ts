// What every CRM is to the connector. A mapper makes records of an item and does nothing else; the transport writes and removes them.

import type { FieldValue } from '@parley/protocol';

/** An item as the vendor SDK reads it: what was not given is not there. */
export interface CrmItem {
  readonly id: string;
  readonly [field: string]: FieldValue | undefined;
}

/** A record by the id that it has outside the CRM: a keyed digest, so that nothing of Parley can be read from it. */
export interface RecordName {
  /** The kind of record, as the CRM calls it: `Case`, `ticket`. */
  readonly object: string;
  readonly externalId: string;
}

/** One value for one field of a record. */
export interface MappedField {
  readonly value: FieldValue;
  /** The field of the Parley item that it comes from; `id` for what only says that there is an item. One each: what is lost takes nothing along. */
  readonly from: string;
  /** By when it has to be gone (RFC 3339). Absent: the owner has agreed that it may be kept. */
  readonly goneBy?: string;
}

export interface MappedRecord extends RecordName {
  readonly fields: Readonly<Record<string, MappedField>>;
  /** The field of the item without which there is no such record, as where the CRM lets it not be empty. Default: `id`, the item itself. */
  readonly needs?: string;
  /** Other records that it points to, by the name of the relationship. They come before it. */
  readonly links?: Readonly<Record<string, RecordName>>;
}

/** What a mapper may know beside the item. */
export interface ItemContext {
  readonly category: string;
  /** An exact IRI. */
  readonly purpose: string;
  readonly consentId: string;
  /** When this version of the consent was signed (RFC 3339). */
  readonly capturedAt: string;
  /** When the purpose ends (RFC 3339). */
  readonly until: string;
  /** By when the copy has to be gone (RFC 3339). Absent: it may be kept. */
  readonly goneBy?: string;
  /** External ids to use: of the item, of its owner, and of the item under this consent and purpose. */
  readonly ids: { readonly item: string; readonly owner: string; readonly consentOfItem: string };
}

/** A field to write, with the keyed digest by which it is known again when the CRM reports it. */
export interface MarkedField extends MappedField {
  readonly mark: string;
}

export interface RecordWrite extends MappedRecord {
  readonly fields: Readonly<Record<string, MarkedField>>;
  /** Fields that another consent or purpose has filled: left as they are, where this write has nothing for them. */
  readonly kept: readonly string[];
  readonly context: ItemContext;
}

/** What has to go: the whole record, or these of its fields. */
export interface Removal extends RecordName {
  readonly fields: 'all' | readonly string[];
}

export interface CrmCall {
  /** Whose data it is: the gateway's origin, and the id that the owner has there for this vendor. */
  readonly owner: { readonly gateway: string; readonly subject: string };
  readonly signal?: AbortSignal | undefined;
}

/**
 * PORT. A CRM. `map` is pure. `upsert` and `remove` may be called again with the same at any time, also after half of it was done: each record
 * is found by its external id. Removing what is not there is no fault.
 */
export interface Crm {
  readonly name: string;
  /** @throws {unknown_category} */
  map(item: CrmItem, context: ItemContext): readonly MappedRecord[];
  upsert(writes: readonly RecordWrite[], call: CrmCall): Promise<void>;
  remove(removals: readonly Removal[], call: CrmCall): Promise<void>;
}
