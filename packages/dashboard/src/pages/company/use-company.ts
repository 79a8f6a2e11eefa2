import { readVendors } from '@parley/pod-client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useConsents, useRequests } from '../../gateway/queries.ts';
import { usePod } from '../../pod/use-pod.ts';
import { companyOf } from './company-of.ts';

/** `company` is there once all is known that can say something of it. */
export function useCompany(id: string) {
  const consents = useConsents();
  const requests = useRequests();
  const pod = usePod();
  const vendors = useQuery({
    queryKey: ['company', 'vendors'],
    queryFn: async () => (await readVendors(pod as NonNullable<typeof pod>)).vendors,
    enabled: pod !== undefined,
  });
  useWholeList(consents);
  useWholeList(requests);
  const isWhole = consents.data !== undefined && !consents.hasNextPage && requests.data !== undefined;
  const refetch = () => Promise.all([consents.refetch(), requests.refetch()]);
  const fault = consents.error ?? requests.error;
  if (!isWhole) return { company: undefined, fault, refetch };
  const company = companyOf(id, {
    consents: consents.data,
    requests: requests.data,
    vendors: vendors.data ?? [],
  });
  const isKnown = company.vendor !== undefined || company.known !== undefined;
  // What the pod says is waited for only where nobody else knows the company.
  if (!isKnown && pod !== undefined && vendors.isPending) return { company: undefined, fault, refetch };
  return { company, fault: fault ?? (isKnown ? null : vendors.error), refetch };
}

/** Asks for page after page. */
function useWholeList(list: {
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isError: boolean;
  fetchNextPage(): unknown;
}): void {
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
}
