import type { KnownCircle } from '@parley/pod-client';
import { useMemo } from 'react';
import { useAllConsents } from '../../gateway/all-consents.ts';
import { useConnection } from '../../gateway/queries.ts';
import { type Company, companiesOf } from './company.ts';
import { useKnown } from './use-known.ts';

interface Companies {
  readonly companies: readonly Company[];
  readonly circles: readonly KnownCircle[];
  /** How many entries in the pod are not understood. */
  readonly broken: number;
  /** Nothing can be shown yet. */
  readonly isPending: boolean;
  /** Nothing is missing: only then something can be done with all of them. */
  readonly isWhole: boolean;
  /** Of what companies were given: nothing can be said without it. */
  readonly fault: unknown;
  /** Of what the person has entered: the rest is there all the same. */
  readonly ownFault: unknown;
  retry(): void;
}

/** Every company that was given something, and every one that the person has entered. */
export function useCompanies(): Companies {
  const consents = useAllConsents();
  const connection = useConnection();
  const known = useKnown();
  const companies = useMemo(
    () => companiesOf({ consents: consents.data ?? [], entries: known.data?.vendors ?? [] }),
    [consents.data, known.data],
  );
  return {
    companies,
    circles: known.data?.circles ?? [],
    broken: known.data?.rejected.length ?? 0,
    isPending:
      consents.isPending || connection.isPending || (known.isLoading && known.errorUpdateCount === 0),
    isWhole: consents.isWhole,
    fault: consents.error,
    ownFault: known.error ?? connection.error,
    retry: () =>
      void Promise.all([
        consents.refetch(),
        ...(connection.error === null ? [] : [connection.refetch()]),
        ...(known.error === null ? [] : [known.refetch()]),
      ]),
  };
}
