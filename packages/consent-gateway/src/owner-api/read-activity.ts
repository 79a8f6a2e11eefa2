import { type Activity, ownerApi } from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';
import type { LedgerReader } from '../ledger/ledger-reader.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';

export interface ActivityOptions {
  readonly ledger: Pick<LedgerReader, 'readActivity'>;
  /** The vendors, also while they are on hold, in one statement. */
  readonly findVendors: (vendorIds: readonly string[]) => Promise<ReadonlyMap<string, Vendor>>;
  readonly now: () => Promise<Date>;
}

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** How often each vendor has read on each day. @throws {GatewayError} `invalid_request` */
export async function readActivity(
  query: unknown,
  options: ActivityOptions & { readonly ownerId: string },
): Promise<Activity> {
  const asked = parsed(query);
  const to = asked.to ?? dayOf((await options.now()).getTime());
  const from = asked.from ?? dayOf(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS);
  const { ownerId } = options;
  const found = await options.ledger.readActivity({ ownerId, ...parsed({ from, to }), from, to });
  const vendorIds = [...new Set(found.map(({ vendorId }) => vendorId))];
  const known = await options.findVendors(vendorIds);
  const vendors = new Map(
    vendorIds.map((vendorId) => {
      const days: Activity['vendors'][number]['days'] = [];
      return [vendorId, { vendorId, name: known.get(vendorId)?.name ?? vendorId, days }];
    }),
  );
  for (const { vendorId, ...day } of found) vendors.get(vendorId)?.days.push(day);
  return { from, to, vendors: [...vendors.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}

function parsed(query: unknown): { from?: string | undefined; to?: string | undefined } {
  const result = ownerApi.activityQuerySchema.safeParse(query);
  if (!result.success) throw new GatewayError('invalid_request', 'the query does not fit');
  return result.data;
}
