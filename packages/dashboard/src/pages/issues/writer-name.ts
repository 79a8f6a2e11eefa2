import type { ParsedVendors } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { companyName } from '../requests/who/company-name.ts';

/**
 * Who has written a message that is not the person's: certain only where the issue is for one company alone. `undefined`: some company.
 */
export function writerName(
  audience: DataItem['audience'],
  known: Pick<ParsedVendors, 'vendors'> | undefined,
): string | undefined {
  if (audience === 'everyone' || audience.length !== 1) return undefined;
  const vendor = known?.vendors.find(({ id }) => id === audience[0]);
  return vendor && companyName(vendor);
}
