import type { Entry } from '../../../gateway/entry.ts';

/** Some entries, the newest first. */
export interface HistoryPage {
  readonly entries: readonly Entry[];
  readonly nextCursor?: string | undefined;
}

/**
 * The newest page as it is now, with what it had before behind it: so the pages after it stay as they are, and need not be read again.
 * Where so much is new that something may lie between, only what is now.
 */
export function renewed(now: HistoryPage, before: HistoryPage | undefined): HistoryPage {
  const last = now.entries.at(-1);
  const at = before?.entries.findIndex(({ id }) => id === last?.id) ?? -1;
  if (before === undefined || at === -1 || now.nextCursor === undefined) return now;
  return { entries: [...now.entries, ...before.entries.slice(at + 1)], nextCursor: before.nextCursor };
}

/** All of them; an entry that is counted on may have moved from one page to another. */
export function entriesOf(pages: readonly HistoryPage[]): Entry[] {
  const all = new Map<string, Entry>();
  for (const { entries } of pages)
    for (const entry of entries) if (!all.has(entry.id)) all.set(entry.id, entry);
  return [...all.values()];
}
