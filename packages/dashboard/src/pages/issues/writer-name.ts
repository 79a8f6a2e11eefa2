import type { ParsedVendors } from '@parley/pod-client';
import type { DataItem, ThreadMessage } from '@parley/protocol';
import { companyName } from '../requests/who/company-name.ts';

/**
 * Who has written a message that is not the person's: the company whose id stands with it, else the one that the issue is for, where that is
 * one alone. `undefined`: some company.
 */
export function writerName(
  { maker }: Pick<ThreadMessage, 'maker'>,
  audience: DataItem['audience'],
  known: Pick<ParsedVendors, 'vendors'> | undefined,
): string | undefined {
  const wrote = known?.vendors.find(({ clientId }) => clientId !== undefined && clientId === maker);
  if (wrote !== undefined) return companyName(wrote);
  if (audience === 'everyone' || audience.length !== 1) return undefined;
  const vendor = known?.vendors.find(({ id }) => id === audience[0]);
  return vendor && companyName(vendor);
}
