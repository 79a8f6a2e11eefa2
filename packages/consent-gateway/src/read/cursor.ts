import { sha256Bytes } from '../secrets/digests.ts';
import { sealStable, unsealStable } from '../secrets/seal-stable.ts';
import type { VisibleItem } from './minimise.ts';
import type { ReadQuery } from './read-query.ts';

/** The last item of a page: the next page begins behind it, also when that item is gone by then. */
export interface Position {
  readonly bornAt: number;
  readonly id: string;
}

/** What a cursor holds for, and for nothing else. */
export interface CursorScope {
  readonly vendorId: string;
  readonly consentId: string;
  readonly version: number;
  readonly purpose: string;
  readonly category: string;
  readonly query: Pick<ReadQuery, 'fields' | 'filter'>;
}

/** A cursor is sealed: it tells nothing, not even the age of an item whose instants are hidden. Equal pages have equal cursors. */
export function writeCursor(key: Buffer, scope: CursorScope, { bornAt, id }: Position): string {
  return sealStable(key, contextOf(scope), JSON.stringify([bornAt, id]));
}

/** The position in a cursor; `undefined` for whatever is wrong with it: another vendor, consent, version or query, or any altered bit. */
export function readCursor(key: Buffer, scope: CursorScope, cursor: string): Position | undefined {
  const text = unsealStable(key, contextOf(scope), cursor);
  if (text === undefined) return undefined;
  // The seal proves that we wrote it.
  const [bornAt, id] = JSON.parse(text) as [number, string];
  return { bornAt, id };
}

/** One page of the visible items, and where it ends when more follow. */
export function pageOf(
  visible: readonly VisibleItem[],
  options: { readonly after: Position | undefined; readonly limit: number },
): { readonly items: readonly VisibleItem[]; readonly end: Position | undefined } {
  const { after, limit } = options;
  const rest = after === undefined ? visible : visible.filter((each) => isBehind(each, after));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    end: last === undefined || rest.length <= limit ? undefined : { bornAt: last.bornAt, id: last.item.id },
  };
}

function isBehind({ bornAt, item }: VisibleItem, position: Position): boolean {
  return bornAt < position.bornAt || (bornAt === position.bornAt && item.id > position.id);
}

function contextOf({ vendorId, consentId, version, purpose, category, query }: CursorScope): string {
  const asked = sha256Bytes(JSON.stringify([query.fields, Object.entries(query.filter).sort()])).toString(
    'base64url',
  );
  return JSON.stringify([vendorId, consentId, version, purpose, category, asked]);
}
