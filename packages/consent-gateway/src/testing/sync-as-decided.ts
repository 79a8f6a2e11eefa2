// A page of changes, without a gateway around it: no HTTP, no token, no pod server, no journal.
import {
  type AuthorizationDetails,
  type ChangesPage,
  categories,
  type DataCategory,
  type DataItem,
  type KnownVendor,
} from '@parley/protocol';
import { createChangesComposer } from '../read/changes/compose-changes.ts';
import type { CopyStore } from '../read/changes/copy-store.ts';
import { decideAll } from '../read/changes/plan-changes.ts';
import { createMirror } from '../read/mirror.ts';
import { createOpaqueIds } from '../read/opaque-ids.ts';
import { type ContentWatch, createContentWatch } from '../read/watch/watch-content.ts';
import type { WatchedCopies } from '../read/watch/watched-copies.ts';

export interface PageToDecide {
  readonly vendorId: string;
  readonly consentId: string;
  readonly version: number;
  readonly details: AuthorizationDetails;
  readonly purpose: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface SyncAsDecided {
  /** What a page holds, or why there is none. What it keeps it has kept. */
  page(of: PageToDecide): Promise<ChangesPage | 'invalid_cursor' | 'cursor_expired'>;
  /** What the vendor calls an item. */
  idOf(vendorId: string, category: string, id: string): string;
}

/** An owner's pod as data: its items by category, as they are when they are read. `unreadable` names items whose documents nobody can parse. */
export interface PodAsData {
  readonly items: (category: string) => readonly DataItem[];
  readonly vendors: readonly KnownVendor[];
  readonly unreadable: (id: string) => boolean;
}

const ITEM_KEY = Buffer.alloc(32, 1);
const PLACE = { container: 'https://pod.example/parley/', ownerWebId: 'https://ann.example/#me' };

export function createSyncAsDecided(
  pod: PodAsData,
  { copies, now }: { readonly copies: CopyStore; readonly now: () => Date },
): SyncAsDecided {
  const page = (of: PageToDecide) => {
    // What is in memory is for others to try: here each page sees the pod as it is.
    const mirror = createMirror({ now, pods: podsOf(pod) });
    const keys = { itemKey: ITEM_KEY, digestKey: Buffer.alloc(32, 2), cursorKey: Buffer.alloc(32, 3) };
    return createChangesComposer({ ...keys, mirror, copies, now })(toCompose(of));
  };
  return {
    async page(of) {
      const prepared = await page(of);
      if (!prepared.found) return prepared.reason === 'cursor_expired' ? prepared.reason : 'invalid_cursor';
      await prepared.keep?.(new AbortController().signal);
      return JSON.parse(prepared.answer.body.toString()) as ChangesPage;
    },
    idOf: (vendorId, category, id) =>
      createOpaqueIds({ key: ITEM_KEY, vendorId, ownerId: 'owner_1', category }).item(id),
  };
}

/** What watches the same pod for consents that are always confirmed. */
export function createWatchAsDecided(
  pod: PodAsData,
  options: {
    readonly copies: WatchedCopies;
    readonly consent: { readonly vendorId: string; readonly details: AuthorizationDetails };
  },
): ContentWatch {
  const now = () => new Date();
  const mirror = () => createMirror({ now, pods: podsOf(pod) });
  const { vendorId, details } = options.consent;
  return createContentWatch({
    copies: options.copies,
    mirror: {
      list: (...of) => mirror().list(...of),
      opened: (...of) => mirror().opened(...of),
      vendors: (...of) => mirror().vendors(...of),
      glanceItem: (...of) => mirror().glanceItem(...of),
    },
    consents: {
      find: async (consentId, version) => ({
        consentId,
        version,
        vendorId,
        details,
        ownerId: 'owner_1',
        ...PLACE,
        askedAt: new Date(0),
        receiptSha256: '',
        nonce: '',
      }),
    },
    confirmer: { confirm: async () => 'confirmed' },
    itemKey: ITEM_KEY,
    digestKey: Buffer.alloc(32, 2),
    audience: details[0]?.locations[0] ?? '',
    now,
  });
}

function toCompose({ details, purpose, cursor, limit, ...consent }: PageToDecide) {
  const entry = details.find((each) => each.purpose === purpose);
  if (entry === undefined) throw new TypeError('a purpose that the consent does not have');
  const audience = entry.locations[0] ?? '';
  return {
    consent: { ...consent, ownerId: 'owner_1', ...PLACE },
    purpose,
    decisions: decideAll(entry, { askedAt: new Date(0), audience, categories }),
    paging: { limit, ...(cursor === undefined ? {} : { cursor }) },
    signal: new AbortController().signal,
  };
}

/** As a pod keeps them: what only an item's own document has is not in the list. */
function podsOf({ items, vendors, unreadable }: PodAsData) {
  const own = ({ fields }: DataCategory, place: 'list' | 'item', item: DataItem) =>
    Object.fromEntries(Object.entries(item.fields).filter(([name]) => fields[name]?.place === place));
  const read = <T>(content: T) => ({ status: 'read' as const, content, weight: 1 });
  return {
    list: async (_place: unknown, category: DataCategory) =>
      read(items(category.name).map((item) => ({ ...item, fields: own(category, 'list', item) }))),
    opened: async () => ({ status: 'absent' as const }),
    vendors: async () => read(vendors),
    async item(_place: unknown, category: DataCategory, id: string) {
      if (unreadable(id)) return { status: 'rejected' as const };
      const found = items(category.name).find((item) => item.id === id);
      return read(found === undefined ? {} : own(category, 'item', found));
    },
  };
}
