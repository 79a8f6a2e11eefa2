import type { OwnerBook } from './book.ts';

/** An item that the CRM has something of. */
export interface HeldItem {
  readonly category: string;
  readonly id: string;
}

/** What is held under one consent and purpose, each item once. */
export function heldItems(book: OwnerBook, consentId: string, purpose: string): HeldItem[] {
  const grounds = book.records.flatMap((record) => record.grounds);
  const own = grounds.filter((each) => each.consentId === consentId && each.purpose === purpose);
  const held = own.map(
    ({ category, itemId }) => [`${category} ${itemId}`, { category, id: itemId }] as const,
  );
  return [...new Map(held).values()];
}
