// From the book into the CRM: write down, remove, write, write down.

import { type BookPage, indexOf, type OwnerBook } from './bookkeeping/book.ts';
import { dueRemovals } from './bookkeeping/due-removals.ts';
import type { Applied } from './connector.ts';
import type { Crm } from './crm.ts';
import type { MappedChange } from './map-change.ts';
import { standingWrites } from './standing-writes.ts';

export interface Settling {
  readonly crm: Crm;
  readonly book: OwnerBook;
  /** What the book has been changed by. */
  readonly mapped?: readonly MappedChange[];
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
}

export async function settle(page: BookPage, settling: Settling): Promise<Applied> {
  const { crm, book, mapped = [], now, signal } = settling;
  const { removals, after } = dueRemovals(book, now);
  const writes = standingWrites(after, mapped);
  const call = { owner: { gateway: book.gateway, subject: book.subject }, signal };
  // Written down first: whatever is killed from here on, nothing is in the CRM that nobody knows of.
  await page.save(book, indexOf(book));
  if (removals.length > 0) await crm.remove(removals, call);
  if (writes.length > 0) await crm.upsert(writes, call);
  await page.save(after, indexOf(after));
  return { written: writes.length, removed: removals.length };
}
