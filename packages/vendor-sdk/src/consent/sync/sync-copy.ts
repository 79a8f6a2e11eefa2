// A vendor's copy made equal to what is approved. In: a store that holds it. Out: what was done. Page after page, each kept with
// its cursor before the next is asked for.

import { type Categories, type ChangesPage, changesPageSchema, type ItemChange } from '@parley/protocol';
import { isVendorSdkError, VendorSdkError } from '../../errors.ts';
import { toItem } from '../approved-items.ts';
import type { ReadOptions } from '../category-reads.ts';
import type { Reader } from '../read-approved-data.ts';
import { type CopyMark, readMark, writeMark } from './copy-mark.ts';
import type { CopyStore, HeldItem } from './copy-store.ts';

export interface SyncOptions extends ReadOptions {
  /** What holds the copy of this consent and purpose. No two syncs of one store at the same time. */
  readonly store: CopyStore;
}

export interface Synced {
  readonly upserted: number;
  readonly removed: number;
  /** The version of the consent that the copy is of. */
  readonly consentVersion: number;
}

/** A sync that the gateway tells to start over, starts over so often. */
const MOST_STARTS = 3;

/** @throws {store_failed} */
export async function syncCopy(read: Reader, categories: Categories, options: SyncOptions): Promise<Synced> {
  const { store } = options;
  const kept = await ofStore(() => store.load());
  let mark = kept === undefined ? await compareAll(store) : readMark(kept);
  // A round that began before, and was cut off, says nothing of what it went through then: once more from the beginning.
  let isOld = mark.isWithinRound;
  const done = { upserted: 0, removed: 0 };
  for (let starts = 1; ; ) {
    const page = await nextPage(read, mark, options).catch((error: unknown) => {
      if (!isVendorSdkError(error, 'cursor_expired') || starts === MOST_STARTS) throw error;
      return undefined;
    });
    if (page === undefined) {
      starts += 1;
      mark = await compareAll(store);
      isOld = false;
      continue;
    }
    const { changes, next } = applied(page, mark, categories);
    if (page.hasMore && next.cursor === mark.cursor)
      throw new VendorSdkError('invalid_response', { detail: 'changes that never end' });
    // Where nothing is different there is nothing to write.
    if (changes.length > 0 || writeMark(next) !== kept)
      await ofStore(() => store.apply(changes, writeMark(next)));
    for (const { type } of changes) done[type] += 1;
    if (!page.hasMore && !isOld) return { ...done, consentVersion: page.consentVersion };
    isOld &&= page.hasMore;
    mark = next;
  }
}

/** From the beginning: what is held and does not come again is to be removed in the end. */
async function compareAll(store: CopyStore): Promise<CopyMark> {
  return { cursor: undefined, isWithinRound: false, unseen: await ofStore(() => store.items()) };
}

async function nextPage(
  read: Reader,
  { cursor }: CopyMark,
  { purpose, signal }: SyncOptions,
): Promise<ChangesPage> {
  const page = changesPageSchema.safeParse(
    await read({ path: '/changes', purpose, query: { cursor, limit: '200' }, signal }),
  );
  if (!page.success) throw new VendorSdkError('invalid_response', { detail: 'not a page of changes' });
  return page.data;
}

function applied(
  { changes, nextCursor, hasMore }: ChangesPage,
  { unseen }: CopyMark,
  categories: Categories,
): { readonly changes: readonly ItemChange[]; readonly next: CopyMark } {
  const told = changes.map((change) => checked(change, categories));
  const next = { cursor: nextCursor, isWithinRound: hasMore };
  if (unseen.length === 0) return { changes: told, next: { ...next, unseen } };
  const seen = new Set(told.map(keyOf));
  const rest = unseen.filter((item) => !seen.has(keyOf(item)));
  if (hasMore) return { changes: told, next: { ...next, unseen: rest } };
  const gone = rest.map(({ category, id }): ItemChange => ({ type: 'removed', category, id }));
  return { changes: [...told, ...gone], next: { ...next, unseen: [] } };
}

function checked(change: ItemChange, categories: Categories): ItemChange {
  const category = categories.get(change.category);
  if (change.type === 'removed' || category === undefined) return change;
  return { ...change, item: toItem(category, change.item) };
}

const keyOf = ({ category, id }: HeldItem): string => `${category} ${id}`;

async function ofStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new VendorSdkError('store_failed', { detail: 'the copy', cause });
  }
}
