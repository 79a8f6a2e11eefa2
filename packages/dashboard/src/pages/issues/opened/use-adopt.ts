import { adoptOpening, type ParsedVendors, type Pod } from '@parley/pod-client';
import type { OpenedIssue } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keptPod } from '../../my-data/items/use-items.ts';
import { notListed } from '../form/choosable.ts';
import { listVendor } from '../form/save-issue.ts';
import { issueCategory } from '../issue-category.ts';
import { useIssuesChanged } from '../use-issues.ts';

/** Makes what a company has begun an issue of the person's, for that company; one that nothing is shared with any more sees nothing of it. */
export function useAdopt(pod: Pod, opening: OpenedIssue) {
  const queries = useQueryClient();
  const changed = useIssuesChanged(pod);
  return useMutation({
    async mutationFn(known: ParsedVendors) {
      const audience = known.vendors
        .filter(({ clientId }) => clientId === opening.vendorId)
        .slice(0, 1)
        .map(({ id }) => id);
      for (const vendor of notListed(audience, known)) await listVendor(pod, vendor);
      await adoptOpening(pod, { category: issueCategory, id: opening.id, audience });
    },
    onSettled: () => Promise.all([changed(), queries.invalidateQueries({ queryKey: keptPod.vendors(pod) })]),
  });
}
