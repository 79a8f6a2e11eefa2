import type { ParsedVendors } from '@parley/pod-client';
import type { ConsentView, DataItem, KnownVendor } from '@parley/protocol';

/** Which companies can read an issue now. */
export interface Readers {
  /** Those it is addressed to, each with where sharing with it stands. */
  readonly addressed: readonly { readonly vendor: KnownVendor; readonly reads: 'yes' | 'paused' | 'no' }[];
  /** How many read it that it is not addressed to; of one for everyone, all who do. */
  readonly others: number;
}

/** By the consents that cover issues, and by whom the issue is for. */
export function readersOf(
  audience: DataItem['audience'],
  { vendors }: Pick<ParsedVendors, 'vendors'>,
  consents: readonly ConsentView[],
): Readers {
  const live = consents.filter(
    (consent) => (consent.status === 'given' || consent.status === 'paused') && entriesOf(consent).length > 0,
  );
  const reads = ({ clientId }: KnownVendor) => {
    const theirs = live.filter(({ vendor }) => vendor.vendorId === clientId);
    if (theirs.length === 0) return 'no';
    return theirs.some(canRead) ? 'yes' : 'paused';
  };
  const addressed = vendors.filter(
    ({ id, circles }) =>
      audience !== 'everyone' &&
      (audience.includes(id) || circles.some((circle) => audience.includes(circle))),
  );
  const isAddressed = (vendorId: string) => addressed.some(({ clientId }) => clientId === vendorId);
  const others = live.filter(
    (consent) =>
      canRead(consent) &&
      !isAddressed(consent.vendor.vendorId) &&
      (audience === 'everyone' || entriesOf(consent).some(readsAnyones)),
  );
  return {
    addressed: addressed.map((vendor) => ({ vendor, reads: reads(vendor) })),
    others: new Set(others.map(({ vendor }) => vendor.vendorId)).size,
  };
}

const canRead = ({ status, vendor }: ConsentView): boolean => status === 'given' && !vendor.held;

const entriesOf = ({ details }: ConsentView) =>
  details.filter(({ datatypes }) => datatypes.includes('issues'));

const readsAnyones = ({ filter }: ConsentView['details'][number]): boolean =>
  filter?.['issues']?.['addressee'] === 'anyone';
