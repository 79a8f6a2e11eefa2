import type { ParsedVendors, Pod } from '@parley/pod-client';
import { useMemo } from 'react';
import { useAllConsents } from '../../../gateway/all-consents.ts';
import { useKnownVendors } from '../../my-data/items/use-items.ts';
import { choosableOf } from './choosable.ts';

interface Choosable {
  /** `undefined`: not read yet, or it cannot be. */
  readonly known: ParsedVendors | undefined;
  readonly fault: unknown;
  refetch(): void;
}

/** Whom an issue can be for. Without the gateway it is those that the person has listed. */
export function useChoosable(pod: Pod): Choosable {
  const listed = useKnownVendors(pod);
  const consents = useAllConsents().data;
  const known = useMemo(
    () => listed.data && choosableOf(listed.data, consents ?? []),
    [listed.data, consents],
  );
  return { known, fault: listed.error, refetch: () => void listed.refetch() };
}
