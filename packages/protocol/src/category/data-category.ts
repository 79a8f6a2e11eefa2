/**
 * A data category: what a vendor may ask for, declared in one file.
 * The pod client reads and writes RDF from the declaration; the gateway masks and filters by it; the pages take their words from it.
 */
export type FieldKind = 'text' | 'token' | 'instant' | 'value' | 'messages' | 'attachments';

export interface CategoryField {
  /** The RDF predicate that holds the field. */
  readonly predicate: string;
  /** `token` is one of `values`; `value` is a text, number or boolean; `messages` is a thread; `attachments` are files. */
  readonly kind: FieldKind;
  /** Plain words for a person. */
  readonly label: string;
  /** The closed list of a `token` field: word on the wire to RDF IRI. */
  readonly values?: Readonly<Record<string, string>>;
  /** Every item has it: an item without it is malformed and is left out. */
  readonly required?: boolean;
  /** What it counts as where another app, such as SolidOS, wrote the item without it. */
  readonly absentMeans?: string;
  /**
   * How other apps write the same, as paths of predicates: read where `predicate` is absent, never written. Where the owner's app
   * changes the item, the first step of each path is taken away, so that nothing old shines through.
   */
  readonly alsoAt?: readonly (readonly string[])[];
  /** Other apps write a `text` as an IRI of this scheme, such as `mailto:`: it is read without it. */
  readonly scheme?: string;
  /** `list`: in the document that lists all items. `item`: in the item's own document, fetched on demand. */
  readonly place: 'list' | 'item';
}

export interface DataCategory {
  /** The name in `datatypes` and in the path `/v1/{name}`: small letters. */
  readonly name: string;
  readonly label: string;
  /** The RDF class of an item, and the personal data type for the consent record. */
  readonly rdfClass: string;
  /** Classes that other apps give to such an item: read, never written. */
  readonly alsoClasses?: readonly string[];
  readonly personalData: string;
  /** The document that lists all items, relative to the Parley container. */
  readonly document: string;
  /** Where an item's own document lies, when it has one: `{id}` is replaced by the item's name. */
  readonly itemDocument?: string;
  /** Where vendors that may answer can begin a thread of their own, when they can: made by the owner's app, added to by the gateway. */
  readonly openedDocument?: string;
  /** Where files that are attached to its items lie, relative to the Parley container, when they can be; ends in a slash. */
  readonly filesContainer?: string;
  readonly fields: Readonly<Record<string, CategoryField>>;
  /** Filters that a request may state, with the fields they work on. */
  readonly filters: Readonly<Record<string, CategoryFilter>>;
  /** The instants that count for `lookback`: an item is as old as the newest of them. */
  readonly ageFields: readonly string[];
  /** Whom an item is meant for: nobody else ever sees it. One that does not say is for nobody, in every category. */
  readonly audience: { readonly predicate: string };
}

export interface CategoryFilter {
  readonly label: string;
  /** `anyOf`: the field's value is in the stated list. `audience`: `requester` (only items for the vendor) or `anyone`. */
  readonly kind: 'anyOf' | 'audience';
  readonly field?: string;
}

/** A set of categories by name: what one gateway, app or client knows. */
export type Categories = ReadonlyMap<string, DataCategory>;
