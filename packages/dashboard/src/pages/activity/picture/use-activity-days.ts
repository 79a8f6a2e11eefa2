import type { Activity } from '@parley/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useGateway } from '../../../gateway/gateway.tsx';
import { kept } from '../../../gateway/queries.ts';

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly company: string | undefined;
  readonly isEnabled: boolean;
}

/** How often each company, or this one, has read on each day. */
export function useActivityDays({ from, to, company, isEnabled }: Asked) {
  const gateway = useGateway();
  return useQuery({
    queryKey: [...kept.ledger, 'days', from, to],
    queryFn: ({ signal }) => gateway.activity({ from, to, signal }),
    select: (activity: Activity) =>
      company === undefined
        ? activity
        : { ...activity, vendors: activity.vendors.filter(({ vendorId }) => vendorId === company) },
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
}
