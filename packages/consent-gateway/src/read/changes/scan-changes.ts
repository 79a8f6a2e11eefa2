import type { ApprovedItem, ItemChange } from '@parley/protocol';
import type { CategoryView } from './category-view.ts';
import type { Copy } from './copy.ts';
import type { ScanPosition } from './copy-cursor.ts';

const AT_ONCE = 8;
/** Each is a request to the pod: a page must not take longer than a call may. */
const MAX_DOCUMENTS = 100;
const MAX_SCAN_MS = 8_000;
const MAX_PAGE_BYTES = 1_048_576;

export interface ToScan {
  /** What the vendor holds. */
  readonly copy: Copy;
  /** Where the page before has stopped. */
  readonly after: ScanPosition | undefined;
  /** All that may be in the copy or is approved, in the order of every round. */
  readonly categories: readonly string[];
  /** `undefined`: the category is not approved. */
  readonly view: (category: string) => Promise<CategoryView | undefined>;
  readonly digest: (category: string, item: ApprovedItem) => string;
  readonly limit: number;
  readonly nowMs: () => number;
}

export interface ScannedPage {
  /** All of one category: the ledger names it. */
  readonly changes: readonly ItemChange[];
  /** The copy with these changes made. */
  readonly copy: Copy;
  /** Where the next page goes on. `undefined`: the round is complete. */
  readonly stoppedAfter: ScanPosition | undefined;
}

/**
 * Goes through everything that is held or approved, in one order, and stops at the first difference that the page has no place for, or
 * when it has done its share of work.
 */
export async function scanChanges(input: ToScan): Promise<ScannedPage> {
  const { after } = input;
  const page = beginPage(input);
  for (const category of input.categories.filter((name) => after === undefined || name >= after.category)) {
    const view = await input.view(category);
    const held = input.copy.get(category)?.keys() ?? [];
    const ids = [...new Set([...(view?.ids ?? []), ...held])].sort();
    const rest = after?.category === category ? ids.filter((id) => id > after.id) : ids;
    for (let at = 0; at < rest.length; at += AT_ONCE) {
      if (page.isEnough()) return page.end();
      const some = rest.slice(at, at + AT_ONCE);
      const items = await Promise.all(some.map((id) => view?.item(id)));
      if (view?.asksForDocuments) page.countDocuments(some.length);
      for (const [index, id] of some.entries())
        if (!page.take({ category, id, item: items[index] })) return page.end();
    }
  }
  return { ...page.end(), stoppedAfter: undefined };
}

interface Seen extends ScanPosition {
  readonly item: ApprovedItem | 'unreadable' | undefined;
}

function beginPage({ copy, after, digest, limit, nowMs }: ToScan) {
  const next = new Map([...copy].map(([category, items]) => [category, new Map(items)]));
  const changes: ItemChange[] = [];
  const begun = nowMs();
  let [position, documents, bytes] = [after, 0, 0];
  const hasPlaceFor = (category: string): boolean =>
    changes.length < limit &&
    bytes < MAX_PAGE_BYTES &&
    changes.every((change) => change.category === category);
  return {
    isEnough: () => position !== after && (documents >= MAX_DOCUMENTS || nowMs() - begun >= MAX_SCAN_MS),
    countDocuments(count: number): void {
      documents += count;
    },
    /** `false`: it is different, and this page has no place for it. */
    take({ category, id, item }: Seen): boolean {
      const held = next.get(category) ?? new Map<string, string>();
      const known = held.get(id);
      // Of what cannot be parsed nothing is known: above all not that it is gone.
      const now = item === 'unreadable' ? known : item && digest(category, item);
      if (now !== known) {
        if (!hasPlaceFor(category)) return false;
        const change = changeOf({ category, id, item });
        changes.push(change);
        bytes += JSON.stringify(change).length;
        if (now === undefined) held.delete(id);
        else next.set(category, held.set(id, now));
      }
      position = { category, id };
      return true;
    },
    end: (): ScannedPage => ({ changes, copy: next, stoppedAfter: position }),
  };
}

function changeOf({ category, id, item }: Seen): ItemChange {
  return typeof item === 'object'
    ? { type: 'upserted', category, id, item }
    : { type: 'removed', category, id };
}
