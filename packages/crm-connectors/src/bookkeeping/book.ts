// What was written where, under which consent, until when. Ids, names of fields, dates and keyed digests: never a value.

import type { RecordName } from '../crm.ts';

/** Why something may be in the CRM: an item under a consent and a purpose. */
export interface Ground {
  readonly consentId: string;
  readonly purpose: string;
  readonly category: string;
  readonly itemId: string;
  /** The field of the item, or `id` for the item itself. */
  readonly from: string;
  /** By the consent (RFC 3339). Absent: it may be kept. */
  readonly goneBy?: string;
  /** Where the item says until when it is valid (RFC 3339). */
  readonly validUntil?: string;
  /** Narrowed, withdrawn or taken away: to be removed at the next turn. */
  readonly isLost?: true;
}

export interface WrittenField {
  readonly name: string;
  readonly grounds: readonly Ground[];
}

export interface WrittenRecord extends RecordName {
  /** Why the record is there at all. */
  readonly grounds: readonly Ground[];
  readonly fields: readonly WrittenField[];
  /** Keyed digests of what was written into it, oldest first: what the CRM reports back is known by them. */
  readonly marks: readonly string[];
}

/** How much is known of a consent: a late call under an older version writes nothing. */
export interface KnownConsent {
  readonly consentId: string;
  readonly version: number;
  readonly isOver: boolean;
}

/** All of one owner, in one CRM. It is plain JSON. */
export interface OwnerBook {
  readonly gateway: string;
  readonly subject: string;
  readonly consents: readonly KnownConsent[];
  readonly records: readonly WrittenRecord[];
}

/** By what a store finds a book again: columns beside the JSON. */
export interface BookIndex {
  /** When the first of it is due (RFC 3339). Absent: nothing is. */
  readonly dueAt?: string;
  readonly externalIds: readonly string[];
}

export interface BookPage {
  readonly book: OwnerBook | undefined;
  /** Resolves when it would survive a crash. */
  save(book: OwnerBook, index: BookIndex): Promise<void>;
}

/**
 * PORT. Where the books of one CRM are kept: a table with the owner's key, the JSON, `due_at` and the external ids will do. `exclusively`
 * lets nobody else at the same owner's book until `work` has ended, on any process: a row lock or an advisory lock.
 */
export interface Bookkeeping {
  exclusively<T>(owner: string, work: (page: BookPage) => Promise<T>): Promise<T>;
  /** Keys of the owners whose `dueAt` has come. */
  ownersDue(now: Date): Promise<readonly string[]>;
  /** The key of the owner whose book has this external id. */
  ownerOf(externalId: string): Promise<string | undefined>;
}

/** When a ground ends by itself, or at once where it is lost. `undefined`: never. */
export function endOf({ goneBy, validUntil, isLost }: Ground): string | undefined {
  if (isLost === true) return new Date(0).toISOString();
  const ends = [goneBy, validUntil].flatMap((each) => (each === undefined ? [] : [new Date(each)]));
  return ends.length === 0 ? undefined : new Date(Math.min(...ends.map(Number))).toISOString();
}

export function indexOf(book: OwnerBook): BookIndex {
  const grounds = book.records.flatMap((record) => [
    ...record.grounds,
    ...record.fields.flatMap((field) => field.grounds),
  ]);
  const [dueAt] = grounds.flatMap((ground) => endOf(ground) ?? []).sort();
  const externalIds = book.records.map(({ externalId }) => externalId);
  return { externalIds, ...(dueAt === undefined ? {} : { dueAt }) };
}
