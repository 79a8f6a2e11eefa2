import type { Pod } from '@parley/pod-client';
import type { DataItem, KnownVendor } from '@parley/protocol';
import { useMemo } from 'react';
import { useIssueList } from '../../issues/use-issues.ts';

/** The issues that are for this company by name, as the list has them: without their texts. */
export function useIssuesFor(pod: Pod, { id }: KnownVendor): readonly DataItem[] {
  const { data } = useIssueList(pod);
  return useMemo(
    () => (data?.items ?? []).filter(({ audience }) => audience !== 'everyone' && audience.includes(id)),
    [data, id],
  );
}
