import { isGatewayError } from '../gateway-error.ts';
import type { CheckedClient } from './read-client-document.ts';
import { isClientDocumentAddress, readClientDocument } from './read-client-document.ts';
import type { Vendor, VendorDirectory } from './vendor-directory.ts';
import { asLifted, isLiftable } from './vendor-hold.ts';

interface Options {
  store: {
    find(vendorId: string): Promise<(Vendor & { fetchedAt: Date }) | undefined>;
    save(vendorId: string, knownBy: 'document', client: CheckedClient): Promise<Vendor>;
    /** Whether an owner has lifted the hold that it is on now. */
    isLiftedForAny(vendorId: string): Promise<boolean>;
  };
  fetch: typeof fetch;
  localOrigins: readonly string[];
  now: () => Date;
}

/** A client document is read again after this time; a fetch that failed is not tried again at once. */
export const DOCUMENT_FRESH_MS = 10 * 60_000;
const FAILURE_REMEMBERED_MS = 10_000;
const MAX_REMEMBERED_FAILURES = 1_000;
const DOCUMENT_TIMEOUT_MS = 5_000;

/** The vendor directory: what the operator entered, and client documents fetched, pinned and kept fresh. */
export function createVendorDirectory(options: Options): VendorDirectory {
  const underWay = new Map<string, Promise<Vendor | undefined>>();
  const failedAt = new Map<string, number>();

  async function refresh(vendorId: string, known: Vendor | undefined): Promise<Vendor | undefined> {
    try {
      const signal = AbortSignal.timeout(DOCUMENT_TIMEOUT_MS);
      const client = await readClientDocument(vendorId, {
        fetch: options.fetch,
        localOrigins: options.localOrigins,
        signal,
      });
      return await options.store.save(vendorId, 'document', client);
    } catch (error) {
      if (!isGatewayError(error)) throw error;
      // Nothing was asked of it: there was no room.
      if (error.code === 'temporarily_unavailable' && known === undefined) throw error;
      if (failedAt.size >= MAX_REMEMBERED_FAILURES) failedAt.clear();
      failedAt.set(vendorId, options.now().getTime());
      return known;
    }
  }

  async function findAlsoHeld(vendorId: string): Promise<Vendor | undefined> {
    const known = await options.store.find(vendorId);
    const isDocument =
      known === undefined
        ? isClientDocumentAddress(vendorId, options.localOrigins)
        : known.knownBy === 'document';
    const now = options.now().getTime();
    const isFresh = known !== undefined && now - known.fetchedAt.getTime() < DOCUMENT_FRESH_MS;
    const justFailed = now - (failedAt.get(vendorId) ?? Number.NEGATIVE_INFINITY) < FAILURE_REMEMBERED_MS;
    if (!isDocument || isFresh || justFailed) return known;
    const shared =
      underWay.get(vendorId) ?? refresh(vendorId, known).finally(() => underWay.delete(vendorId));
    underWay.set(vendorId, shared);
    return shared;
  }

  return { findAlsoHeld, find: async (vendorId) => usable(await findAlsoHeld(vendorId), options.store) };
}

async function usable(vendor: Vendor | undefined, store: Options['store']): Promise<Vendor | undefined> {
  if (vendor === undefined || isOnlyNamed(vendor)) return undefined;
  if (vendor.heldAt === null) return vendor;
  return isLiftable(vendor.hold) && (await store.isLiftedForAny(vendor.vendorId))
    ? asLifted(vendor)
    : undefined;
}

/** Of a vendor that a rebuild found in a consent nothing is known but its name, until its document is read or the operator enters it. */
const isOnlyNamed = ({ metadata }: Vendor): boolean => Object.keys(metadata).length === 0;
